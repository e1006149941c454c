import { isMap, isNode, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Source, Span } from './source.js';

/** Where every map and list of the files stands, by identity. */
export type Spans = Map<object, Place>;

interface Place {
  readonly source: Source;
  readonly node: YAMLMap | YAMLSeq;
}

/** The offsets of a YAML node. */
export function rangeOf(node: unknown): { readonly start: number; readonly end: number } {
  const range = isNode(node) ? node.range : undefined;
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}

function place(spans: Spans, owner: object): Place {
  const found = spans.get(owner);
  if (found === undefined) throw new TypeError('a value that was not read from a file has no position');
  return found;
}

type Pairs = ReadonlyMap<string, YAMLMap['items'][number]>;

/** The entries of maps by key, made when first asked for: most maps are never asked. */
const indexes = new WeakMap<YAMLMap, Pairs>();

function pairOf(node: YAMLMap, key: string): YAMLMap['items'][number] | undefined {
  const known = indexes.get(node);
  if (known !== undefined) return known.get(key);
  const pairs = node.items
    .toReversed()
    .flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair] as const] : []));
  const index: Pairs = new Map(pairs);
  indexes.set(node, index);
  return index.get(key);
}

/** Where a whole map or list stands. */
export function spanOf(spans: Spans, owner: object): Span {
  const { source, node } = place(spans, owner);
  return { source, ...rangeOf(node) };
}

/** Where the key of an entry stands; the map itself when it has no such key. */
export function keySpan(spans: Spans, owner: object, key: string): Span {
  const { source, node } = place(spans, owner);
  const pair = isMap(node) ? pairOf(node, key) : undefined;
  return pair === undefined ? spanOf(spans, owner) : { source, ...rangeOf(pair.key) };
}

/** Where the value under a key or index stands; the key when the value is not written down. */
export function valueSpan(spans: Spans, owner: object, key: string | number): Span {
  const { source, node } = place(spans, owner);
  const item = isSeq(node) ? node.items[Number(key)] : pairOf(node as YAMLMap, String(key))?.value;
  const { start, end } = rangeOf(item);
  if (end > start) return { source, start, end };
  return typeof key === 'string' ? keySpan(spans, owner, key) : spanOf(spans, owner);
}

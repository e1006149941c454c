import { isAlias, isMap, isScalar, isSeq, type Pair, type ParsedNode, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Report } from './issue-log.js';
import { MAX_ALIASED_NODES, MAX_DEPTH, MAX_LIST_LENGTH } from './limits.js';
import { quoted } from './printable.js';
import { QUOTE_STARS } from './read-yaml.js';
import type { Source } from './source.js';
import { rangeOf, type Spans } from './spans.js';

/** What a document says, as plain data. Maps have no prototype, so that any key is just a key. */
export type Value = string | number | boolean | null | readonly Value[] | ValueMap;
export interface ValueMap {
  readonly [key: string]: Value;
}

/** A value with what it would weigh if every alias in it were written out. */
interface Weighed {
  readonly value: Value;
  readonly nodes: number;
  readonly depth: number;
}

const NOTHING: Weighed = { value: null, nodes: 1, depth: 1 };

const weigh = (value: Value, parts: readonly Weighed[]): Weighed => ({
  value,
  nodes: parts.reduce((sum, part) => sum + part.nodes, 1),
  depth: 1 + parts.reduce((most, part) => Math.max(most, part.depth), 0),
});

/**
 * Turns YAML nodes into values and remembers where each map and list stands.
 *
 * An alias yields the very value of its anchor, so nothing is copied; what copies would weigh is counted, since
 * readers of the value walk it as if it were written out.
 */
export function treeReader(source: Source, spans: Spans, report: Report): (root: ParsedNode | null) => Value {
  let aliased = 0;
  let anchors = new Map<string, Weighed>();

  const problem = (node: unknown, code: Parameters<Report>[1]['code'], message: string, hint?: string): void =>
    report({ source, ...rangeOf(node) }, { code, message, hint });

  const keyOf = (pair: Pair): string | undefined => {
    const key: unknown = isScalar(pair.key) ? pair.key.value : undefined;
    if (key === '<<' || typeof key === 'symbol') {
      problem(pair.key, 'merge-key', 'merge keys (<<) are not part of YAML 1.2', 'write the keys out');
      return undefined;
    }
    if (typeof key === 'string') return key;
    if (typeof key === 'number' || typeof key === 'boolean') return String(key);
    problem(pair.key, 'wrong-type', 'a key must be text', 'put the key in quotes');
    return undefined;
  };

  const readMap = (node: YAMLMap): Weighed => {
    const map: Record<string, Value> = Object.create(null);
    const parts: Weighed[] = [];
    for (const pair of node.items) {
      const key = keyOf(pair);
      const part = read(pair.value as ParsedNode | null);
      if (key === undefined) continue;
      if (Object.hasOwn(map, key)) {
        problem(pair.key, 'duplicate-key', `the key ${quoted(key)} is given twice`, 'keep one of them');
        continue;
      }
      map[key] = part.value;
      parts.push(part);
    }
    spans.set(map, { source, node });
    return weigh(map, parts);
  };

  const readSeq = (node: YAMLSeq): Weighed => {
    const { length } = node.items;
    if (length > MAX_LIST_LENGTH) {
      const message = `a list has ${length} entries; at most ${MAX_LIST_LENGTH} are read`;
      problem(node, 'too-many-entries', message);
    }
    const parts = (length > MAX_LIST_LENGTH ? [] : node.items).map((item) => read(item as ParsedNode | null));
    const list = parts.map((part) => part.value);
    spans.set(list, { source, node });
    return weigh(list, parts);
  };

  const readAlias = (node: ParsedNode, name: string): Weighed => {
    const target = anchors.get(name);
    if (target === undefined) {
      problem(node, 'yaml-syntax', `the alias *${name} refers to no finished anchor before it`, QUOTE_STARS);
      return NOTHING;
    }
    const wasWithin = aliased <= MAX_ALIASED_NODES;
    aliased += target.nodes;
    if (aliased <= MAX_ALIASED_NODES && target.depth <= MAX_DEPTH) return target;
    if (wasWithin) {
      const message = `aliases multiply this file to more than ${MAX_ALIASED_NODES} values or ${MAX_DEPTH} levels`;
      problem(node, 'too-many-aliases', message);
    }
    return NOTHING;
  };

  const readScalar = (node: ParsedNode, scalar: unknown): Weighed => {
    if (scalar === null || ['string', 'number', 'boolean'].includes(typeof scalar)) {
      return { value: scalar as Value, nodes: 1, depth: 1 };
    }
    problem(node, 'custom-tag', 'a value must be text, a number, true or false');
    return NOTHING;
  };

  const readNode = (node: ParsedNode): Weighed => {
    if (isMap(node)) return readMap(node);
    if (isSeq(node)) return readSeq(node);
    return readScalar(node, isScalar(node) ? node.value : undefined);
  };

  const read = (node: ParsedNode | null): Weighed => {
    if (node === null) return NOTHING;
    if (isAlias(node)) return readAlias(node, node.source);
    const weighed = readNode(node);
    if (node.anchor !== undefined) anchors.set(node.anchor, weighed);
    return weighed;
  };

  return (root) => {
    anchors = new Map();
    return read(root).value;
  };
}

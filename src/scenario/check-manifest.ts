import { checkShape } from './check-shape.js';
import { PASSIVE_KINDS, SIMULATED_KINDS, UNSIMULATED_KINDS } from './kinds.js';
import { type Manifest, type ManifestContext, podSpecOf } from './manifest.js';
import { manifestSchemas, type PodSpecManifest } from './manifest-schema.js';
import { suggestion } from './nearest.js';
import { quoted } from './printable.js';
import type { Span } from './source.js';
import { keySpan, type Spans, valueSpan } from './spans.js';
import type { Value, ValueMap } from './tree.js';
import { remarkOnFields } from './unmodelled.js';

const isMap = (value: Value | undefined): value is ValueMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Something that should be a Kubernetes object, and where it stands. */
export interface Candidate {
  readonly value: Value;
  readonly span: Span;
}

/** The objects of a document: a List stands for its items. */
export function candidatesIn({ value, span }: Candidate, spans: Spans): readonly Candidate[] {
  if (!isMap(value) || typeof value.kind !== 'string' || !/^[A-Za-z]*List$/.test(value.kind)) return [{ value, span }];
  const { items } = value;
  if (!Array.isArray(items)) return [];
  return items.flatMap((item, i) => candidatesIn({ value: item, span: valueSpan(spans, items, i) }, spans));
}

function isKindSimulated(object: ValueMap, kind: string, context: ManifestContext): boolean {
  const { spans, report, remark } = context;
  const span = valueSpan(spans, object, 'kind');
  if (UNSIMULATED_KINDS.includes(kind)) {
    const message = `pods of a ${kind} are not simulated yet`;
    report(span, { code: 'not-simulated-yet', message, hint: 'describe one of its pods as a Pod' });
    return false;
  }
  const expected = Object.hasOwn(SIMULATED_KINDS, kind) ? SIMULATED_KINDS[kind] : undefined;
  if (expected === undefined) {
    const isCustom = typeof object.apiVersion === 'string' && /\..*\//.test(object.apiVersion);
    if (PASSIVE_KINDS.includes(kind) || isCustom) {
      remark(span, `${kind} is not simulated and has no effect`);
      return false;
    }
    const known = [...Object.keys(SIMULATED_KINDS), ...UNSIMULATED_KINDS, ...PASSIVE_KINDS];
    const hint = suggestion(kind, known, 'simulated are Pod, Deployment and ReplicaSet');
    report(span, { code: 'unknown-kind', message: `unknown kind ${quoted(kind)}`, hint });
    return false;
  }
  if (object.apiVersion === expected) return true;
  const written = Object.hasOwn(object, 'apiVersion') ? `not ${quoted(object.apiVersion)}` : 'and is missing';
  const message = `apiVersion of a ${kind} must be ${expected}, ${written}`;
  report(valueSpan(spans, object, 'apiVersion'), { code: 'wrong-api-version', message });
  return true;
}

function checkContainerNames({ containers }: PodSpecManifest, { spans, report }: ManifestContext): void {
  const seen = new Set<string>();
  for (const container of containers) {
    if (seen.has(container.name)) {
      const message = `the pod has two containers named ${quoted(container.name)}`;
      report(valueSpan(spans, container, 'name'), { code: 'duplicate-name', message });
    }
    seen.add(container.name);
  }
}

/** Without a name there is nothing to refer to; the API server would make one up. */
function isNamed(object: ValueMap, { spans, report }: ManifestContext): boolean {
  const { metadata } = object;
  if (!isMap(metadata) || Object.hasOwn(metadata, 'name') || !Object.hasOwn(metadata, 'generateName')) return true;
  const message = 'metadata.generateName leaves the name to the API server';
  report(keySpan(spans, metadata, 'generateName'), { code: 'missing-key', message, hint: 'give it a metadata.name' });
  return false;
}

/** Checks one object as far as the simulation reads it; undefined when it makes no pods or is wrong. */
export function checkManifest({ value: object, span }: Candidate, context: ManifestContext): Manifest | undefined {
  const { spans, report } = context;
  if (!isMap(object)) {
    report(span, { code: 'wrong-type', message: `a manifest must be a map, not ${quoted(object)}` });
    return undefined;
  }
  const { kind } = object;
  if (typeof kind !== 'string') {
    const message = 'a manifest needs a kind such as Pod or Deployment';
    report(valueSpan(spans, object, 'kind'), { code: 'missing-key', message });
    return undefined;
  }
  if (!isKindSimulated(object, kind, context) || !isNamed(object, context)) return undefined;
  const { pod, workload } = manifestSchemas();
  const isPod = kind === 'Pod';
  if (!checkShape(isPod ? pod : workload, object, spans, report)) return undefined;
  const manifest = { kind, object } as unknown as Manifest;
  checkContainerNames(podSpecOf(manifest), context);
  remarkOnFields(manifest, context);
  return manifest;
}

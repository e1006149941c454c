import { checkPod } from './check-pod.js';
import { checkService } from './check-service.js';
import { checkShape } from './check-shape.js';
import { checkWorkload } from './check-workload.js';
import { type FieldErrors, fieldErrors } from './field-error.js';
import { isSimulatedKind, PASSIVE_KINDS, SIMULATED_KINDS } from './kinds.js';
import {
  claimTemplatesOf,
  type Manifest,
  type ManifestContext,
  makesPods,
  podSpecOf,
  podSpecPath,
} from './manifest.js';
import { type ManifestKind, manifestSchema } from './manifest-schema.js';
import { suggestion } from './nearest.js';
import { API } from './phrasing.js';
import { quoted } from './printable.js';
import type { Span } from './source.js';
import { keySpan, type Spans, valueSpan } from './spans.js';
import type { Value, ValueMap } from './tree.js';
import { twoPasses } from './two-passes.js';
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

function isKindSimulated(object: ValueMap, kind: string, context: ManifestContext): kind is ManifestKind {
  const { spans, report, remark } = context;
  const span = valueSpan(spans, object, 'kind');
  if (!isSimulatedKind(kind)) {
    const isCustom = typeof object.apiVersion === 'string' && /\..*\//.test(object.apiVersion);
    if (PASSIVE_KINDS.includes(kind) || isCustom) {
      remark(span, `${kind} is not simulated and has no effect`);
      return false;
    }
    const known = [...Object.keys(SIMULATED_KINDS), ...PASSIVE_KINDS];
    const hint = suggestion(
      kind,
      known,
      'kinds that make pods are Pod, Deployment, StatefulSet, DaemonSet, Job, CronJob',
    );
    report(span, { code: 'unknown-kind', message: `unknown kind ${quoted(kind)}`, hint });
    return false;
  }
  const expected = SIMULATED_KINDS[kind];
  if (object.apiVersion === expected) return true;
  const written = Object.hasOwn(object, 'apiVersion') ? `not ${quoted(object.apiVersion)}` : 'and is missing';
  const message = `apiVersion of a ${kind} must be ${expected}, ${written}`;
  report(valueSpan(spans, object, 'apiVersion'), { code: 'wrong-api-version', message });
  return true;
}

/** Without a name there is nothing to refer to; the API server would make one up. */
function isNamed(object: ValueMap, { spans, report }: ManifestContext): boolean {
  const { metadata } = object;
  if (!isMap(metadata) || Object.hasOwn(metadata, 'name') || !Object.hasOwn(metadata, 'generateName')) return true;
  const message = 'metadata.name: Required value: generateName leaves the name to the API server';
  report(keySpan(spans, metadata, 'generateName'), { code: 'missing-key', message, hint: 'give it a metadata.name' });
  return false;
}

/** What the API server checks beyond the types of fields. */
function checkMeaning(manifest: Manifest, errors: FieldErrors): void {
  if (manifest.kind === 'Service') checkService(manifest.object, errors);
  if (!makesPods(manifest)) return;
  checkPod(podSpecOf(manifest), podSpecPath(manifest), claimTemplatesOf(manifest), errors);
  checkWorkload(manifest, errors);
}

/** Checks what it can of an object whose form is wrong: all mistakes are told at once. */
function checkMeaningAnyway(manifest: Manifest, errors: FieldErrors): void {
  try {
    checkMeaning(manifest, errors);
  } catch {
    // A value of a wrong type may break any assumption; its problem is reported already.
  }
}

/** Checks one object as far as the simulation reads it; undefined when it has no effect or is wrong. */
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
  const { form, meaning } = twoPasses(report);
  const isSound = checkShape(manifestSchema(kind), object, spans, form, API);
  // The schema of the kind has just accepted it, or told what is wrong.
  const manifest = { kind, object } as unknown as Manifest;
  const errors = fieldErrors({ spans, report: meaning });
  if (!isSound) {
    checkMeaningAnyway(manifest, errors);
    return undefined;
  }
  checkMeaning(manifest, errors);
  if (makesPods(manifest)) remarkOnFields(manifest, context);
  return manifest;
}

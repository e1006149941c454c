import type { MissingPlan } from '../cluster/plan.js';
import type { Context } from './context.js';
import { MAX_TRIES } from './limits.js';
import { claimTemplatesOf, type Manifest, makesPods, podSpecOf } from './manifest.js';
import type { PodSpecManifest } from './manifest-schema.js';
import { suggestion } from './nearest.js';
import type { PodSource } from './pod-source.js';
import { quoted } from './printable.js';
import type { MissingEntry } from './schema.js';
import { MISSING_KINDS } from './schema-cluster.js';
import { spanOf, valueSpan } from './spans.js';
import { durationMs } from './values.js';

const NEVER = Number.POSITIVE_INFINITY;

/** Objects that are there from the start, and those that an action puts there. */
export interface GivenObjects {
  readonly manifests: readonly Manifest[];
  readonly applied: readonly { readonly manifest: Manifest; readonly atMs: number }[];
}

type Thing = Pick<MissingPlan, 'kind' | 'namespace' | 'name'>;

function thingOf(entry: MissingEntry): Thing {
  if (typeof entry === 'object' && entry.volume !== undefined) {
    return { kind: 'Volume', namespace: undefined, name: entry.volume };
  }
  const [kind = '', ...path] = (typeof entry === 'string' ? entry : (entry.object ?? '')).split('/');
  return {
    kind: kind as MissingPlan['kind'],
    namespace: path.length > 1 ? path[0] : undefined,
    name: path.at(-1) ?? '',
  };
}

/** The things of a kind that pods need. */
function namesOf(kind: MissingPlan['kind'], { template: { spec, placement } }: PodSource): readonly string[] {
  if (kind === 'Volume') return spec.volumes.map(({ name }) => name);
  if (kind === 'PersistentVolumeClaim') return placement.claims;
  return [
    ...spec.volumes.filter(({ source }) => source === kind).map(({ object }) => object),
    ...spec.containers
      .flatMap(({ configs }) => configs.filter((config) => config.kind === kind))
      .map(({ name }) => name),
  ];
}

const needs = (source: PodSource, { kind, namespace, name }: Thing): boolean =>
  (namespace === undefined || namespace === source.namespace) && namesOf(kind, source).includes(name);

const pullsWith =
  ({ kind, name }: Thing) =>
  ({ imagePullSecrets }: PodSpecManifest): boolean =>
    kind === 'Secret' && (imagePullSecrets ?? []).some((secret) => secret.name === name);

/** A pod without its pull secret pulls all the same, and only the registry knows what comes of it. */
function aboutPullSecret({ name }: Thing, { containers }: PodSpecManifest, entry: MissingEntry) {
  const image = quoted(containers[0]?.image ?? '*');
  const until = typeof entry === 'object' && entry.until !== undefined ? `, until: ${entry.until}` : '';
  return {
    message: `the Secret ${quoted(name)} is only there to pull images, and what a registry refuses without it cannot be known`,
    hint: `say what the registry answers: images: [{match: ${image}, error: Unauthorized${until}}]`,
  };
}

/** Whether some pod of a StatefulSet has this claim for one of its volumes. */
function isMembersClaim({ kind, namespace, name }: Thing, manifests: readonly Manifest[]): boolean {
  if (kind !== 'PersistentVolumeClaim') return false;
  return manifests.some((manifest) => {
    const { metadata } = manifest.object;
    if (namespace !== undefined && namespace !== (metadata.namespace ?? 'default')) return false;
    const starts = claimTemplatesOf(manifest).map((volume) => `${volume}-${metadata.name}-`);
    return starts.some((start) => name.startsWith(start) && /^\d+$/.test(name.slice(start.length)));
  });
}

interface Needy {
  readonly sources: readonly PodSource[];
  readonly manifests: readonly Manifest[];
}

/** Nothing would change if it were there: most likely the name is misspelt. */
function checkNeeded(entry: MissingEntry, index: number, { sources, manifests }: Needy, context: Context): void {
  const thing = thingOf(entry);
  // What has a wrong form is reported already.
  if (thing.kind !== 'Volume' && !(MISSING_KINDS as readonly string[]).includes(thing.kind)) return;
  if (thing.name === '' || sources.some((source) => needs(source, thing)) || isMembersClaim(thing, manifests)) return;
  const { spans, report, document } = context;
  const span = typeof entry === 'string' ? valueSpan(spans, document.spec.missing ?? [], index) : spanOf(spans, entry);
  const puller = manifests.filter(makesPods).map(podSpecOf).find(pullsWith(thing));
  if (puller !== undefined) {
    report(span, { code: 'matches-nothing', ...aboutPullSecret(thing, puller, entry) });
    return;
  }
  const what =
    thing.kind === 'Volume' ? `a volume named ${quoted(thing.name)}` : `the ${thing.kind} ${quoted(thing.name)}`;
  const known = [...new Set(sources.flatMap((source) => namesOf(thing.kind, source)))];
  const hint = suggestion(
    thing.name,
    known,
    known.length === 0 ? undefined : `there are: ${known.slice(0, 5).join(', ')}`,
  );
  report(span, { code: 'matches-nothing', message: `no pod needs ${what}`, hint });
}

function planOf(entry: MissingEntry): MissingPlan {
  const thing = thingOf(entry);
  if (typeof entry === 'string') return { ...thing, untilMs: NEVER, problem: undefined };
  const { until, error, unbound, key } = entry;
  const problem = unbound === true ? 'unbound' : error;
  return {
    ...thing,
    ...(key === undefined ? {} : { key }),
    untilMs: until === undefined ? NEVER : durationMs(until),
    problem,
  };
}

type Put = MissingPlan & { readonly namespace: string };

/** An object as something that is missing until it is there. */
function putAt(atMs: number, { kind, object }: Manifest): readonly Put[] {
  if (kind !== 'ConfigMap' && kind !== 'Secret' && kind !== 'PersistentVolumeClaim') return [];
  const { name, namespace } = object.metadata;
  return [{ kind, namespace: namespace ?? 'default', name, untilMs: atMs, problem: undefined }];
}

const isSame = (a: Put, b: Put): boolean => a.kind === b.kind && a.name === b.name && a.namespace === b.namespace;

const isPutRight = ({ kind, namespace, name }: MissingPlan, by: Put): boolean =>
  by.kind === kind && by.name === name && (namespace === undefined || namespace === by.namespace);

/** What is not there, and until when: what the scenario says, and what an action puts there, until then. */
export function compileMissing(
  sources: readonly PodSource[],
  { manifests, applied }: GivenObjects,
  context: Context,
): readonly MissingPlan[] {
  const written = context.document.spec.missing ?? [];
  const isTried = sources.length * written.length <= MAX_TRIES;
  const all = [...manifests, ...applied.map(({ manifest }) => manifest)];
  for (const [index, entry] of isTried ? written.entries() : []) {
    checkNeeded(entry, index, { sources, manifests: all }, context);
  }
  const present = manifests.flatMap((manifest) => putAt(0, manifest));
  const later = applied
    .flatMap(({ atMs, manifest }) => putAt(atMs, manifest))
    .filter((put, i, all) => ![...present, ...all.slice(0, i)].some((other) => isSame(other, put)));
  const listed = written.map(planOf).map((plan) => {
    const untilMs = Math.min(plan.untilMs, ...later.filter((by) => isPutRight(plan, by)).map((by) => by.untilMs));
    return { ...plan, untilMs };
  });
  return [...listed, ...later];
}

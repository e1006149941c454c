import { withLabels } from '../cluster/controllers/templates.js';
import { replicaNames, replicaSetHash } from '../cluster/pod-names.js';
import type { PodPlan, TemplatePlan } from '../cluster/template-plan.js';
import type { WorkloadPlan } from '../cluster/workload-plan.js';
import { namedUuid } from '../engine/stream.js';
import { compileTemplate } from './compile-template.js';
import { compileWorkload } from './compile-workload.js';
import type { Context } from './context.js';
import { MAX_CONTAINERS, MAX_PODS } from './limits.js';
import { type Manifest, makesPods, type PodManifest, templateOf } from './manifest.js';
import type { PodSource } from './pod-source.js';
import { quoted } from './printable.js';
import { spanOf, valueSpan } from './spans.js';

/** What manifests that make pods come to. */
export interface CompiledManifests {
  readonly sources: readonly PodSource[];
  readonly workloads: readonly WorkloadPlan[];
  readonly pods: readonly PodPlan[];
}

/** A pod under its own name; the same name and seed always give the same uid. */
export function podPlan(
  template: TemplatePlan,
  { namespace, name, owner }: Omit<PodPlan, 'uid' | 'template'>,
  { master }: Context,
): PodPlan {
  return { namespace, name, uid: namedUuid(master, namespace, name), owner, template };
}

/** All replicas of a Deployment or ReplicaSet, there from the start; pods of other controllers come one by one. */
function replicasOf(workload: WorkloadPlan, context: Context): readonly PodPlan[] {
  if (workload.kind !== 'Deployment' && workload.kind !== 'ReplicaSet') return [];
  const { kind, namespace, name, template, replicas } = workload;
  const hash = kind === 'Deployment' ? replicaSetHash(context.master, namespace, name) : undefined;
  const replicaSet = hash === undefined ? name : `${name}-${hash}`;
  const own = hash === undefined ? template : withLabels(template, { 'pod-template-hash': hash });
  const owner = `ReplicaSet/${replicaSet}`;
  return replicaNames(context.master, namespace, replicaSet, replicas).map((podName) =>
    podPlan(own, { namespace, name: podName, owner }, context),
  );
}

/** How many pods a controller will want at one time. */
function sizeOf(workload: WorkloadPlan, { nodes }: Context): number {
  switch (workload.kind) {
    case 'DaemonSet':
      return nodes.length;
    case 'Job':
      return Math.min(workload.parallelism, workload.completions ?? workload.parallelism);
    case 'CronJob':
      return Math.min(workload.job.parallelism, workload.job.completions ?? workload.job.parallelism);
    default:
      return workload.replicas;
  }
}

/** A manifest without the pods it begins with. */
export interface CompiledManifest {
  readonly source: PodSource;
  readonly workload: WorkloadPlan | undefined;
  /** How many pods it asks for. */
  readonly size: number;
}

/** What a manifest makes: the source of its pods, its controller if it has one, and how many pods it asks for. */
export function compileManifest(manifest: PodManifest, context: Context): CompiledManifest {
  const template = compileTemplate(templateOf(manifest), context);
  const { name, namespace: written } = manifest.object.metadata;
  const namespace = written ?? 'default';
  const span = spanOf(context.spans, manifest.object.metadata);
  if (manifest.kind === 'Pod') {
    const source = { kind: manifest.kind, namespace, name, template, podNames: [name], span };
    return { source, workload: undefined, size: 1 };
  }
  const workload = compileWorkload(manifest, { namespace, name }, template);
  const job = workload.kind === 'CronJob' ? workload.job : workload;
  const isIndexed = 'indexed' in job && job.indexed !== undefined;
  const source = { kind: workload.kind, namespace, name, template, isIndexed, podNames: [], span };
  return { source, workload, size: sizeOf(workload, context) };
}

/** Counts pods and containers against the limits. */
function roomFor(context: Context): (manifest: PodManifest, compiled: CompiledManifest) => boolean {
  let pods = 0;
  let containers = 0;
  let isReported = false;
  return (manifest, { size, source }) => {
    pods += size;
    containers += size * source.template.spec.containers.length;
    const [count, what, most] =
      pods > MAX_PODS ? [pods, 'pods', MAX_PODS] : ([containers, 'containers', MAX_CONTAINERS] as const);
    if (count <= most) return true;
    const message = `the manifests ask for ${count} ${what} or more; a run has at most ${most}`;
    const span = spanOf(context.spans, manifest.object.metadata);
    if (!isReported) context.report(span, { code: 'too-many-pods', message });
    isReported = true;
    return false;
  };
}

/** Refuses a manifest that describes what another one describes. */
function isNew({ kind, object: { metadata } }: Manifest, known: Set<string>, { spans, report }: Context): boolean {
  const key = `${kind} ${quoted(metadata.name)} in namespace ${metadata.namespace ?? 'default'}`;
  const isKnown = known.has(key);
  if (isKnown)
    report(valueSpan(spans, metadata, 'name'), { code: 'duplicate-name', message: `there are two of ${key}` });
  known.add(key);
  return !isKnown;
}

/** The pods and controllers of all manifests, in their order. */
export function compileManifests(manifests: readonly Manifest[], context: Context): CompiledManifests {
  const known = new Set<string>();
  const hasRoom = roomFor(context);
  const sources: PodSource[] = [];
  const workloads: WorkloadPlan[] = [];
  const pods: PodPlan[] = [];
  for (const manifest of manifests) {
    if (!isNew(manifest, known, context) || !makesPods(manifest)) continue;
    const compiled = compileManifest(manifest, context);
    if (!hasRoom(manifest, compiled)) continue;
    const { source, workload } = compiled;
    const { namespace, name, template } = source;
    const own =
      workload === undefined
        ? [podPlan(template, { namespace, name, owner: undefined }, context)]
        : replicasOf(workload, context);
    sources.push({ ...source, podNames: own.map((pod) => pod.name) });
    pods.push(...own);
    if (workload !== undefined) workloads.push(workload);
  }
  return { sources, workloads, pods };
}

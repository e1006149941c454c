import { replicaNames, replicaSetHash } from '../cluster/pod-names.js';
import type { PodPlan, TemplatePlan } from '../cluster/template-plan.js';
import type { WorkloadPlan } from '../cluster/workload-plan.js';
import { namedUuid } from '../engine/stream.js';
import { compileTemplate } from './compile-template.js';
import { compileWorkload } from './compile-workload.js';
import type { Context } from './context.js';
import { MAX_PODS } from './limits.js';
import { type Manifest, templateOf } from './manifest.js';
import type { PodSource } from './pod-source.js';
import { quoted } from './printable.js';
import { spanOf, valueSpan } from './spans.js';

/** What manifests come to. */
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

interface Named {
  readonly namespace: string;
  readonly name: string;
  readonly template: TemplatePlan;
}

/** The pods there from the start: a pod, or all replicas of a Deployment or ReplicaSet. Others come one by one. */
function podsOf(workload: WorkloadPlan | undefined, { template: alone, ...named }: Named, context: Context) {
  if (workload === undefined) return [podPlan(alone, { ...named, owner: undefined }, context)];
  if (workload.kind !== 'Deployment' && workload.kind !== 'ReplicaSet') return [];
  const { kind, namespace, name, template, replicas } = workload;
  const hash = kind === 'Deployment' ? replicaSetHash(context.master, namespace, name) : undefined;
  const replicaSet = hash === undefined ? name : `${name}-${hash}`;
  const labels = hash === undefined ? template.labels : { ...template.labels, 'pod-template-hash': hash };
  const own = hash === undefined ? template : { ...template, labels };
  const owner = `ReplicaSet/${replicaSet}`;
  return replicaNames(context.master, namespace, replicaSet, replicas).map((podName) =>
    podPlan(own, { namespace, name: podName, owner }, context),
  );
}

/** How many pods a controller will want. */
function sizeOf(workload: WorkloadPlan | undefined): number {
  if (workload === undefined) return 1;
  return 'replicas' in workload ? workload.replicas : 0;
}

interface CompiledManifest {
  readonly source: PodSource;
  readonly workload: WorkloadPlan | undefined;
  readonly pods: readonly PodPlan[];
  /** How many pods it asks for; more than `room` are not made. */
  readonly size: number;
}

/** One manifest: what it asks for, and the pods it begins with. */
export function compileManifest(manifest: Manifest, room: number, context: Context): CompiledManifest {
  const { kind, object } = manifest;
  const template = compileTemplate(templateOf(manifest), context);
  const { name, namespace: written } = object.metadata;
  const namespace = written ?? 'default';
  const workload = kind === 'Pod' ? undefined : compileWorkload(manifest, { namespace, name, template });
  const size = sizeOf(workload);
  const pods = size > room ? [] : podsOf(workload, { namespace, name, template }, context);
  const podNames = pods.map((pod) => pod.name);
  const source = { kind, namespace, name, template, podNames, span: spanOf(context.spans, object.metadata) };
  return { source, workload, pods, size };
}

/** The pods and controllers of all manifests, in their order. */
export function compileManifests(manifests: readonly Manifest[], context: Context): CompiledManifests {
  const { spans, report } = context;
  let room = MAX_PODS;
  const known = new Set<string>();
  const compiled: CompiledManifest[] = [];
  for (const manifest of manifests) {
    const { metadata } = manifest.object;
    const key = `${manifest.kind} ${quoted(metadata.name)} in namespace ${metadata.namespace ?? 'default'}`;
    if (known.has(key)) {
      report(valueSpan(spans, metadata, 'name'), { code: 'duplicate-name', message: `there are two of ${key}` });
      continue;
    }
    known.add(key);
    const next = compileManifest(manifest, room, context);
    if (next.size <= room) compiled.push(next);
    else if (room >= 0) {
      const message = `the manifests ask for ${MAX_PODS - room + next.size} pods or more; a run has at most ${MAX_PODS}`;
      report(spanOf(spans, metadata), { code: 'too-many-pods', message });
    }
    room -= next.size;
  }
  return {
    sources: compiled.map(({ source }) => source),
    workloads: compiled.flatMap(({ workload }) => workload ?? []),
    pods: compiled.flatMap(({ pods }) => pods),
  };
}

import { replicaNames, replicaSetHash } from '../cluster/pod-names.js';
import { SECOND_MS } from '../time/units.js';
import type { Context } from './context.js';
import { type ContainerDraft, DEFAULT_GRACE_MS, type PodDraft } from './draft.js';
import { MAX_PODS } from './limits.js';
import { type Manifest, podSpecOf } from './manifest.js';
import type { ContainerManifest, WorkloadManifest } from './manifest-schema.js';
import { quoted } from './printable.js';
import { parseQuantity } from './quantity.js';
import { spanOf, valueSpan } from './spans.js';

/** JSON with sorted keys: equal resources give equal text. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

function draftContainer({ name, image, resources }: ContainerManifest, { spans, report }: Context): ContainerDraft {
  const limits = resources?.limits ?? undefined;
  const written = limits?.memory;
  const bytes = written === undefined ? undefined : parseQuantity(String(written));
  if (limits !== undefined && written !== undefined && bytes === undefined) {
    const message = `the memory limit is not a quantity such as 128Mi: ${quoted(written)}`;
    report(valueSpan(spans, limits, 'memory'), { code: 'invalid-quantity', message });
  }
  const memoryLimit = bytes === undefined ? undefined : { bytes };
  return { name, image, resources: canonicalJson(resources ?? {}), memoryLimit };
}

/** The pod a manifest describes, without a name of its own when it is a template. */
function draftTemplate(manifest: Manifest, context: Context): Omit<PodDraft, 'name' | 'owner'> {
  const spec = podSpecOf(manifest);
  const grace = spec.terminationGracePeriodSeconds;
  const meta = manifest.kind === 'Pod' ? manifest.object.metadata : manifest.object.spec.template.metadata;
  const node = spec.nodeName ?? '';
  return {
    namespace: manifest.object.metadata.namespace ?? 'default',
    labels: { ...meta?.labels },
    asksFor: node === '' ? undefined : { node, span: valueSpan(context.spans, spec, 'nodeName') },
    restartPolicy: spec.restartPolicy ?? 'Always',
    terminationGraceMs: grace === undefined || grace === null ? DEFAULT_GRACE_MS : grace * SECOND_MS,
    containers: spec.containers.map((container) => draftContainer(container, context)),
    span: spanOf(context.spans, manifest.object.metadata),
  };
}

const replicasOf = ({ spec }: WorkloadManifest): number => spec.replicas ?? 1;

function expand(manifest: Manifest, context: Context): readonly PodDraft[] {
  const template = draftTemplate(manifest, context);
  const { name } = manifest.object.metadata;
  if (manifest.kind === 'Pod') return [{ ...template, name, owner: undefined }];
  const hash = manifest.kind === 'Deployment' ? `-${replicaSetHash(context.master, template.namespace, name)}` : '';
  const replicaSet = `${name}${hash}`;
  const labels = hash === '' ? template.labels : { ...template.labels, 'pod-template-hash': hash.slice(1) };
  const names = replicaNames(context.master, template.namespace, replicaSet, replicasOf(manifest.object));
  return names.map((podName) => ({ ...template, labels, name: podName, owner: `ReplicaSet/${replicaSet}` }));
}

/** The pods of all manifests, in their order. */
export function expandPods(manifests: readonly Manifest[], context: Context): readonly PodDraft[] {
  let count = 0;
  const pods: PodDraft[] = [];
  const known = new Set<string>();
  for (const manifest of manifests) {
    const { metadata } = manifest.object;
    const { spans, report } = context;
    const wasWithin = count <= MAX_PODS;
    count += manifest.kind === 'Pod' ? 1 : replicasOf(manifest.object);
    if (count > MAX_PODS) {
      const message = `the manifests ask for ${count} pods or more; a run has at most ${MAX_PODS}`;
      if (wasWithin) report(spanOf(spans, metadata), { code: 'too-many-pods', message });
      continue;
    }
    const key = `${manifest.kind} ${quoted(metadata.name)} in namespace ${metadata.namespace ?? 'default'}`;
    if (known.has(key)) {
      report(valueSpan(spans, metadata, 'name'), { code: 'duplicate-name', message: `there are two of ${key}` });
      continue;
    }
    known.add(key);
    pods.push(...expand(manifest, context));
  }
  return pods;
}

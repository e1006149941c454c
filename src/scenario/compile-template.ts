import type { PlacementPlan, TemplatePlan } from '../cluster/template-plan.js';
import { SECOND_MS } from '../time/units.js';
import { amountOf, compileContainer, requestsOf } from './compile-container.js';
import { isNode } from './compile-nodes.js';
import { compileVolume } from './compile-volumes.js';
import type { Context } from './context.js';
import type { ContainerManifest, PodSpecManifest, PodTemplateManifest } from './manifest-schema.js';
import { frozenJson } from './plain-json.js';
import { DEFAULT_GRACE_S, servedTemplate } from './served-template.js';
import { valueSpan } from './spans.js';

const MILLI = 1000;

const sum = (containers: readonly ContainerManifest[], resource: 'cpu' | 'memory'): number =>
  containers.reduce((total, container) => total + (amountOf(requestsOf(container), resource) ?? 0), 0);

/**
 * What a pod asks of a node: all that runs at one time. An init container runs next to the sidecars before it.
 *
 * @source KEP-753, pod resource calculation
 */
function askedOf({ containers, initContainers }: PodSpecManifest, resource: 'cpu' | 'memory'): number {
  let sidecars = 0;
  let peak = 0;
  for (const container of initContainers ?? []) {
    const own = sum([container], resource);
    if (container.restartPolicy === 'Always') sidecars += own;
    peak = Math.max(peak, sidecars + (container.restartPolicy === 'Always' ? 0 : own));
  }
  return Math.max(peak, sidecars + sum(containers, resource));
}

function placementOf(spec: PodSpecManifest, context: Context): PlacementPlan {
  const nodeName = spec.nodeName || undefined;
  if (nodeName !== undefined) isNode(nodeName, context.nodes, valueSpan(context.spans, spec, 'nodeName'), context);
  const claims = (spec.volumes ?? []).flatMap(({ persistentVolumeClaim: claim }) => claim?.claimName ?? []);
  return {
    nodeName,
    nodeSelector: { ...spec.nodeSelector },
    nodeTerms: spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms.map(
      frozenJson,
    ) as PlacementPlan['nodeTerms'],
    tolerations: (spec.tolerations ?? []).map(frozenJson) as unknown as PlacementPlan['tolerations'],
    requests: {
      cpuMilli: Math.ceil(askedOf(spec, 'cpu') * MILLI),
      memoryBytes: Math.ceil(askedOf(spec, 'memory')),
    },
    claims: [...new Set(claims)],
  };
}

/** What a manifest says of a pod that has no name yet, with the API's defaults. */
export function compileTemplate(manifest: PodTemplateManifest, context: Context): TemplatePlan {
  const { metadata, spec } = manifest;
  const deadline = spec.activeDeadlineSeconds ?? undefined;
  return {
    labels: { ...metadata?.labels },
    spec: {
      restartPolicy: spec.restartPolicy ?? 'Always',
      terminationGraceMs: (spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_S) * SECOND_MS,
      activeDeadlineMs: deadline === undefined ? undefined : deadline * SECOND_MS,
      volumes: (spec.volumes ?? []).flatMap(compileVolume),
      containers: [
        ...(spec.initContainers ?? []).map((container) => compileContainer(container, true, spec, context)),
        ...spec.containers.map((container) => compileContainer(container, false, spec, context)),
      ],
    },
    placement: placementOf(spec, context),
    served: servedTemplate(manifest),
  };
}

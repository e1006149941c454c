import { ANYWHERE, type TemplatePlan } from '../cluster/template-plan.js';
import { type ContainerSpec, plainContainer } from '../kubelet/pod-spec.js';
import { SECOND_MS } from '../time/units.js';
import { canonicalJson } from './canonical-json.js';
import type { Context } from './context.js';
import type { ContainerManifest, PodTemplateManifest } from './manifest-schema.js';
import { quoted } from './printable.js';
import { parseQuantity } from './quantity.js';
import { valueSpan } from './spans.js';

/** @source Kubernetes API, PodSpec.terminationGracePeriodSeconds */
const DEFAULT_GRACE_MS = 30_000;

function compileContainer({ name, image, resources }: ContainerManifest, { spans, report }: Context): ContainerSpec {
  const limits = resources?.limits ?? undefined;
  const written = limits?.memory;
  const bytes = written === undefined ? undefined : parseQuantity(String(written));
  if (limits !== undefined && written !== undefined && bytes === undefined) {
    const message = `the memory limit is not a quantity such as 128Mi: ${quoted(written)}`;
    report(valueSpan(spans, limits, 'memory'), { code: 'invalid-quantity', message });
  }
  return { ...plainContainer(name, image), resources: canonicalJson(resources ?? {}), memoryLimitBytes: bytes };
}

/** What a manifest says of a pod that has no name yet, with the API's defaults. */
export function compileTemplate({ metadata, spec }: PodTemplateManifest, context: Context): TemplatePlan {
  const grace = spec.terminationGracePeriodSeconds ?? undefined;
  const nodeName = spec.nodeName ?? '';
  return {
    labels: { ...metadata?.labels },
    spec: {
      restartPolicy: spec.restartPolicy ?? 'Always',
      terminationGraceMs: grace === undefined ? DEFAULT_GRACE_MS : grace * SECOND_MS,
      activeDeadlineMs: undefined,
      volumes: [],
      containers: spec.containers.map((container) => compileContainer(container, context)),
    },
    placement: { ...ANYWHERE, nodeName: nodeName === '' ? undefined : nodeName },
  };
}

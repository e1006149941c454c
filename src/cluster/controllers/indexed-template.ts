import type { Container } from 'kubernetes-types/core/v1.js';
import type { ServedTemplate } from '../../trace/served.js';
import type { TemplatePlan } from '../template-plan.js';
import type { IndexFailures } from './job-indexes.js';
import { INDEX_KEY } from './job-pods.js';

const VARIABLE = 'JOB_COMPLETION_INDEX';

/** What the pod of an index is made from. */
export interface IndexedPod {
  readonly job: string;
  readonly index: number;
  /** Undefined where indexes have no limit of their own: pods do not tell it then. */
  readonly failures: IndexFailures | undefined;
}

/**
 * A Job's template for the pod of one index: it tells the pod its index, by a label, an annotation, a variable and its
 * hostname.
 *
 * @source pkg/controller/job/indexed_job_utils.go addCompletionIndexEnvVariables, addIndexFailureCountAnnotation
 */
export function indexedTemplate(template: TemplatePlan, pod: IndexedPod): TemplatePlan {
  const labels = { ...template.labels, [INDEX_KEY]: String(pod.index) };
  const { served } = template;
  return { ...template, labels, served: served && servedFor(served, labels, pod) };
}

function servedFor(
  served: ServedTemplate,
  labels: Readonly<Record<string, string>>,
  { job, index, failures }: IndexedPod,
): ServedTemplate {
  const { spec, metadata } = served;
  const annotations = {
    ...metadata?.annotations,
    [INDEX_KEY]: String(index),
    ...(failures !== undefined && { 'batch.kubernetes.io/job-index-failure-count': String(failures.counted) }),
    ...(failures !== undefined &&
      failures.ignored > 0 && { 'batch.kubernetes.io/job-index-ignored-failure-count': String(failures.ignored) }),
  };
  const named = { ...served, metadata: { ...metadata, labels, annotations } };
  if (spec === undefined) return named;
  const { containers, initContainers: inits } = spec;
  return {
    ...named,
    spec: {
      ...spec,
      containers: containers.map(withVariable),
      ...(inits !== undefined && { initContainers: inits.map(withVariable) }),
      hostname: `${job}-${index}`,
    },
  };
}

function withVariable(container: Container): Container {
  const { env = [] } = container;
  if (env.some(({ name }) => name === VARIABLE)) return container;
  const fieldRef = { apiVersion: 'v1', fieldPath: `metadata.labels['${INDEX_KEY}']` };
  return { ...container, env: [...env, { name: VARIABLE, valueFrom: { fieldRef } }] };
}

import type { ApiPod } from '../api-pod.js';
import type { JobPlan } from '../workload-plan.js';
import { withLabels } from './templates.js';

/** The annotation and the label that tell a pod its index. */
export const INDEX_KEY = 'batch.kubernetes.io/job-completion-index';

/** The index of a pod of an Indexed Job. */
export function indexOf({ identity }: ApiPod): number | undefined {
  const text = identity.labels[INDEX_KEY];
  return text === undefined ? undefined : Number(text);
}

/** A Job's plan whose pods carry the labels that every Job gives its own. @source pkg/registry/batch/job/strategy.go generateSelector */
export function withOwnLabels(plan: Omit<JobPlan, 'kind'>, uid: string): Omit<JobPlan, 'kind'> {
  const { name, template } = plan;
  const own = {
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  };
  return { ...plan, template: withLabels(template, own) };
}

/** When a pod's last regular container ended; for one that never got that far, when that showed. */
export function finishedAtMs({ containers, identity, terminatingAtMs, readyChangedAtMs }: ApiPod): number {
  const exits = containers
    .filter((_, place) => identity.containers[place]?.type === 'container')
    .map(({ shownExit }) => shownExit?.atMs);
  const ended = exits.filter((atMs) => atMs !== undefined);
  if (ended.length === exits.length && ended.length > 0) return Math.max(...ended);
  return terminatingAtMs ?? readyChangedAtMs;
}

/** Restarts of all containers of pods that have not ended. @source kubelet-semantics C8 */
export function restartsOf(pods: Iterable<ApiPod>): number {
  let restarts = 0;
  for (const pod of pods) {
    if (pod.hasEnded || pod.isGone) continue;
    for (const { restartCount } of pod.containers) restarts += restartCount;
  }
  return restarts;
}

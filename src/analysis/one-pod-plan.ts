import type { Plan, ProcessPlan } from '../cluster/plan.js';
import { ANYWHERE, ROOMY } from '../cluster/template-plan.js';
import type { PodSpec } from '../kubelet/pod-spec.js';

/** What there is to say of a plan with a single pod, for questions that need no scenario. */
export interface OnePod extends Pick<Plan, 'scenario' | 'seed' | 'fidelity' | 'durationMs' | 'kubelet'> {
  readonly spec: PodSpec;
  readonly processes: readonly ProcessPlan[];
}

/** A roomy node with all images, and on it the pod `app`, which nobody touches. */
export function onePodPlan({ spec, ...said }: OnePod): Plan {
  const template = { labels: {}, spec, placement: ANYWHERE };
  return {
    ...said,
    nameSeed: 1,
    nodes: [{ name: 'node-1', labels: {}, taints: [], capacity: ROOMY, images: ['*'] }],
    pods: [{ namespace: 'default', name: 'app', uid: 'app', owner: undefined, template }],
    workloads: [],
    services: [],
    registry: [],
    missing: [],
    dependencies: [],
    actions: [],
  };
}

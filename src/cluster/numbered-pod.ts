import type { NextNumbers } from './api.js';
import type { Plan } from './plan.js';
import type { PodPlan } from './template-plan.js';

/** A pod of the plan with the numbers its facts carry: its own and that of its first container. */
export interface NumberedPod extends NextNumbers {
  readonly plan: PodPlan;
}

/** Every pod and container has its number from its place in the plan. */
export function numberPods({ pods }: Plan): readonly NumberedPod[] {
  let first = 0;
  return pods.map((plan, pod) => {
    const container = first;
    first += plan.template.spec.containers.length;
    return { plan, pod, container };
  });
}

import type { PullError } from '../kubelet/world.js';
import type { PodPlan } from './template-plan.js';
import type { WorkloadPlan } from './workload-plan.js';

/** Something a person or the platform does at an instant. */
export type ActionPlan = Act & {
  readonly atMs: number;
  /** Where it is written, as file:line:column, for the message when it cannot be done. */
  readonly where: string;
};

export type Act =
  | { readonly kind: 'restartKubelet'; readonly node: string }
  /** All that runs on the node is gone at once (A8, B21); one that is lost answers again. */
  | { readonly kind: 'reboot'; readonly node: string }
  /** Names may be patterns; every match is meant, and none is an error. */
  | { readonly kind: 'deletePod'; readonly name: string }
  /** Node-pressure eviction: the kubelet stops the pod, which is Failed then. */
  | { readonly kind: 'evictPod'; readonly name: string }
  | {
      readonly kind: 'setImage';
      readonly target: Target;
      /** Undefined: the only container. */
      readonly container: string | undefined;
      readonly image: string;
    }
  | { readonly kind: 'scale'; readonly target: Target; readonly replicas: number }
  | { readonly kind: 'apply'; readonly object: { readonly kind: 'Pod'; readonly pod: PodPlan } | WorkloadPlan }
  | { readonly kind: 'delete'; readonly target: Target }
  | { readonly kind: 'drain'; readonly node: string }
  | { readonly kind: 'cordon'; readonly node: string }
  | { readonly kind: 'uncordon'; readonly node: string }
  /** The node falls silent: it is not ready 40 or 50 s later, and its pods go 300 s after that (C11). Or it answers again. */
  | { readonly kind: 'loseNode'; readonly node: string }
  | { readonly kind: 'recoverNode'; readonly node: string }
  | { readonly kind: 'rollback'; readonly deployment: string }
  | { readonly kind: 'setImageError'; readonly match: string; readonly error: PullError | undefined };

export interface Target {
  readonly kind: 'Pod' | WorkloadPlan['kind'];
  readonly name: string;
}

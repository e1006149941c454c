import type { EventReason } from '../trace/vocabulary.js';
import type { NodeRoom, Shortage } from './node-room.js';
import type { PlacementPlan } from './template-plan.js';
import { admittedTolerations, isExpelled } from './tolerations.js';

/** Why a kubelet refuses a pod that is bound to its node. */
export interface Rejection {
  readonly reason: EventReason;
  readonly message: string;
}

const NOT_SELECTED: Rejection = {
  reason: 'NodeAffinity',
  message: "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
};

const NOT_TOLERATED: Rejection = {
  reason: 'TaintToleration',
  message: "Predicate TaintToleration failed: node(s) had taints that the pod didn't tolerate",
};

/**
 * Whether a kubelet takes a pod whose manifest names the node: nobody has looked before whether it fits. Of several
 * reasons it tells the first: what is lacking comes before the wrong node, and that before taints.
 *
 * @returns undefined when it does
 * @source kubelet-semantics S7; pkg/kubelet/lifecycle/predicate.go generalFilter, pkg/scheduler AdmissionCheck
 */
export function rejectionOf(placement: PlacementPlan, room: NodeRoom): Rejection | undefined {
  const short = room.firstShortage(placement.requests);
  if (short !== undefined) return outOf(short);
  if (!room.isSelectedBy(placement)) return NOT_SELECTED;
  if (room.taints.length === 0) return undefined;
  return isExpelled(room.taints, admittedTolerations(placement.tolerations, false)) ? NOT_TOLERATED : undefined;
}

function outOf({ resource, requested, used, capacity }: Shortage): Rejection {
  const message = `Node didn't have enough resource: ${resource}, requested: ${requested}, used: ${used}, capacity: ${capacity}`;
  return { reason: `OutOf${resource}`, message };
}

import type { NodeRoom } from './node-room.js';
import type { PlacementPlan } from './template-plan.js';
import { admittedTolerations, toleratedForMs } from './tolerations.js';

/** Why a kubelet refuses a pod that is bound to its node. */
export interface Rejection {
  readonly reason: string;
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
 * Whether a kubelet takes a pod whose manifest names the node: nobody has looked before whether it fits.
 *
 * @returns undefined when it does
 * @source kubelet-semantics S7; pkg/kubelet/lifecycle/predicate.go
 */
export function rejectionOf(placement: PlacementPlan, room: NodeRoom): Rejection | undefined {
  if (!room.isSelectedBy(placement)) return NOT_SELECTED;
  const short = room.firstShortage(placement.requests);
  if (short === undefined) {
    const stay = toleratedForMs(room.taints, admittedTolerations(placement.tolerations, false));
    return room.taints.length > 0 && stay === 0 ? NOT_TOLERATED : undefined;
  }
  const { resource, requested, used, capacity } = short;
  const message = `Node didn't have enough resource: ${resource}, requested: ${requested}, used: ${used}, capacity: ${capacity}`;
  return { reason: `OutOf${resource}`, message };
}

import type { NodeRoom } from './node-room.js';
import type { PlacementPlan } from './template-plan.js';

/** Why a kubelet refuses a pod that is bound to its node. */
export interface Rejection {
  readonly reason: string;
  readonly message: string;
}

const NOT_SELECTED: Rejection = {
  reason: 'NodeAffinity',
  message: "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
};

/**
 * Whether a kubelet takes a pod whose manifest names the node: nobody has looked before whether it fits.
 *
 * @returns undefined when it does
 * @source kubelet-semantics S7; pkg/kubelet/lifecycle/predicate.go
 */
export function rejectionOf({ nodeSelector, requests }: PlacementPlan, room: NodeRoom): Rejection | undefined {
  if (!room.isSelectedBy(nodeSelector)) return NOT_SELECTED;
  const short = room.firstShortage(requests);
  if (short === undefined) return undefined;
  const { resource, requested, used, capacity } = short;
  const message = `Node didn't have enough resource: ${resource}, requested: ${requested}, used: ${used}, capacity: ${capacity}`;
  return { reason: `OutOf${resource}`, message };
}

import type { PodSpec } from '../kubelet/pod-spec.js';
import type { ActionPlan } from './action-plan.js';
import { globMatches } from './glob.js';
import type { Plan } from './plan.js';
import type { PodPlan } from './template-plan.js';
import { throwsOut } from './tolerations.js';
import type { WorkloadPlan } from './workload-plan.js';

/**
 * Whether what happens on one node can matter on another. Where it cannot, each node is run to its end alone.
 *
 * @param placed the node of each pod
 */
export function isCoupled(plan: Plan, placed: readonly string[]): boolean {
  return (
    plan.nodes.some(({ taints }) => throwsOut(taints)) ||
    plan.workloads.some((workload) => reacts(workload, plan)) ||
    plan.actions.some((action) => reachesFar(action, plan.pods, placed))
  );
}

/** Whether a controller ever does anything: one whose pods are all there and restart for ever has nothing to do. */
function reacts(workload: WorkloadPlan, { pods, actions }: Plan): boolean {
  if (workload.kind !== 'Deployment' && workload.kind !== 'ReplicaSet') return true;
  if (mayEnd(workload.template.spec)) return true;
  if (actions.some(({ kind }) => kind === 'apply' || kind === 'delete' || kind === 'scale')) return true;
  const start = workload.kind === 'ReplicaSet' ? `ReplicaSet/${workload.name}` : `ReplicaSet/${workload.name}-`;
  const owned = pods.filter(
    ({ namespace, owner }) =>
      namespace === workload.namespace &&
      owner !== undefined &&
      (workload.kind === 'ReplicaSet' ? owner === start : isHashOf(owner, start)),
  );
  return owned.length !== workload.replicas;
}

/** A container's own policy may let a pod end that would otherwise restart for ever. @source kubelet-semantics A22, P1, P4 */
function mayEnd({ restartPolicy, activeDeadlineMs, containers }: PodSpec): boolean {
  return (
    restartPolicy !== 'Always' ||
    activeDeadlineMs !== undefined ||
    containers.some((container) => (container.restartPolicy ?? 'Always') !== 'Always')
  );
}

const isHashOf = (owner: string, start: string): boolean =>
  owner.startsWith(start) && !owner.slice(start.length).includes('-');

/** Whether an action touches more than one node's pods and nothing else. */
function reachesFar(action: ActionPlan, pods: readonly PodPlan[], placed: readonly string[]): boolean {
  switch (action.kind) {
    case 'restartKubelet':
    case 'reboot':
    case 'setImageError':
      return false;
    case 'deletePod':
      return !isLocal(action.name, pods, placed);
    case 'setImage':
      return action.target.kind !== 'Pod' || !isLocal(action.target.name, pods, placed);
    default:
      return true;
  }
}

/** All pods of that name are on one node, and no controller will miss them. */
function isLocal(pattern: string, pods: readonly PodPlan[], placed: readonly string[]): boolean {
  const nodes = new Set<string | undefined>();
  pods.forEach(({ name, owner }, index) => {
    if (globMatches(pattern, name)) nodes.add(owner === undefined ? placed[index] : undefined);
  });
  return nodes.size === 1 && !nodes.has(undefined);
}

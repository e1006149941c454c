import type { Sink } from '../trace/sink.js';
import type { ActionPlan } from './action-plan.js';
import type { ClusterShare } from './cluster.js';
import { isCoupled } from './coupling.js';
import { globMatches } from './glob.js';
import { type NumberedPod, numberPods } from './numbered-pod.js';
import { placeAll } from './place-all.js';
import type { Plan } from './plan.js';

/** What of a plan is run together: all of it, or each node alone with the pods the scheduler would give it. */
export function divide(plan: Plan, sink: Sink): readonly ClusterShare[] {
  const pods = numberPods(plan);
  const { nodes, actions } = plan;
  const placed = sink.keepsStatus ? undefined : placeAll(plan);
  if (placed === undefined || isCoupled(plan, placed)) return [{ nodes, pods, actions, isWatched: true }];
  const byNode = new Map<string, NumberedPod[]>(nodes.map(({ name }) => [name, []]));
  pods.forEach((pod, index) => {
    const node = placed[index];
    if (node !== undefined) byNode.get(node)?.push(pod);
  });
  return nodes.map((node) => {
    const own = byNode.get(node.name) ?? [];
    const relevant = actions.filter((action) => concerns(action, node.name, own));
    return { nodes: [node], pods: own, actions: relevant, isWatched: false };
  });
}

function concerns(action: ActionPlan, node: string, pods: readonly NumberedPod[]): boolean {
  switch (action.kind) {
    case 'restartKubelet':
    case 'reboot':
      return action.node === node;
    case 'deletePod':
      return pods.some(({ plan }) => globMatches(action.name, plan.name));
    case 'setImage':
      return pods.some(({ plan }) => globMatches(action.target.name, plan.name));
    default:
      return true;
  }
}

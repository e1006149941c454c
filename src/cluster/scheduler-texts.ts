import { type EventText, normal, warning } from '../kubelet/event-text.js';
import type { EventRules } from '../kubelet/event-versions.js';

/** What the scheduler says. */

/** Why nodes were left out, and how many for each reason: `Insufficient cpu`, `Too many pods`, … */
export type NodeReasons = ReadonlyMap<string, number>;

/** @source kubelet-semantics E1 */
export function scheduled(namespace: string, pod: string, node: string): EventText {
  return normal('Scheduled', `Successfully assigned ${namespace}/${pod} to ${node}`);
}

/** @source kubelet-semantics E1, S1 */
export function failedScheduling(message: string): EventText {
  return warning('FailedScheduling', message);
}

/** Nodes from which taking other pods away would help, and would not. */
export interface PreemptionOutlook {
  readonly noVictims: number;
  readonly notHelpful: number;
}

/**
 * The message of FailedScheduling, and of the condition PodScheduled=False.
 *
 * Reasons are sorted as text, count first, so `10 Insufficient cpu` comes before `2 Insufficient memory`.
 * @source kubelet-semantics S1
 */
export function unschedulableMessage(
  rules: EventRules,
  nodes: number,
  reasons: NodeReasons,
  preemption: PreemptionOutlook | undefined,
): string {
  const filtered = available(nodes, reasons);
  if (preemption === undefined) return filtered;
  const outlook = new Map([
    ['No preemption victims found for incoming pod', preemption.noVictims],
    ['Preemption is not helpful for scheduling', preemption.notHelpful],
  ]);
  return `${filtered} ${rules.beforePreemption}preemption: ${available(nodes, outlook)}`;
}

function available(nodes: number, reasons: NodeReasons): string {
  const counted = [...reasons].filter(([, count]) => count > 0).map(([reason, count]) => `${count} ${reason}`);
  const listed = counted.length === 0 ? '' : ` ${counted.sort().join(', ')}.`;
  return `0/${nodes} nodes are available:${listed}`;
}

import type { ApiPod } from '../api-pod.js';

const PHASE_ORDER = { Pending: 0, Running: 1, Succeeded: 2, Failed: 2 } as const;

/**
 * The order in which a ReplicaSet lets pods go: those without a node first, then by phase, then not ready ones, then
 * those ready for the shortest time, then those that restarted most, then the youngest.
 *
 * @source pkg/controller/controller_utils.go ActivePodsWithRanks
 */
export function byDispensability(a: ApiPod, b: ApiPod): number {
  return (
    Number(a.node !== undefined) - Number(b.node !== undefined) ||
    PHASE_ORDER[a.phase] - PHASE_ORDER[b.phase] ||
    Number(a.isReady) - Number(b.isReady) ||
    (a.isReady ? b.readyChangedAtMs - a.readyChangedAtMs : 0) ||
    restarts(b) - restarts(a) ||
    b.createdAtMs - a.createdAtMs ||
    b.identity.index - a.identity.index
  );
}

function restarts(pod: ApiPod): number {
  return pod.containers.reduce((most, { restartCount }) => Math.max(most, restartCount), 0);
}

import type { Amount, DeploymentPlan } from '../workload-plan.js';

/** What a rollout may do at once, in pods. @source kubelet-semantics C4 */
export interface Margins {
  readonly maxSurge: number;
  readonly maxUnavailable: number;
}

/** Shares become pods: surge rounds up, unavailable rounds down; both 0 would never get anywhere. */
export function marginsOf({ strategy, replicas }: Pick<DeploymentPlan, 'strategy' | 'replicas'>): Margins {
  if (strategy.type === 'Recreate') return { maxSurge: 0, maxUnavailable: 0 };
  const maxSurge = podsOf(strategy.maxSurge, replicas, Math.ceil);
  const unavailable = podsOf(strategy.maxUnavailable, replicas, Math.floor);
  const maxUnavailable = maxSurge === 0 && unavailable === 0 ? 1 : unavailable;
  return { maxSurge, maxUnavailable: Math.min(maxUnavailable, replicas) };
}

function podsOf(amount: Amount, replicas: number, round: (pods: number) => number): number {
  return 'pods' in amount ? amount.pods : round((amount.percent * replicas) / 100);
}

/** A ReplicaSet as a rollout looks at it. */
export interface SetSize {
  /** Asked for. */
  readonly replicas: number;
  readonly available: number;
}

/** The size of the new ReplicaSet: as large as the surge allows. */
export function newSetSize(wanted: number, { maxSurge }: Margins, newReplicas: number, allReplicas: number): number {
  if (newReplicas >= wanted) return wanted;
  const room = wanted + maxSurge - allReplicas;
  return room <= 0 ? newReplicas : newReplicas + Math.min(room, wanted - newReplicas);
}

/**
 * The sizes of the old ReplicaSets, oldest first: first unhealthy pods go, then as many as the available ones allow.
 *
 * @source pkg/controller/deployment/rolling.go reconcileOldReplicaSets
 */
export function oldSetSizes(
  wanted: number,
  { maxUnavailable }: Margins,
  newSet: SetSize,
  oldSets: readonly SetSize[],
): readonly number[] {
  const sizes = oldSets.map(({ replicas }) => replicas);
  const oldReplicas = sum(sizes);
  const minAvailable = wanted - maxUnavailable;
  const newUnavailable = newSet.replicas - newSet.available;
  let mayGo = oldReplicas + newSet.replicas - minAvailable - newUnavailable;
  if (oldReplicas === 0 || mayGo <= 0) return sizes;
  oldSets.forEach(({ replicas, available }, at) => {
    const unhealthy = Math.max(0, Math.min(mayGo, replicas - available));
    sizes[at] = replicas - unhealthy;
    mayGo -= unhealthy;
  });
  let spare = newSet.available + sum(oldSets.map(({ available }) => available)) - minAvailable;
  sizes.forEach((size, at) => {
    const going = Math.max(0, Math.min(size, spare));
    sizes[at] = size - going;
    spare -= going;
  });
  return sizes;
}

/**
 * The sizes of all ReplicaSets of a rollout under way when the Deployment is scaled: each grows or shrinks in proportion,
 * and what rounding leaves over goes to the largest.
 *
 * @param sizes the largest first
 * @param before how many pods there might be in all before
 * @source pkg/controller/deployment/sync.go scale
 */
export function scaledSizes(sizes: readonly number[], allowed: number, before: number): readonly number[] {
  const toAdd = allowed - sum(sizes);
  let added = 0;
  const scaled = sizes.map((size) => {
    const share = allowed === 0 ? -size : Math.round((size * allowed) / before) - size;
    const left = toAdd - added;
    const change = size === 0 ? 0 : toAdd > 0 ? Math.min(share, left) : Math.max(share, left);
    added += change;
    return size + change;
  });
  const [largest] = scaled;
  if (largest !== undefined) scaled[0] = Math.max(0, largest + toAdd - added);
  return scaled;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

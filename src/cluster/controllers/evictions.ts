import type { Taint, Toleration } from 'kubernetes-types/core/v1.js';
import type { ApiPod } from '../api-pod.js';
import { isExpelled, toleratedForMs } from '../tolerations.js';

interface Eviction {
  /** When a taint that it tolerates for a while was first seen. */
  readonly sinceMs: number;
  readonly dueAtMs: number;
}

const NEVER = Number.POSITIVE_INFINITY;

/**
 * Which pods of a node are to be thrown out, and when. A pod that waits for that is not put off, nor hurried, by another
 * taint that it tolerates for a while; only one that it does not tolerate at all makes it go at once.
 *
 * @source pkg/controller/tainteviction/taint_eviction.go processPodOnNode
 */
export class Evictions {
  readonly #scheduled = new Map<ApiPod, Eviction>();

  /** The pod has come, or the taints of its node have changed to these. */
  judge(pod: ApiPod, taints: readonly Taint[], tolerations: readonly Toleration[], nowMs: number): void {
    const staysMs = toleratedForMs(taints, tolerations);
    if (staysMs === NEVER) this.#scheduled.delete(pod);
    else if (isExpelled(taints, tolerations) || !this.#isWaiting(pod, nowMs)) {
      this.#scheduled.set(pod, { sinceMs: nowMs, dueAtMs: nowMs + staysMs });
    }
  }

  forget(pod: ApiPod): void {
    this.#scheduled.delete(pod);
  }

  /** Who goes now: nobody asks for them again. */
  take(nowMs: number): readonly ApiPod[] {
    const due = [...this.#scheduled].filter(([, { dueAtMs }]) => dueAtMs <= nowMs).map(([pod]) => pod);
    for (const pod of due) this.#scheduled.delete(pod);
    return due;
  }

  /** When the next one goes; Infinity: nobody does. */
  get nextMs(): number {
    let nextMs = NEVER;
    for (const { dueAtMs } of this.#scheduled.values()) nextMs = Math.min(nextMs, dueAtMs);
    return nextMs;
  }

  #isWaiting(pod: ApiPod, nowMs: number): boolean {
    const known = this.#scheduled.get(pod);
    return known !== undefined && known.sinceMs < nowMs;
  }
}

import type { ApiPod } from '../api-pod.js';

interface Counted {
  isActive: boolean;
  isReady: boolean;
  isAvailable: boolean;
}

const NEVER = Number.POSITIVE_INFINITY;

/** A controller's pods, counted as they change, so that a change among thousands costs no walk over all. */
export class PodTally {
  readonly #pods = new Map<ApiPod, Counted>();
  readonly #minReadyMs: number;
  /** Pods that are ready but not yet available, by when they became ready. */
  readonly #ripening: { readonly pod: ApiPod; readonly readyAtMs: number }[] = [];
  /** Neither ended nor terminating. @source kubelet-semantics C1 */
  active = 0;
  /** Of the active ones. */
  ready = 0;
  available = 0;

  constructor(minReadyMs: number) {
    this.#minReadyMs = minReadyMs;
  }

  /** All that are there. */
  get pods(): IterableIterator<ApiPod> {
    return this.#pods.keys();
  }

  get size(): number {
    return this.#pods.size;
  }

  /** Takes over what has changed about a pod. */
  note(pod: ApiPod, nowMs: number): void {
    const counted = this.#pods.get(pod) ?? { isActive: false, isReady: false, isAvailable: false };
    if (pod.isGone) this.#pods.delete(pod);
    else this.#pods.set(pod, counted);
    const isReady = pod.isActive && pod.isReady;
    this.active += Number(pod.isActive) - Number(counted.isActive);
    this.ready += Number(isReady) - Number(counted.isReady);
    if (isReady && !counted.isReady) this.#ripening.push({ pod, readyAtMs: pod.readyChangedAtMs });
    if (!isReady && counted.isAvailable) {
      counted.isAvailable = false;
      this.available -= 1;
    }
    counted.isActive = pod.isActive;
    counted.isReady = isReady;
    this.settle(nowMs);
  }

  isAvailable(pod: ApiPod): boolean {
    return this.#pods.get(pod)?.isAvailable === true;
  }

  /**
   * Counts as available who has been ready for long enough: strictly longer than asked for, if any time is.
   *
   * @returns when the next one may be
   * @source kubelet-semantics C2
   */
  settle(nowMs: number): number {
    for (let first = this.#ripening[0]; first !== undefined; first = this.#ripening[0]) {
      const { pod, readyAtMs } = first;
      const atMs = this.#minReadyMs === 0 ? readyAtMs : readyAtMs + this.#minReadyMs + 1;
      const counted = this.#pods.get(pod);
      const holds = counted?.isReady === true && pod.readyChangedAtMs === readyAtMs;
      if (holds && atMs > nowMs) return atMs;
      this.#ripening.shift();
      if (!holds || counted.isAvailable) continue;
      counted.isAvailable = true;
      this.available += 1;
    }
    return NEVER;
  }
}

import { MINUTE_MS, SECOND_MS } from '../time/units.js';
import type { WaitingReason } from '../trace/vocabulary.js';

/** @source kubelet-semantics B4 */
const INITIAL_MS = 10 * SECOND_MS;
const MAX_MS = 5 * MINUTE_MS;
const EXPIRES_AFTER_MS = 2 * MAX_MS;

/** Failed starts that were failed pulls; one in ImagePullBackOff has not pulled. */
const PULL_ERRORS: readonly WaitingReason[] = ['ErrImagePull', 'RegistryUnavailable'];

/** Whether a start failed because its image was pulled, and could not be. */
export function isFailedPull(reason: WaitingReason): boolean {
  return PULL_ERRORS.includes(reason);
}

/** When one pod may pull one image again, as follows from the failed pulls alone. @source kubelet-semantics B22 to B24 */
export class PullBackoff {
  #stepMs = 0;
  #failedAtMs = Number.NEGATIVE_INFINITY;

  /** A pull failed. */
  failed(atMs: number): void {
    const grows = atMs - this.#failedAtMs <= EXPIRES_AFTER_MS;
    this.#stepMs = grows ? Math.min(2 * this.#stepMs, MAX_MS) : INITIAL_MS;
    this.#failedAtMs = atMs;
  }

  /** Before this instant no pull begins. */
  get againAtMs(): number {
    return this.#failedAtMs + this.#stepMs;
  }
}

/** One backoff for each pod and image: containers of a pod with the same image share it. */
export class PullBackoffs {
  readonly #byKey = new Map<string, PullBackoff>();

  of(uid: string, image: string): PullBackoff {
    const key = `${uid}_${image}`;
    const backoff = this.#byKey.get(key) ?? new PullBackoff();
    this.#byKey.set(key, backoff);
    return backoff;
  }
}

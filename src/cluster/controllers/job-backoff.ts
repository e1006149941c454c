import { MINUTE_MS, SECOND_MS } from '../../time/units.js';

/** @source kubelet-semantics C7: DefaultJobPodFailureBackOff, MaxJobPodFailureBackOff */
const FIRST_DELAY_MS = 10 * SECOND_MS;
const LONGEST_DELAY_MS = 10 * MINUTE_MS;
const NEVER = Number.NEGATIVE_INFINITY;

/** How long no pod is made after so many failures: ten seconds, doubling with each. */
export function delayMs(failures: number): number {
  return failures === 0 ? 0 : Math.min(FIRST_DELAY_MS * 2 ** (failures - 1), LONGEST_DELAY_MS);
}

/** How a Job slows down after failed pods: ten seconds, doubling with each since the last success. */
export class JobBackoff {
  #failures = 0;
  #lastFailureMs = NEVER;
  #lastSuccessMs = NEVER;

  succeeded(finishedAtMs: number): void {
    this.#lastSuccessMs = Math.max(this.#lastSuccessMs, finishedAtMs);
    if (this.#lastFailureMs > this.#lastSuccessMs) return;
    this.#failures = 0;
  }

  failed(finishedAtMs: number): void {
    if (finishedAtMs < this.#lastSuccessMs) return;
    this.#failures += 1;
    this.#lastFailureMs = Math.max(this.#lastFailureMs, finishedAtMs);
  }

  /** Before this instant no pod is made in the place of a failed one. */
  get untilMs(): number {
    return this.#failures === 0 ? NEVER : this.#lastFailureMs + delayMs(this.#failures);
  }
}

/**
 * Lets a burst through, then one per refill period.
 *
 * Counted in milliseconds of refill, so that nothing is ever rounded: a token is worth one period, a full bucket `burst`
 * of them.
 */
export class TokenBucket {
  readonly #periodMs: number;
  readonly #fullMs: number;
  #heldMs: number;
  #asOfMs = 0;

  constructor(burst: number, periodMs: number) {
    this.#periodMs = periodMs;
    this.#fullMs = burst * periodMs;
    this.#heldMs = this.#fullMs;
  }

  /** Takes a token if there is one; instants must not go back. */
  take(atMs: number): boolean {
    this.#heldMs = Math.min(this.#fullMs, this.#heldMs + atMs - this.#asOfMs);
    this.#asOfMs = atMs;
    if (this.#heldMs < this.#periodMs) return false;
    this.#heldMs -= this.#periodMs;
    return true;
  }
}

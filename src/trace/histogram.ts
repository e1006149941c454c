import { GrowingCounts } from './growing-counts.js';
import { Quiet } from './quiet.js';

/** Keeps how often each container restarted, and how many restarts fell into each stretch of time; nothing else. */
export class Histogram extends Quiet {
  /** Starts and exits together. */
  events = 0;
  /** By stretch of `bucketMs`, the first begins at 0. */
  readonly perBucket: Uint32Array;
  readonly #restarts: GrowingCounts;
  readonly #bucketMs: number;

  /** @param containers how many there are at first; more may come */
  constructor(containers: number, horizonMs: number, bucketMs: number) {
    super();
    this.#restarts = new GrowingCounts(containers);
    this.perBucket = new Uint32Array(Math.ceil(horizonMs / bucketMs));
    this.#bucketMs = bucketMs;
  }

  /** By container. */
  get restarts(): Uint32Array {
    return this.#restarts.values;
  }

  override started(container: number, attempt: number, atMs: number): void {
    this.events += 1;
    if (attempt === 0) return;
    this.#restarts.set(container, attempt);
    const bucket = Math.floor(atMs / this.#bucketMs);
    this.perBucket[bucket] = (this.perBucket[bucket] ?? 0) + 1;
  }

  override exited(): void {
    this.events += 1;
  }

  totalRestarts(): number {
    return this.restarts.reduce((sum, restarts) => sum + restarts, 0);
  }
}

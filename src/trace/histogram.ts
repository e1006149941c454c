import { Quiet } from './quiet.js';

/** Keeps how often each container restarted, and how many restarts fell into each stretch of time; nothing else. */
export class Histogram extends Quiet {
  /** Starts and exits together. */
  events = 0;
  /** By container. */
  readonly restarts: Uint32Array;
  /** By stretch of `bucketMs`, the first begins at 0. */
  readonly perBucket: Uint32Array;
  readonly #bucketMs: number;

  constructor(containers: number, horizonMs: number, bucketMs: number) {
    super();
    this.restarts = new Uint32Array(containers);
    this.perBucket = new Uint32Array(Math.ceil(horizonMs / bucketMs));
    this.#bucketMs = bucketMs;
  }

  override started(container: number, attempt: number, atMs: number): void {
    this.events += 1;
    if (attempt === 0) return;
    this.restarts[container] = attempt;
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

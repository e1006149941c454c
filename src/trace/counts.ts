import { GrowingCounts } from './growing-counts.js';
import { Quiet } from './quiet.js';

/** Keeps nothing but two numbers per container: how often it started and how often it exited. */
export class Counts extends Quiet {
  /** When the last exit was. */
  lastExitAtMs = 0;
  readonly #starts: GrowingCounts;
  readonly #exits: GrowingCounts;

  /** @param containers how many there are at first; more may come */
  constructor(containers: number) {
    super();
    this.#starts = new GrowingCounts(containers);
    this.#exits = new GrowingCounts(containers);
  }

  /** By container. */
  get starts(): Uint32Array {
    return this.#starts.values;
  }

  /** By container. */
  get exits(): Uint32Array {
    return this.#exits.values;
  }

  override started(container: number): void {
    this.#starts.add(container);
  }

  override exited(container: number, _attempt: number, atMs: number): void {
    this.#exits.add(container);
    this.lastExitAtMs = atMs;
  }
}

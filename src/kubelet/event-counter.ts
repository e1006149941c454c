import { LruMap } from './lru-map.js';

/** How often an event was seen, and which API object tells it. */
export interface Tally {
  /** The object, numbered in the order of first sightings by one process. */
  readonly object: number;
  readonly count: number;
  readonly firstMs: number;
}

interface Growing extends Tally {
  count: number;
  firstMs: number;
}

/**
 * Counts occurrences of the same event, in memory only: another process starts new objects at 1.
 *
 * @source kubelet-semantics E16
 */
export class EventCounter {
  readonly #tallies: LruMap<Growing>;
  #objects = 0;

  constructor(capacity: number) {
    this.#tallies = new LruMap(capacity, () => ({ object: this.#objects++, count: 0, firstMs: 0 }));
  }

  /** What is known with this occurrence; to be read before the next. */
  count(key: string, atMs: number): Tally {
    const tally = this.#tallies.use(key);
    if (tally.count === 0) tally.firstMs = atMs;
    tally.count += 1;
    return tally;
  }
}

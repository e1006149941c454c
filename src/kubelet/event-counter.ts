import { LruMap } from './lru-map.js';

/** How often an event was seen, and which API object tells it. */
export interface Tally {
  /** The object, numbered in the order of first sightings by one process. */
  readonly object: number;
  readonly count: number;
  readonly firstMs: number;
}

/**
 * Counts occurrences of the same event, in memory only: another process starts new objects at 1.
 *
 * @source kubelet-semantics E16
 */
export class EventCounter {
  readonly #tallies: LruMap<Tally>;
  #objects = 0;

  constructor(capacity: number) {
    this.#tallies = new LruMap(capacity);
  }

  count(key: string, atMs: number): Tally {
    const known = this.#tallies.get(key);
    const tally =
      known === undefined ? { object: this.#objects++, count: 1, firstMs: atMs } : { ...known, count: known.count + 1 };
    this.#tallies.set(key, tally);
    return tally;
  }
}

import { masterSeed, namedStream, type Stream } from '../../../src/engine/stream.js';

/** Draws for one scenario: what is on, and with which numbers. */
export class Dice {
  readonly #stream: Stream;

  constructor(seed: string) {
    this.#stream = namedStream(masterSeed(seed), 'swarm');
  }

  /** Both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.#stream.uniform() * (to - from + 1));
  }

  chance(percent: number): boolean {
    return this.whole(1, 100) <= percent;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.whole(0, items.length - 1)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  /** What is made, or nothing: to be spread into an object. */
  maybe<Part extends object>(percent: number, make: () => Part): Part | Record<string, never> {
    return this.chance(percent) ? make() : {};
  }

  list<Item>(from: number, to: number, make: (at: number) => Item): Item[] {
    return Array.from({ length: this.whole(from, to) }, (_, at) => make(at));
  }
}

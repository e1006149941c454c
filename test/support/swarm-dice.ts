import { masterSeed, namedStream, type Stream } from '../../src/engine/stream.js';
import { VERSION_NAMES } from '../../src/kubelet/versions.js';

/** Draws for one scenario: what is on, and with which numbers. */
export class Dice {
  readonly #stream: Stream;

  constructor(seed: string) {
    this.#stream = namedStream(masterSeed(seed), 'swarm');
  }

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

  /** What is given, or nothing at all. */
  maybe(percent: number, make: () => object): object {
    return this.chance(percent) ? make() : {};
  }

  list<Item>(from: number, to: number, make: (at: number) => Item): Item[] {
    return Array.from({ length: this.whole(from, to) }, (_, at) => make(at));
  }
}

/** Features are switched on and off as a whole, so that rare combinations meet. */
export function features(dice: Dice) {
  return {
    version: dice.pick(VERSION_NAMES),
    dependencies: dice.chance(40),
    actions: dice.chance(50),
    drawnRuns: dice.chance(50),
    policies: dice.chance(50),
    ownPolicy: dice.chance(25),
    kubeletSettings: dice.chance(40),
    latencies: dice.chance(25),
    oneInstant: dice.chance(30),
    deletions: dice.chance(30),
    inits: dice.chance(35),
    probes: dice.chance(35),
    hooks: dice.chance(25),
    images: dice.chance(30),
    missing: dice.chance(25),
    rules: dice.chance(20),
    deadlines: dice.chance(15),
    controllers: dice.chance(45),
    nodes: dice.chance(35),
    nodeActions: dice.chance(40),
  };
}

export type Features = ReturnType<typeof features>;

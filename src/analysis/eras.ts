import type { ToldInstance } from './told-pod.js';

/**
 * Something done from outside, such as a restart of the kubelet, strikes each run elsewhere: what lasts over it is
 * compared with nothing, and what comes after it is counted from there.
 */
export class Eras {
  readonly #cutsAt: readonly number[];

  /** @param cutsAt when something was done, in seconds */
  constructor(cutsAt: readonly number[]) {
    this.#cutsAt = cutsAt;
  }

  /** How many times something had been done by then. */
  of(at: number): number {
    return this.#cutsAt.filter((cutAt) => cutAt <= at).length;
  }

  /** Whether nothing was done between two instants. */
  isWhole(from: number, until: number): boolean {
    return this.of(from) === this.of(until);
  }

  /** The n-th start of its era, told as `era/n`, for every start of a container; null for one that nothing is known of. */
  placesOf(instances: readonly ToldInstance[]): readonly string[] {
    const counted = new Map<number, number>();
    return instances.map((instance) => {
      const era = this.of(beganAt(instance));
      const place = counted.get(era) ?? 0;
      counted.set(era, place + 1);
      return `${era}/${place}`;
    });
  }
}

/** When an instance began; one that the runtime could not start began when that was known. */
export function beganAt({ startedAt, finishedAt }: ToldInstance): number {
  return startedAt ?? finishedAt ?? 0;
}

import type { Family, Labels } from './family.js';

/** What all scrapes read of one series. Kept as its changes, since hardly anything changes from scrape to scrape. */
export class Series {
  readonly family: Family;
  readonly labels: Labels;
  readonly #places: number[] = [];
  /** NaN: not exposed. */
  readonly #values: number[] = [];

  constructor(family: Family, labels: Labels) {
    this.family = family;
    this.labels = labels;
  }

  /** From this scrape on it has this value; NaN: it is not exposed any more. Scrapes come in order. */
  set(place: number, value: number): void {
    const last = this.#values.length - 1;
    if (Object.is(this.#values[last], value)) return;
    this.#places.push(place);
    this.#values.push(value);
  }

  /** The value at each of so many scrapes; NaN where it is not exposed. */
  dense(count: number): Float64Array {
    const values = new Float64Array(count).fill(Number.NaN);
    for (const [at, from] of this.#places.entries()) {
      values.fill(this.#values[at] ?? Number.NaN, from, this.#places[at + 1] ?? count);
    }
    return values;
  }

  /** How many of so many scrapes read a value. */
  sampleCount(count: number): number {
    let samples = 0;
    for (const [at, from] of this.#places.entries()) {
      if (!Number.isNaN(this.#values[at])) samples += (this.#places[at + 1] ?? count) - from;
    }
    return samples;
  }
}

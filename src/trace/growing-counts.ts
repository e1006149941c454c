/** Numbers by place, all 0 at first, with room for places that nobody knew of in the beginning. */
export class GrowingCounts {
  #values: Uint32Array;

  constructor(places: number) {
    this.#values = new Uint32Array(places);
  }

  /** Valid until a place beyond the last is written. */
  get values(): Uint32Array {
    return this.#values;
  }

  add(place: number): void {
    if (place >= this.#values.length) this.#grow(place);
    this.#values[place] = (this.#values[place] ?? 0) + 1;
  }

  set(place: number, value: number): void {
    if (place >= this.#values.length) this.#grow(place);
    this.#values[place] = value;
  }

  #grow(place: number): void {
    const grown = new Uint32Array(Math.max(place + 1, this.#values.length * 2));
    grown.set(this.#values);
    this.#values = grown;
  }
}

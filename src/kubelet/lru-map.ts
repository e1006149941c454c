/** A map that forgets the entry used longest ago once it holds more than its capacity. */
export class LruMap<Value> {
  readonly #entries = new Map<string, Value>();
  readonly #capacity: number;
  readonly #make: () => Value;

  /** @param make the value of a key that is not known, or no longer */
  constructor(capacity: number, make: () => Value) {
    this.#capacity = capacity;
    this.#make = make;
  }

  /** The value of a key; asking is a use. */
  use(key: string): Value {
    const known = this.#entries.get(key);
    const value = known ?? this.#make();
    // A Map tells its keys in the order in which they were put in.
    if (known !== undefined) this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#capacity) this.#forgetOldest();
    return value;
  }

  #forgetOldest(): void {
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }
}

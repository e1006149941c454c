/** A recorded quantity against the same quantity in many simulated runs. */
export interface Measured {
  /** Which one, for people. */
  readonly what: string;
  readonly observed: number;
  readonly simulated: readonly number[];
  /** The share of simulated ones that are less, ties counting half. */
  readonly rank: number;
  /** How far it lies outside the simulated range; 0 when inside, Infinity when no run has one. */
  readonly outside: number;
}

/** Where an observed quantity lies among simulated ones. */
export function placed(observed: number, simulated: readonly number[]): Pick<Measured, 'rank' | 'outside'> {
  let less = 0;
  let equal = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const each of simulated) {
    if (each < observed) less += 1;
    else if (each === observed) equal += 1;
    least = Math.min(least, each);
    most = Math.max(most, each);
  }
  return {
    rank: (less + equal / 2) / simulated.length,
    outside: Math.max(0, least - observed, observed - most),
  };
}

/** Quantities of many runs, by what they are; each run has one of a kind at most. */
export class Samples {
  readonly #byKey = new Map<string, number[]>();

  add(quantities: ReadonlyMap<string, number>): void {
    for (const [key, quantity] of quantities) {
      const known = this.#byKey.get(key);
      if (known === undefined) this.#byKey.set(key, [quantity]);
      else known.push(quantity);
    }
  }

  measure(observed: ReadonlyMap<string, number>): readonly Measured[] {
    return [...observed].map(([what, quantity]) => {
      const simulated = this.#byKey.get(what) ?? [];
      return { what, observed: quantity, simulated, ...placed(quantity, simulated) };
    });
  }
}

/** Texts that simulated runs show, by where they show them. */
export class Variants {
  readonly #byKey = new Map<string, Set<string>>();

  add(texts: Iterable<readonly [where: string, text: string]>): void {
    for (const [key, text] of texts) {
      const known = this.#byKey.get(key);
      if (known === undefined) this.#byKey.set(key, new Set([text]));
      else known.add(text);
    }
  }

  of(where: string): readonly string[] {
    return [...(this.#byKey.get(where) ?? [])];
  }

  has(where: string, text: string): boolean {
    return this.#byKey.get(where)?.has(text) ?? false;
  }
}

/** Whole numbers from `from` to `to`, both included. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** A set of whole numbers, as intervals in any order; they may overlap. */
export type Intervals = readonly Interval[];

/** What lies in both sets. */
export function intersect(a: Intervals, b: Intervals): Intervals {
  return a.flatMap((one) =>
    b.flatMap((other) => {
      const from = Math.max(one.from, other.from);
      const to = Math.min(one.to, other.to);
      return from <= to ? [{ from, to }] : [];
    }),
  );
}

/** How far `b` must be moved to meet `a`, up or down; 0 when they meet, Infinity when either is empty. */
export function gap(a: Intervals, b: Intervals): number {
  let least = Number.POSITIVE_INFINITY;
  for (const one of a) {
    for (const other of b) {
      const up = one.from - other.to;
      const down = other.from - one.to;
      if (up <= 0 && down <= 0) return 0;
      const move = up > 0 ? up : -down;
      if (Math.abs(move) < Math.abs(least)) least = move;
    }
  }
  return least;
}

/** Instants at even distances, as those of scrapes and of rule evaluations are: first, first + step, … */
export interface Grid {
  readonly firstMs: number;
  readonly stepMs: number;
  readonly count: number;
}

/** The instants up to an end, which itself may be one. */
export function gridUntil(endMs: number, { firstMs, stepMs }: Omit<Grid, 'count'>): Grid {
  return { firstMs, stepMs, count: endMs < firstMs ? 0 : Math.floor((endMs - firstMs) / stepMs) + 1 };
}

/** The instant at a place of the grid, in milliseconds; beyond its end as well. */
export function instantAt({ firstMs, stepMs }: Grid, place: number): number {
  return firstMs + place * stepMs;
}

/** The place of the last instant that is not after this one; -1 when there is none. */
export function placeNotAfter({ firstMs, stepMs, count }: Grid, atMs: number): number {
  return atMs < firstMs ? -1 : Math.min(count - 1, Math.floor((atMs - firstMs) / stepMs));
}

/** The place of the first instant that is not before this one; `count` when there is none. */
export function placeNotBefore({ firstMs, stepMs, count }: Grid, atMs: number): number {
  return Math.min(count, Math.max(0, Math.ceil((atMs - firstMs) / stepMs)));
}

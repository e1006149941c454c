import { type Grid, instantAt } from '../metrics/grid.js';

/** A stretch in which an alert was pending, and perhaps fired. */
export interface Episode {
  /** When the expression first held. */
  readonly pendingMs: number;
  /** Undefined: it held not long enough. */
  readonly firesMs: number | undefined;
  /** When it is pending or firing no more; undefined: it still is at the end. */
  readonly endsMs: number | undefined;
}

export interface Holding {
  readonly forMs: number;
  readonly keepFiringForMs: number;
}

/**
 * When an alert is pending and when it fires, from what its expression gave at each evaluation (NaN: nothing).
 *
 * An alert fires at the first evaluation that is `for` or more after the one at which the expression first held, and ends
 * at the first at which it does not hold, unless it is kept firing.
 *
 * @source prometheus rules/alerting.go (AlertingRule.Eval)
 */
export function episodesOf(evaluations: Grid, values: Float64Array, holding: Holding): readonly Episode[] {
  const episodes: Episode[] = [];
  let pendingMs: number | undefined;
  let firesMs: number | undefined;
  let keptSinceMs: number | undefined;
  for (const [at, value] of values.entries()) {
    const nowMs = instantAt(evaluations, at);
    if (!Number.isNaN(value)) {
      keptSinceMs = undefined;
      pendingMs ??= nowMs;
      if (nowMs - pendingMs >= holding.forMs) firesMs ??= nowMs;
    } else if (pendingMs !== undefined) {
      if (firesMs !== undefined && holding.keepFiringForMs > 0) {
        keptSinceMs ??= nowMs;
        if (nowMs - keptSinceMs < holding.keepFiringForMs) continue;
      }
      episodes.push({ pendingMs, firesMs, endsMs: nowMs });
      pendingMs = undefined;
      firesMs = undefined;
      keptSinceMs = undefined;
    }
  }
  if (pendingMs !== undefined) episodes.push({ pendingMs, firesMs, endsMs: undefined });
  return episodes;
}

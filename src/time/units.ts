/**
 * Milliseconds per unit. Time inside the simulator is a whole number of milliseconds: an instant (`…AtMs`, `nowMs`)
 * counts from the start of the simulation, a duration (`…Ms`) from one instant to another.
 */
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Milliseconds as seconds for machine output: exact to the millisecond. */
export function toSeconds(ms: number): number {
  return ms / SECOND_MS;
}

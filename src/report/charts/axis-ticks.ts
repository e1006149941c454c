import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../time/units.js';

const STEPS_MS: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_MS),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000].map((days) => days * DAY_MS),
];

/** Instants to mark on an axis from 0, at round durations, so far apart that they can be read. */
export function durationTicks(toMs: number, most: number): readonly number[] {
  const step = STEPS_MS.find((ms) => toMs / ms <= most) ?? toMs;
  return multiples(step, toMs);
}

/** Whole numbers to mark on an axis from 0. */
export function countTicks(to: number, most: number): readonly number[] {
  let step = 1;
  for (let scale = 1; to / step > most; scale *= 10) {
    step = [1, 2, 5].map((digit) => digit * scale).find((each) => to / each <= most) ?? 10 * scale;
  }
  return multiples(step, to);
}

/** Numbers to mark on an axis from 0, fractions too. */
export function rateTicks(to: number, most: number): readonly number[] {
  if (!(to > 0)) return [0];
  const scale = 10 ** Math.floor(Math.log10(to / most));
  const step = [1, 2, 5, 10].map((digit) => digit * scale).find((each) => to / each <= most) ?? to;
  return multiples(step, to).map((value) => Number(value.toPrecision(6)));
}

function multiples(step: number, to: number): readonly number[] {
  return Array.from({ length: Math.floor(to / step + 1e-9) + 1 }, (_, number) => number * step);
}

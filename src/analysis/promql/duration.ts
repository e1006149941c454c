import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../time/units.js';

const UNITS: readonly (readonly [unit: string, ms: number])[] = [
  ['y', 365 * DAY_MS],
  ['w', 7 * DAY_MS],
  ['d', DAY_MS],
  ['h', HOUR_MS],
  ['m', MINUTE_MS],
  ['s', SECOND_MS],
  ['ms', 1],
];
const SHAPE = new RegExp(`^${UNITS.map(([unit]) => `(?:(\\d{1,9})${unit})?`).join('')}$`);

/** Reads a duration as Prometheus writes them, `1h30m`; undefined when the text is none. */
export function promDuration(text: string): number | undefined {
  const found = text === '' ? null : SHAPE.exec(text);
  if (found === null) return text === '0' ? 0 : undefined;
  return UNITS.reduce((sum, [, ms], at) => sum + Number(found[at + 1] ?? 0) * ms, 0);
}

import { parseGoDuration } from '../../time/go-duration.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../time/units.js';

const UNITS_MS: Readonly<Record<string, number>> = {
  s: SECOND_MS,
  sec: SECOND_MS,
  second: SECOND_MS,
  m: MINUTE_MS,
  min: MINUTE_MS,
  minute: MINUTE_MS,
  h: HOUR_MS,
  hr: HOUR_MS,
  hour: HOUR_MS,
  d: DAY_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
  year: 365 * DAY_MS,
};

/** A time as people write it, for use inside a larger pattern: `2m14s`, `10 minutes`, `an hour`, `day`. */
export const TIME = String.raw`(?:(?:\d+(?:\.\d+)?(?:ms|[smhd]))+|\d+(?:\.\d+)?[\s-]+[smhd]|(?:\d+(?:\.\d+)?|an?|one)?[\s-]*(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|years?))\b`;

/** A count as people write it: `5941`, `5,941`, `5 941`; not the end of another number, as in `1.5`, `1e5` or `-5`. */
export const COUNT = String.raw`(?<![\d.]|\de|^-|\s-)\d+(?:[, ]\d{3})*`;

/** Reads what {@link TIME} finds, in milliseconds; undefined for what is no time. */
export function timeOf(text: string): number | undefined {
  const read = parseGoDuration(text.trim());
  if (read.ok) return read.ms;
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?|an?|one)?[\s-]*([a-z]+?)s?$/i.exec(text.trim()) ?? [];
  const unitMs = UNITS_MS[unit.toLowerCase()];
  if (unitMs === undefined) return undefined;
  return Math.round((/^\d/.test(number) ? Number(number) : 1) * unitMs);
}

/** The same of a time in which things happen: none happen in no time. */
export function spanOf(text: string): number | undefined {
  const ms = timeOf(text);
  return ms === 0 ? undefined : ms;
}

/** Reads what {@link COUNT} finds. */
export function countOf(text: string): number {
  return Number(text.replace(/[, ]/g, ''));
}

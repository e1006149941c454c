import { calendarDay, daysSince1970 } from './calendar.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './units.js';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

/**
 * Reads a time as Kubernetes objects hold it, `2026-01-10T12:00:00Z`: milliseconds since 1970, finer digits cut off.
 * Undefined when it is none.
 */
export function parseTimestamp(text: string): number | undefined {
  const match = RFC3339.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const days = daysSince1970({ year, month, day });
  const { month: isMonth, day: isDay } = calendarDay(days);
  if (month !== isMonth || day !== isDay || hour > 23 || minute > 59 || second > 59) return undefined;
  const zoneMs = Number(match[9] ?? 0) * HOUR_MS + Number(match[10] ?? 0) * MINUTE_MS;
  const fractionMs = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  const localMs = days * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS + fractionMs;
  return match[8] === '-' ? localMs + zoneMs : localMs - zoneMs;
}

/** An instant as Kubernetes objects hold it, `2026-01-10T12:00:00Z`: the second it lies in. */
export function formatTimestamp(atMs: number): string {
  const { year, month, day, clock } = partsOf(atMs);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}T${clock}Z`;
}

/** `Sat, 10 Jan 2026 12:00:00 +0000`: an instant as kubectl describe writes it, in UTC. */
export function formatRfc1123(atMs: number): string {
  const { year, month, day, weekday, clock } = partsOf(atMs);
  return `${WEEKDAYS[weekday]}, ${padded(day, 2)} ${MONTHS[month - 1]} ${padded(year, 4)} ${clock} +0000`;
}

const RFC1123 = /^(?:[A-Za-z]{3}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})$/;

/** Reads a time as kubectl describe writes it, in any zone: milliseconds since 1970. Undefined when it is none. */
export function parseRfc1123(text: string): number | undefined {
  const match = RFC1123.exec(text);
  if (match === null) return undefined;
  const [, day = '', month = '', year = '', hour, minute, second, sign, zoneHours, zoneMinutes] = match;
  const date = [year, padded(MONTHS.indexOf(month) + 1, 2), day.padStart(2, '0')].join('-');
  return parseTimestamp(`${date}T${hour}:${minute}:${second}${sign}${zoneHours}:${zoneMinutes}`);
}

function partsOf(atMs: number): ReturnType<typeof calendarDay> & { readonly clock: string } {
  const days = Math.floor(atMs / DAY_MS);
  const seconds = Math.floor((atMs - days * DAY_MS) / SECOND_MS);
  const clock = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return { ...calendarDay(days), clock: clock.map((part) => padded(part, 2)).join(':') };
}

const padded = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** What Go takes for a time that is missing: the first instant of the year 1. */
export const ZERO_TIME_MS: number = daysSince1970({ year: 1, month: 1, day: 1 }) * DAY_MS;

import { calendarDay } from '../time/calendar.js';
import { parseTimestamp } from '../time/timestamp.js';
import { DAY_MS } from '../time/units.js';

/** When a line of a log was written; `isZoneTold`: false where only the node knows which clock it is on. */
export interface LogTime {
  readonly atMs: number;
  readonly isZoneTold: boolean;
}

/** `2026-11-21T12:00:00.123Z`, with `+0000` as the journal writes it, or a space as some collectors do. */
const STAMP = /\b(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.,](\d{1,9}))?(Z|[+-]\d{2}:?\d{2})/;
/** `E1121 12:00:00.123456`: severity, month, day and time, as klog begins a line. */
const KLOG = /(?:^|\s)[IWEF](\d{2})(\d{2}) (\d{2}:\d{2}:\d{2})\.(\d{3})\d*\s/;
/** `Nov 21 12:00:00`, as syslog and the journal do. */
const SYSLOG = /^\s*([A-Z][a-z]{2}) +(\d{1,2}) (\d{2}:\d{2}:\d{2})(?:\.\d+)?\s/;
/** `"ts":1763726400123.456`: milliseconds, as klog writes JSON. */
const JSON_STAMP = /"ts":\s*(\d{13})(?:\.\d+)?\b/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * When a line of a log was written; undefined when it does not say. klog and syslog write no year and no zone: the year
 * is the last in which that day is not after the reference, and the time is taken for UTC.
 *
 * @param referenceMs the present, in milliseconds since 1970; without it a time without a year is none
 */
export function logTimeOf(line: string, referenceMs: number | undefined): LogTime | undefined {
  const json = JSON_STAMP.exec(line)?.[1];
  if (json !== undefined) return { atMs: Number(json), isZoneTold: true };
  const [, day, clock, fraction = '0', zone = ''] = STAMP.exec(line) ?? [];
  if (day !== undefined) {
    const atMs = parseTimestamp(`${day}T${clock}.${fraction}${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`);
    return atMs === undefined ? undefined : { atMs, isZoneTold: true };
  }
  const rest = restOfYear(line);
  if (rest === undefined || referenceMs === undefined) return undefined;
  // A zone may put the node up to a day ahead.
  const isPast = (atMs: number | undefined): atMs is number => atMs !== undefined && atMs <= referenceMs + DAY_MS;
  const { year } = calendarDay(Math.floor(referenceMs / DAY_MS));
  // Eight years may lie between two leap days.
  const years = Array.from({ length: 10 }, (_, before) => year + 1 - before);
  const atMs = years.map((each) => parseTimestamp(`${each}-${rest}Z`)).find(isPast);
  return atMs === undefined ? undefined : { atMs, isZoneTold: false };
}

/** `11-21T12:00:00.123` */
function restOfYear(line: string): string | undefined {
  const [, month, day, clock, ms] = KLOG.exec(line) ?? [];
  if (month !== undefined) return `${month}-${day}T${clock}.${ms}`;
  const [, name = '', date = '', time] = SYSLOG.exec(line) ?? [];
  const at = MONTHS.indexOf(name);
  return at < 0 ? undefined : `${String(at + 1).padStart(2, '0')}-${date.padStart(2, '0')}T${time}`;
}

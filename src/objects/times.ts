import { RUN_BEGINS_MS } from '../time/calendar.js';
import { formatTimestamp } from '../time/timestamp.js';

/** What Go writes for a time that is not set. */
export const NO_TIME = null as unknown as string;

/** When the runtime says that something began which never did. */
export const EPOCH = formatTimestamp(0);

/** An instant of a run on the calendar, in milliseconds since 1970. */
export function calendarMs(atMs: number): number {
  return RUN_BEGINS_MS + atMs;
}

/** An instant of a run as objects hold it: the second it lies in. */
export function timeOf(atMs: number): string {
  return formatTimestamp(calendarMs(atMs));
}

/** The same to the microsecond, as events of the newer kind hold it. */
export function microTimeOf(atMs: number): string {
  return finerTimeOf(atMs, 6);
}

/** The same to the nanosecond, as logs hold it. */
export function nanoTimeOf(atMs: number): string {
  return finerTimeOf(atMs, 9);
}

function finerTimeOf(atMs: number, digits: number): string {
  const rest = ((atMs % 1_000) + 1_000) % 1_000;
  return timeOf(atMs).replace('Z', `.${String(rest).padStart(3, '0').padEnd(digits, '0')}Z`);
}

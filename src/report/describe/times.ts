import { humanDuration } from '../../time/human-duration.js';
import { formatRfc1123, parseTimestamp, ZERO_TIME_MS } from '../../time/timestamp.js';

/** A time of an object as a page shows it; one that is missing is the first instant of the year 1. */
export function timeText(time: string | null | undefined): string {
  return formatRfc1123(parseTimestamp(time ?? '') ?? ZERO_TIME_MS);
}

/** How long ago a time of an object is. */
export function ageText(time: string | null | undefined, nowMs: number): string {
  const atMs = parseTimestamp(time ?? '');
  return atMs === undefined ? '<unknown>' : humanDuration(nowMs - atMs);
}

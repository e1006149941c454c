import type { Event } from 'kubernetes-types/core/v1.js';
import { parseTimestamp, ZERO_TIME_MS } from '../../time/timestamp.js';
import { field, type Line, line, NONE, pageOf } from './page.js';
import { ageText } from './times.js';

/**
 * A page with the events at its end, by their last times. They are aligned on their own; that there are none is not.
 *
 * @param events in the API's order; undefined: nobody wants to see them
 */
export function pageWithEvents(lines: readonly Line[], events: readonly Event[] | undefined, nowMs: number): string {
  if (events === undefined) return pageOf(lines);
  if (events.length === 0) return pageOf([...lines, field(0, 'Events', NONE)]);
  const rows = [...events].sort((a, b) => lastMs(a) - lastMs(b)).map((event) => eventRow(event, nowMs).join('\t'));
  const table = ['Type\tReason\tAge\tFrom\tMessage', '----\t------\t----\t----\t-------', ...rows];
  return pageOf(lines, ['Events:', ...table.map((row) => line(1, row))]);
}

/** The scheduler's events have no last time, and stand first for it. */
function lastMs({ lastTimestamp }: Event): number {
  return parseTimestamp(lastTimestamp ?? '') ?? ZERO_TIME_MS;
}

/** Type, reason, `12s (x17 over 40m)`, who says it, and what. */
export function eventRow(event: Event, nowMs: number): readonly string[] {
  const { type = '', reason = '', source, reportingComponent, message = '', involvedObject } = event;
  const said = message.trim();
  const about = involvedObject.fieldPath ?? '';
  const who = source?.component ?? '';
  return [
    type,
    reason,
    eventAge(event, nowMs),
    who === '' ? (reportingComponent ?? '') : who,
    about === '' ? said : `${about}: ${said}`,
  ];
}

/** `10s (x17 over 40m)`: how long ago it was last seen, how often, and since when. */
export function eventAge({ eventTime, firstTimestamp, lastTimestamp, count, series }: Event, nowMs: number): string {
  const first = ageText(eventTime ?? firstTimestamp, nowMs);
  if (series !== undefined) return `${ageText(series.lastObservedTime, nowMs)} (x${series.count ?? 0} over ${first})`;
  if (count !== undefined && count > 1) return `${ageText(lastTimestamp, nowMs)} (x${count} over ${first})`;
  return first;
}

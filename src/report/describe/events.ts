import type { Event } from 'kubernetes-types/core/v1.js';
import { parseTimestamp, ZERO_TIME_MS } from '../../time/timestamp.js';
import { field, type Line, line, NONE } from './page.js';
import { ageText } from './times.js';

/**
 * The events at the end of a page, by their last times; a part of the page that is aligned on its own.
 *
 * @param events in the API's order; undefined: nobody wants to see them
 */
export function eventLines(events: readonly Event[] | undefined, nowMs: number): readonly Line[] {
  if (events === undefined) return [];
  if (events.length === 0) return [field(0, 'Events', NONE)];
  const rows = [...events].sort((a, b) => lastMs(a) - lastMs(b)).map((event) => eventRow(event, nowMs).join('\t'));
  return [
    'Events:',
    ...['Type\tReason\tAge\tFrom\tMessage', '----\t------\t----\t----\t-------', ...rows].map((each) => line(1, each)),
  ];
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

function eventAge({ eventTime, firstTimestamp, lastTimestamp, count, series }: Event, nowMs: number): string {
  const first = ageText(eventTime ?? firstTimestamp, nowMs);
  if (series !== undefined) return `${ageText(series.lastObservedTime, nowMs)} (x${series.count ?? 0} over ${first})`;
  if (count !== undefined && count > 1) return `${ageText(lastTimestamp, nowMs)} (x${count} over ${first})`;
  return first;
}

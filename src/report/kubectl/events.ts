import type { Event } from 'kubernetes-types/core/v1.js';
import { ageText } from '../describe/times.js';
import { UNKNOWN } from './cell-texts.js';
import { columns, type KindTable } from './kind-table.js';

/** What kubectl prints of an event. */
export interface EventCells {
  readonly lastSeen: string;
  readonly type: string;
  readonly reason: string;
  readonly object: string;
  readonly subobject: string;
  readonly source: string;
  readonly message: string;
  readonly firstSeen: string;
  readonly count: number;
  readonly name: string;
}

/** The row of `kubectl get events` for any event object. @param nowMs since 1970 */
export function eventRow(event: Event, nowMs: number): EventCells {
  const { involvedObject: object, series, metadata } = event;
  const firstSeen = firstSeenOf(event, nowMs);
  const lastSeen = ageText(series?.lastObservedTime ?? event.lastTimestamp, nowMs);
  return {
    lastSeen: lastSeen === UNKNOWN ? firstSeen : lastSeen,
    type: event.type ?? '',
    reason: event.reason ?? '',
    object: object.name ? `${(object.kind ?? '').toLowerCase()}/${object.name}` : (object.kind ?? '').toLowerCase(),
    subobject: object.fieldPath ?? '',
    source: sourceText(event),
    message: (event.message ?? '').trim(),
    firstSeen,
    count: series?.count ?? (event.count || 1),
    name: metadata.name ?? '',
  };
}

export const EVENT_TABLE: KindTable<Event> = {
  columns: columns(['Last Seen', 'Type', 'Reason', 'Object'], ['Subobject', 'Source']).concat(
    columns(['Message'], ['First Seen', ['Count', 'integer'], 'Name']),
  ),
  cells: (event, nowMs) => Object.values(eventRow(event, nowMs)) as readonly (string | number)[],
};

function firstSeenOf({ firstTimestamp, eventTime }: Event, nowMs: number): string {
  const first = ageText(firstTimestamp, nowMs);
  return first === UNKNOWN ? ageText(eventTime, nowMs) : first;
}

function sourceText({ source, reportingComponent, reportingInstance }: Event): string {
  const component = source?.component || reportingComponent || '';
  const host = source?.host || reportingInstance;
  return host ? `${component}, ${host}` : component;
}

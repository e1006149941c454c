import type { Event } from 'kubernetes-types/core/v1.js';
import type { ListedEvent } from '../analysis/event-list.js';
import { writesSeries } from '../cluster/event-recorders.js';
import { namedUuid } from '../engine/stream.js';
import { calendarMs, microTimeOf, NO_TIME, timeOf } from './times.js';

const NANOSECONDS = 1_000_000n;

/** An event as the API serves it. @param twin how many events of its object were first seen at the same instant before it */
function eventObject(event: ListedEvent, twin: number): Event {
  const { type, reason, object, fieldPath, message } = event;
  const namespace = object.namespace === '' ? 'default' : object.namespace;
  const first = BigInt(calendarMs(event.firstMs)) * NANOSECONDS + BigInt(twin);
  const name = `${object.name}.${first.toString(16)}`;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name,
      namespace,
      uid: namedUuid(0, 'Event', namespace, name),
      creationTimestamp: timeOf(event.firstMs),
    },
    involvedObject: {
      apiVersion: apiVersionOf(object.kind),
      kind: object.kind,
      ...(object.namespace !== '' && { namespace: object.namespace }),
      name: object.name,
      uid: object.uid,
      ...(fieldPath !== null && { fieldPath }),
    },
    type,
    reason,
    message,
    ...(writesSeries(event.source) ? seriesTimes(event) : countedTimes(event)),
  };
}

type Times = Pick<
  Event,
  | 'source'
  | 'firstTimestamp'
  | 'lastTimestamp'
  | 'count'
  | 'eventTime'
  | 'series'
  | 'action'
  | 'reportingComponent'
  | 'reportingInstance'
>;

function countedTimes({ source, host, firstMs, lastMs, count }: ListedEvent): Times {
  return {
    source: { component: source, ...(host !== null && { host }) },
    firstTimestamp: timeOf(firstMs),
    lastTimestamp: timeOf(lastMs),
    count,
    eventTime: NO_TIME,
    reportingComponent: source,
    reportingInstance: host ?? '',
  };
}

/** @source pkg/scheduler/schedule_one.go */
const ACTIONS: Readonly<Record<string, string>> = { FailedScheduling: 'Scheduling', Preempted: 'Preempting' };

/** @source kubelet-semantics E19 */
function seriesTimes({ source, reason, firstMs, lastMs, count }: ListedEvent): Times {
  return {
    source: {},
    firstTimestamp: NO_TIME,
    lastTimestamp: NO_TIME,
    eventTime: microTimeOf(firstMs),
    ...(count > 1 && { series: { count, lastObservedTime: microTimeOf(lastMs) } }),
    action: ACTIONS[reason] ?? 'Binding',
    reportingComponent: source,
    reportingInstance: `${source}-control-plane`,
  };
}

function apiVersionOf(kind: string): string {
  if (kind === 'Job' || kind === 'CronJob') return 'batch/v1';
  return kind === 'Pod' || kind === 'Node' || kind === 'Service' ? 'v1' : 'apps/v1';
}

/** Events as the API serves them, in its order. */
export function eventObjects(events: readonly ListedEvent[]): readonly Event[] {
  const seen = new Map<string, number>();
  return events.map((event) => {
    const key = [event.object.namespace, event.object.name, event.firstMs].join('/');
    const twin = seen.get(key) ?? 0;
    seen.set(key, twin + 1);
    return eventObject(event, twin);
  });
}

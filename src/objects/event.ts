import type { Event } from 'kubernetes-types/core/v1.js';
import type { ListedEvent } from '../analysis/event-list.js';
import { writesSeries } from '../cluster/event-recorders.js';
import { namedUuid } from '../engine/stream.js';
import { apiVersionOf } from './api-version.js';
import { calendarMs, microTimeOf, NO_TIME, timeOf } from './times.js';

const NANOSECONDS = 1_000_000;

/** An event is named after its object and the nanosecond it was first seen; ours come one after the other within a millisecond. */
function nameOf({ object, firstMs, number }: ListedEvent): string {
  const first = BigInt(calendarMs(firstMs)) * BigInt(NANOSECONDS) + BigInt(number % NANOSECONDS);
  return `${object.name}.${first.toString(16)}`;
}

/** An event as the API serves it. */
export function eventObject(event: ListedEvent): Event {
  const { type, reason, object, fieldPath, message } = event;
  const namespace = object.namespace === '' ? 'default' : object.namespace;
  const name = nameOf(event);
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

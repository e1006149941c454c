import type { EventKind } from '../trace/event.js';
import type { EventRules } from './event-versions.js';

/** Under which keys a correlator keeps what it knows of an event. */
export interface EventKeys {
  /** Which messages are similar: everything but the message and the field path. @source kubelet-semantics E15 */
  readonly group: string;
  /** Which occurrences are the same event, to be counted. @source kubelet-semantics E16 */
  readonly count: string;
  /** Which events draw on one token bucket. @source kubelet-semantics E17 */
  readonly spam: string;
}

const SEPARATOR = '\u0000';

/** Under which keys client-go would keep an event, by what it says and what it is about. @source kubelet-semantics E15 to E17 */
export function eventKeys(kind: EventKind, spamBucket: EventRules['spamBucket']): EventKeys {
  const { source, host, object, fieldPath, type, reason, message } = kind;
  const about = [source, host ?? '', object.kind, object.namespace, object.name, object.uid];
  const join = (...more: readonly string[]): string => [...about, ...more].join(SEPARATOR);
  return {
    // The words keep a group's key apart from every count's key, with which it shares a map.
    group: join('similar', type, reason),
    count: join('same', type, reason, fieldPath ?? '', message),
    spam: spamBucket === 'per-object' ? join() : join(type),
  };
}

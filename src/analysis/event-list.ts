import { eventRecorder } from '../cluster/event-recorders.js';
import type { VersionName } from '../kubelet/versions.js';
import { HOUR_MS } from '../time/units.js';
import type { EventKind } from '../trace/event.js';
import { EventStore, type EventWrite, type ListedEvent } from './event-store.js';

export type { EventWrite, ListedEvent };

/** Something worth an event happened. */
export interface Occurrence {
  readonly kind: EventKind;
  readonly atMs: number;
}

/** How long the API keeps an event after its last write. @source kubelet-semantics E20 */
const TTL_MS = HOUR_MS;

/**
 * The events `kubectl get events -A` would list at an instant, that instant included, in the API's order.
 *
 * @param occurrences in order of time
 * @param restarts when the kubelet of each host restarted, in order of time: it forgets all counts (E16)
 */
export function eventsAt(
  occurrences: Iterable<Occurrence>,
  restarts: ReadonlyMap<string, readonly number[]>,
  atMs: number,
  version: VersionName,
  ttlMs: number = TTL_MS,
  onWrite?: (write: EventWrite) => void,
): readonly ListedEvent[] {
  const store = new EventStore(ttlMs, (source) => eventRecorder(source, version), onWrite);
  const pending = [...restarts]
    .flatMap(([host, instants]) => instants.map((instant) => ({ host, atMs: instant })))
    .sort((a, b) => a.atMs - b.atMs);
  let restarted = 0;
  for (const { kind, atMs: happenedMs } of occurrences) {
    if (happenedMs > atMs) break;
    for (let next = pending[restarted]; next !== undefined && next.atMs <= happenedMs; next = pending[restarted]) {
      store.restart(next.host);
      restarted += 1;
    }
    store.observe(kind, happenedMs);
  }
  return store.list(atMs);
}

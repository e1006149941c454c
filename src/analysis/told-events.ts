import type { RecordedEvent } from '../scenario/recorded-pod.js';
import type { Eras } from './eras.js';
import type { ToldPod } from './told-pod.js';

const tellEvent = ({ type, reason, message }: RecordedEvent): string => `${type} ${reason} ${message}`;

/**
 * Events in the order in which each first appears from one try to start a container to the next, by container and try;
 * those about the pod itself as one.
 */
export function* orderOfEvents({ events }: ToldPod, eras: Eras): Generator<readonly [where: string, order: string]> {
  for (const object of new Set(events.map((event) => event.object))) {
    const counted = new Map<number, number>();
    for (const cycle of cyclesOf(events.filter((event) => event.object === object))) {
      const [from, until] = [cycle[0]?.at ?? 0, cycle.at(-1)?.at ?? 0];
      const era = eras.of(from);
      const place = counted.get(era) ?? 0;
      counted.set(era, place + 1);
      if (eras.isWhole(from, until)) yield [`${object} ${era}/${place}`, [...new Set(cycle.map(tellEvent))].join('\n')];
    }
  }
}

/** How often each event occurred. */
export function countsOfEvents({ events }: ToldPod): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const event of events) {
    const key = `${event.object} ${tellEvent(event)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function cyclesOf(events: readonly RecordedEvent[]): readonly (readonly RecordedEvent[])[] {
  const cycles: RecordedEvent[][] = [];
  for (const event of events) {
    const begins = event.reason === 'Pulling' || event.reason === 'Pulled';
    if (begins || cycles.length === 0) cycles.push([event]);
    else cycles.at(-1)?.push(event);
  }
  return cycles;
}

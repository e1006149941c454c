import { MINUTE_MS } from '../time/units.js';
import type { EventKind } from '../trace/event.js';
import type { EventRecorder, WrittenEvent } from '../trace/event-recorder.js';

/** How often counts of series are written. */
const REFRESH_MS = 30 * MINUTE_MS;
/** How often series are looked through for some that have ended, and how long nothing was heard of those. */
const FINISH_MS = 6 * MINUTE_MS;

interface Series {
  readonly event: WrittenEvent;
  /** Whether the API knows all of it. */
  readonly isWritten: boolean;
}

/**
 * What a process that writes events.k8s.io makes of them, as the scheduler does: the first occurrence is written, the
 * second makes it a series, and from then on the count is only written when the series is refreshed or has ended.
 *
 * The message does not tell series apart: a scheduling failure for other reasons counts into the series, whose message
 * stays the first. The writer starts at instant 0, from where its 6 and 30 minutes count.
 * @source kubelet-semantics E19; client-go tools/events
 */
export class SeriesRecorder implements EventRecorder {
  readonly #series = new Map<string, Series>();
  #objects = 0;
  #advancedToMs = 0;

  observe(kind: EventKind, atMs: number): WrittenEvent | undefined {
    const key = seriesKey(kind);
    const event = this.#next(this.#series.get(key)?.event, kind, atMs);
    const isWritten = event.count <= 2;
    this.#series.set(key, { event, isWritten });
    return isWritten ? event : undefined;
  }

  advance(toMs: number): readonly WrittenEvent[] {
    const writes: WrittenEvent[] = [];
    while (this.#advancedToMs + FINISH_MS <= toMs) {
      this.#advancedToMs += FINISH_MS;
      writes.push(...this.#lookThrough(this.#advancedToMs));
    }
    return writes;
  }

  #next(known: WrittenEvent | undefined, kind: EventKind, atMs: number): WrittenEvent {
    const times = { lastMs: atMs, writtenMs: atMs };
    if (known !== undefined) return { ...known, ...times, verb: 'patch', count: known.count + 1 };
    return { ...times, verb: 'create', object: this.#objects++, kind, message: kind.message, count: 1, firstMs: atMs };
  }

  /** Writes the counts of series that have ended; every fifth time those of all series. */
  #lookThrough(nowMs: number): readonly WrittenEvent[] {
    const refreshes = nowMs % REFRESH_MS === 0;
    const writes: WrittenEvent[] = [];
    for (const [key, { event, isWritten }] of this.#series) {
      const ended = event.lastMs < nowMs - FINISH_MS;
      if (!isWritten && (ended || refreshes)) writes.push({ ...event, writtenMs: nowMs });
      if (ended) this.#series.delete(key);
      else if (refreshes) this.#series.set(key, { event, isWritten: true });
    }
    return writes;
  }
}

function seriesKey({ source, object, type, reason }: EventKind): string {
  return [source, object.kind, object.namespace, object.name, object.uid, type, reason].join('\u0000');
}

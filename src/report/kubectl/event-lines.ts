import type { Event } from 'kubernetes-types/core/v1.js';
import { parseTimestamp, ZERO_TIME_MS } from '../../time/timestamp.js';
import { eventAge } from '../describe/events.js';
import { TabWriter } from './tab-writer.js';

const HEADINGS = ['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'];

/** How `kubectl events` is asked to print. */
export interface EventLinesOptions {
  /** `-A`: the namespace first. */
  readonly namespaces: boolean;
  /** `--no-headers`. */
  readonly headers: boolean;
}

/** Prints events as `kubectl events` does, all at once or, for `-w`, one after the other. */
export class EventPrinter {
  readonly #options: EventLinesOptions;
  readonly #writer = new TabWriter();
  #isHeadPrinted: boolean;

  constructor(options: EventLinesOptions) {
    this.#options = options;
    this.#isHeadPrinted = !options.headers;
  }

  /** @param nowMs since 1970 */
  print(events: readonly Event[], nowMs: number): string {
    const { namespaces } = this.#options;
    const head = this.#isHeadPrinted ? [] : [[...(namespaces ? ['NAMESPACE'] : []), ...HEADINGS]];
    this.#isHeadPrinted = true;
    const rows = events.map((event) => {
      return [...(namespaces ? [event.metadata.namespace ?? ''] : []), ...lineOf(event, nowMs)];
    });
    return this.#writer.write([...head, ...rows]);
  }
}

function lineOf(event: Event, nowMs: number): readonly string[] {
  const { involvedObject: object, type, reason, message } = event;
  const about = `${object.kind ?? ''}/${object.name ?? ''}`;
  return [eventAge(event, nowMs), type ?? '', reason ?? '', about, (message ?? '').trim()];
}

/** In the order in which they were last seen, as `kubectl events` lists them. @source kubectl pkg/cmd/events */
export function byLastSeen(events: readonly Event[]): readonly Event[] {
  return events.toSorted((a, b) => lastSeenMs(a) - lastSeenMs(b));
}

function lastSeenMs({ series, lastTimestamp, eventTime }: Event): number {
  const time = series?.lastObservedTime || lastTimestamp || eventTime;
  return parseTimestamp(time ?? '') ?? ZERO_TIME_MS;
}

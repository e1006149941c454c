import type { EventKind } from '../trace/event.js';
import type { EventRecorder, WrittenEvent } from '../trace/event-recorder.js';
import { EventAggregator } from './event-aggregator.js';
import { EventCounter } from './event-counter.js';
import { type EventKeys, eventKeys } from './event-keys.js';
import type { EventRules } from './event-versions.js';
import { SpamFilter } from './spam-filter.js';

/** Entries each of its three memories holds. @source kubelet-semantics E14 */
const CAPACITY = 4_096;
/** @source kubelet-semantics E15 */
const COMBINED = '(combined from similar events): ';

/**
 * What one process that writes events through client-go makes of them: similar ones are combined, the same one is
 * counted, and what exceeds the object's budget is dropped, in this order. A kubelet that restarts begins with a new one.
 *
 * Dropping comes after counting, so what was dropped shows in the count of the next one written: counts lag, then jump.
 * @source kubelet-semantics E14 to E17
 */
export class EventCorrelator implements EventRecorder {
  readonly #spamBucket: EventRules['spamBucket'];
  readonly #aggregator: EventAggregator;
  readonly #counter: EventCounter;
  readonly #filter: SpamFilter;
  readonly #keys = new WeakMap<EventKind, EventKeys>();

  constructor({ spamBucket }: Pick<EventRules, 'spamBucket'>, capacity: number = CAPACITY) {
    this.#spamBucket = spamBucket;
    this.#aggregator = new EventAggregator(capacity);
    this.#counter = new EventCounter(capacity);
    this.#filter = new SpamFilter(capacity);
  }

  advance(): readonly WrittenEvent[] {
    return [];
  }

  observe(kind: EventKind, atMs: number): WrittenEvent | undefined {
    const keys = this.#keysOf(kind);
    const combined = this.#aggregator.combines(keys.group, kind.message, atMs);
    const { object, count, firstMs } = this.#counter.count(combined ? keys.group : keys.count, atMs);
    if (!this.#filter.lets(keys.spam, atMs)) return undefined;
    const verb = count === 1 ? 'create' : 'patch';
    const message = combined ? COMBINED + kind.message : kind.message;
    return { verb, object, kind, message, count, firstMs, lastMs: atMs, writtenMs: atMs };
  }

  #keysOf(kind: EventKind): EventKeys {
    const known = this.#keys.get(kind);
    if (known !== undefined) return known;
    const keys = eventKeys(kind, this.#spamBucket);
    this.#keys.set(kind, keys);
    return keys;
  }
}

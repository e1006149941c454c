import type { Plan } from '../cluster/plan.js';
import type { EventKind } from '../trace/event.js';
import { Quiet } from '../trace/quiet.js';
import type { Trace } from '../trace/trace.js';
import { type EventWrite, eventsAt, type ListedEvent, type Occurrence } from './event-list.js';

/** Keeps every occurrence of an event, and when kubelets were replaced. */
class Occurrences extends Quiet implements Iterable<Occurrence> {
  readonly restarts = new Map<string, number[]>();
  readonly #kinds: EventKind[] = [];
  readonly #atMs: number[] = [];

  override occurred(kind: EventKind, atMs: number): void {
    this.#kinds.push(kind);
    this.#atMs.push(atMs);
  }

  override kubeletRestarted(node: string, atMs: number): void {
    const own = this.restarts.get(node) ?? [];
    own.push(atMs);
    this.restarts.set(node, own);
  }

  *[Symbol.iterator](): Iterator<Occurrence> {
    for (const [at, kind] of this.#kinds.entries()) yield { kind, atMs: this.#atMs[at] ?? 0 };
  }
}

/** The Event objects that `kubectl get events -A` lists at an instant, in the API's order. */
export function eventsOfTrace(plan: Plan, trace: Trace, atMs: number): readonly ListedEvent[] {
  return fold(plan, trace, atMs, undefined);
}

/** Every Event object the API was given up to an instant, also those it has forgotten since. */
export function allEventsOfTrace(plan: Plan, trace: Trace, atMs: number): readonly ListedEvent[] {
  return fold(plan, trace, atMs, Number.POSITIVE_INFINITY);
}

/** Every write of an Event object up to an instant, in order of time. */
export function eventWrites(plan: Plan, trace: Trace, atMs: number): readonly EventWrite[] {
  const writes: EventWrite[] = [];
  fold(plan, trace, atMs, undefined, (write) => writes.push(write));
  return writes.sort((a, b) => a.atMs - b.atMs);
}

function fold(
  { kubelet }: Plan,
  trace: Trace,
  atMs: number,
  ttlMs: number | undefined,
  onWrite?: (write: EventWrite) => void,
): readonly ListedEvent[] {
  const occurrences = new Occurrences();
  trace.replayApi(occurrences, atMs);
  return eventsAt(occurrences, occurrences.restarts, atMs, kubelet.versionName, ttlMs, onWrite);
}

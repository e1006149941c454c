import type { EventKind, EventObject } from '../trace/event.js';
import type { EventRecorder, WrittenEvent } from '../trace/event-recorder.js';

/** An Event object as the API holds it. */
export interface ListedEvent {
  readonly type: EventKind['type'];
  readonly reason: string;
  readonly object: EventObject;
  readonly fieldPath: string | null;
  readonly source: string;
  readonly host: string | null;
  readonly message: string;
  /** As last written; occurrences since then are not in it. */
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** In the order in which the API was given them. */
  readonly number: number;
}

interface Held extends WrittenEvent {
  readonly number: number;
}

interface Process {
  readonly host: string | null;
  readonly recorder: EventRecorder;
  /** Its objects in the API, by their number. */
  readonly objects: Map<number, Held>;
}

/** A write of an Event object, as whoever watches hears of it. */
export interface EventWrite {
  readonly verb: 'created' | 'changed';
  readonly event: ListedEvent;
  readonly atMs: number;
}

/** The API's Event objects, written by the processes of a cluster as occurrences are told in order of time. */
export class EventStore {
  readonly #ttlMs: number;
  readonly #recorderOf: (source: string) => EventRecorder;
  readonly #onWrite: ((write: EventWrite) => void) | undefined;
  /** All there ever were: what a process wrote outlives it. */
  readonly #processes: Process[] = [];
  readonly #running = new Map<string, Process>();
  /** Who writes each kind of event by now: found once, and not at every occurrence. */
  readonly #writers = new Map<EventKind, Process>();
  #count = 0;

  /** @param onWrite hears of every write, those of one process in order of time */
  constructor(ttlMs: number, recorderOf: (source: string) => EventRecorder, onWrite?: (write: EventWrite) => void) {
    this.#ttlMs = ttlMs;
    this.#recorderOf = recorderOf;
    this.#onWrite = onWrite;
  }

  observe(kind: EventKind, atMs: number): void {
    const process = this.#writerOf(kind);
    this.#advance(process, atMs);
    const written = process.recorder.observe(kind, atMs);
    if (written !== undefined) this.#write(process, written);
  }

  /** The processes of a host forget what they counted; what they wrote stays. @source kubelet-semantics E16 */
  restart(host: string): void {
    for (const [name, process] of this.#running) if (process.host === host) this.#running.delete(name);
    this.#writers.clear();
  }

  /** What is there at an instant, in the order of the API: by namespace, then by name. */
  list(atMs: number): readonly ListedEvent[] {
    for (const process of this.#running.values()) this.#advance(process, atMs);
    return this.#processes
      .flatMap(({ objects }) => [...objects.values()])
      .filter((event) => this.#holds(event, atMs))
      .sort(byName)
      .map(listed);
  }

  #writerOf(kind: EventKind): Process {
    const known = this.#writers.get(kind);
    if (known !== undefined) return known;
    const process = this.#processOf(kind);
    this.#writers.set(kind, process);
    return process;
  }

  #processOf({ source, host }: EventKind): Process {
    const name = `${source}/${host ?? ''}`;
    const known = this.#running.get(name);
    if (known !== undefined) return known;
    const process = { host, recorder: this.#recorderOf(source), objects: new Map() };
    this.#running.set(name, process);
    this.#processes.push(process);
    return process;
  }

  #advance(process: Process, toMs: number): void {
    for (const written of process.recorder.advance(toMs)) this.#write(process, written);
  }

  /** A patch changes count, last time and message; of an object that has expired it makes a new one. @source kubelet-semantics E20 */
  #write({ objects }: Process, event: WrittenEvent): void {
    const held = objects.get(event.object);
    const patches = held !== undefined && this.#holds(held, event.writtenMs);
    if (!patches) this.#count += 1;
    const written = patches ? { ...held, ...event, kind: held.kind } : { ...event, number: this.#count };
    objects.set(event.object, written);
    this.#onWrite?.({ verb: patches ? 'changed' : 'created', event: listed(written), atMs: event.writtenMs });
  }

  #holds({ writtenMs }: WrittenEvent, atMs: number): boolean {
    return atMs < writtenMs + this.#ttlMs;
  }
}

function listed({ kind, message, count, firstMs, lastMs, number }: Held): ListedEvent {
  const { type, reason, object, fieldPath, source, host } = kind;
  return { type, reason, object, fieldPath, source, host, message, count, firstMs, lastMs, number };
}

/** An event's name is its object's name, a dot, and the time of its first occurrence in digits of equal number. */
function byName(a: WrittenEvent, b: WrittenEvent): number {
  const [namespaceA, namespaceB] = [namespaceOf(a), namespaceOf(b)];
  if (namespaceA !== namespaceB) return namespaceA < namespaceB ? -1 : 1;
  const [nameA, nameB] = [`${a.kind.object.name}.`, `${b.kind.object.name}.`];
  if (nameA !== nameB) return nameA < nameB ? -1 : 1;
  return a.firstMs - b.firstMs;
}

/** Events of objects without a namespace, such as nodes, live in the default one. */
function namespaceOf({ kind }: WrittenEvent): string {
  return kind.object.namespace === '' ? 'default' : kind.object.namespace;
}

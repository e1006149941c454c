import type { EventKind } from '../trace/event.js';
import type { PodIdentity } from '../trace/identity.js';
import type { Sink } from '../trace/sink.js';
import { type EventText, fieldPathOf } from './event-text.js';
import type { ContainerSpec } from './pod-spec.js';

/** Events of every restart. */
type Usual = 'present' | 'created' | 'started' | 'backOff';

/** Emits the kubelet's events about one pod. What is said over and over is one kind of event. */
export class Recorder {
  readonly #sink: Sink;
  readonly #pod: PodIdentity;
  readonly #node: string;
  readonly #kinds = new Map<string, EventKind>();
  readonly #usual = new Map<ContainerSpec, Partial<Record<Usual, EventKind>>>();

  constructor(sink: Sink, pod: PodIdentity, node: string) {
    this.#sink = sink;
    this.#pod = pod;
    this.#node = node;
  }

  /** False when nobody listens, so that no text need be made. */
  get isHeard(): boolean {
    return this.#sink.keepsStatus;
  }

  /** @param container undefined: the event is about the pod as a whole */
  say(text: EventText, nowMs: number, container?: ContainerSpec): void {
    if (this.isHeard) this.#sink.occurred(this.#kind(text, container), nowMs);
  }

  /** Says what is always the same for a container as it is specified; the text is made once. */
  sayUsual(usual: Usual, text: () => EventText, nowMs: number, container: ContainerSpec): void {
    if (!this.isHeard) return;
    let kinds = this.#usual.get(container);
    if (kinds === undefined) {
      kinds = {};
      this.#usual.set(container, kinds);
    }
    const kind = kinds[usual] ?? this.#kind(text(), container);
    kinds[usual] = kind;
    this.#sink.occurred(kind, nowMs);
  }

  #kind({ type, reason, message }: EventText, container: ContainerSpec | undefined): EventKind {
    const fieldPath = container === undefined ? null : fieldPathOf(container.type, container.name);
    const key = `${fieldPath} ${type} ${reason} ${message}`;
    const known = this.#kinds.get(key);
    if (known !== undefined) return known;
    const { namespace, name, uid } = this.#pod;
    const object = { kind: 'Pod', namespace, name, uid };
    const kind = { source: 'kubelet', host: this.#node, object, fieldPath, type, reason, message } as const;
    this.#kinds.set(key, kind);
    return kind;
  }
}

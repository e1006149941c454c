import type { EventKind } from '../trace/event.js';
import type { PodIdentity } from '../trace/identity.js';
import type { Sink } from '../trace/sink.js';
import { type EventText, fieldPathOf } from './event-text.js';
import { backOffRestart, created, pulled, started } from './event-texts.js';
import type { EventRules } from './event-versions.js';
import type { ContainerSpec } from './pod-spec.js';

/** What is said at every restart, in words that the specification decides. */
const USUAL = {
  present: (rules, { image }) => pulled(rules, image, { presentAccessible: rules.checksPullSecrets }),
  created: (rules, { name }) => created(rules, name),
  started: (rules, { name }) => started(rules, name),
  backOff: (_rules, { name }, pod) => backOffRestart(name, pod),
} as const satisfies Record<string, (rules: EventRules, container: ContainerSpec, pod: PodIdentity) => EventText>;
type Usual = keyof typeof USUAL;

/** Emits the kubelet's events about one pod. What is said over and over is one kind of event. */
export class Recorder {
  readonly #sink: Sink;
  readonly #pod: PodIdentity;
  readonly #node: string;
  readonly #rules: EventRules;
  /** Made when something is said for the first time, which nobody may ever hear. */
  #kinds: Map<string, EventKind> | undefined = undefined;
  #usual: Map<ContainerSpec, Partial<Record<Usual, EventKind>>> | undefined = undefined;

  constructor(sink: Sink, pod: PodIdentity, node: string, rules: EventRules) {
    this.#sink = sink;
    this.#pod = pod;
    this.#node = node;
    this.#rules = rules;
  }

  /** False when nobody listens, so that no text need be made. */
  get isHeard(): boolean {
    return this.#sink.keepsStatus;
  }

  /** @param container undefined: the event is about the pod as a whole */
  say(text: EventText, nowMs: number, container?: ContainerSpec): void {
    if (this.isHeard) this.#sink.occurred(this.#kind(text, container), nowMs);
  }

  /** Says what is the same at every restart of a container; its text is made once, and not at all unless it is heard. */
  sayUsual(usual: Usual, nowMs: number, container: ContainerSpec): void {
    if (!this.isHeard) return;
    this.#usual ??= new Map();
    let kinds = this.#usual.get(container);
    if (kinds === undefined) {
      kinds = {};
      this.#usual.set(container, kinds);
    }
    kinds[usual] ??= this.#kind(USUAL[usual](this.#rules, container, this.#pod), container);
    this.#sink.occurred(kinds[usual], nowMs);
  }

  #kind({ type, reason, message }: EventText, container: ContainerSpec | undefined): EventKind {
    const fieldPath = container === undefined ? null : fieldPathOf(container.type, container.name);
    const key = `${fieldPath} ${type} ${reason} ${message}`;
    this.#kinds ??= new Map();
    const known = this.#kinds.get(key);
    if (known !== undefined) return known;
    const { namespace, name, uid } = this.#pod;
    const object = { kind: 'Pod', namespace, name, uid };
    const kind = { source: 'kubelet', host: this.#node, object, fieldPath, type, reason, message } as const;
    this.#kinds.set(key, kind);
    return kind;
  }
}

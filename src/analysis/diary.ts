import type { EventKind } from '../trace/event.js';
import type { PodIdentity } from '../trace/identity.js';
import type { Judgement, KillCause, KubeletFacts, QueuePlace } from '../trace/kubelet-facts.js';
import { Quiet } from '../trace/quiet.js';
import type { ContainerStatus, ShownReason } from '../trace/sink.js';
import type { ContainerState, ExitReason, WaitingReason, Why } from '../trace/vocabulary.js';

/** One fact about a wait, as it was told. */
export type DiaryLine = { readonly atMs: number } & (
  | { readonly fact: 'created' }
  | { readonly fact: 'bound'; readonly node: string }
  | { readonly fact: 'terminating' }
  | { readonly fact: 'deleted' }
  | { readonly fact: 'kubelet-restarted' }
  | { readonly fact: 'started'; readonly attempt: number }
  | { readonly fact: 'exited'; readonly attempt: number; readonly exitCode: number; readonly reason: ExitReason }
  | { readonly fact: 'admitted'; readonly why: Why }
  | { readonly fact: 'start-failed'; readonly reason: WaitingReason }
  | { readonly fact: 'shown'; readonly state: ContainerState; readonly reason: ShownReason }
  | { readonly fact: 'said'; readonly reason: string; readonly message: string }
  | { readonly fact: 'noticed'; readonly listedAtMs: number }
  | { readonly fact: 'sync' }
  | { readonly fact: 'condemned'; readonly cause: KillCause }
  | { readonly fact: 'judged'; readonly judgement: Judgement }
  | { readonly fact: 'pull-put-off'; readonly untilMs: number }
  | { readonly fact: 'queued'; readonly place: QueuePlace }
  | { readonly fact: 'probe-failed'; readonly probe: 'liveness' | 'startup'; readonly failures: number }
);

/** Which wait is written down: the one before this start of this container. */
export interface Wanted {
  readonly pod: PodIdentity;
  /** The container's number in every fact. */
  readonly container: number;
  /** 0 is the first start. */
  readonly attempt: number;
}

/** A kubelet that waits long looks often; a wait with more facts than this is not told. */
const MOST_LINES = 200_000;

/** Events that tell of a wait what no other fact does. */
const TELLING = ['Pulling', 'FailedMount', 'FailedScheduling', 'FailedPostStartHook'];

/**
 * Writes down, in order, everything that bears on one wait of one container: from the start before it, whose end begins
 * the wait, to the start that ends it.
 */
export class Diary extends Quiet implements KubeletFacts {
  override readonly keepsStatus = true;
  override readonly steps = this;
  readonly #wanted: Wanted;
  #lines: DiaryLine[] = [];
  #isOpen: boolean;
  #node: string | undefined = undefined;
  #shown = '';

  constructor(wanted: Wanted) {
    super();
    this.#wanted = wanted;
    this.#isOpen = wanted.attempt === 0;
  }

  get lines(): readonly DiaryLine[] {
    return this.#lines;
  }

  override podCreated({ index }: PodIdentity, atMs: number): void {
    this.#ofPod(index, { fact: 'created', atMs });
  }

  override podBound(pod: number, atMs: number, node: string): void {
    if (pod === this.#wanted.pod.index) this.#node = node;
    this.#ofPod(pod, { fact: 'bound', atMs, node });
  }

  override podTerminating(pod: number, atMs: number): void {
    this.#ofPod(pod, { fact: 'terminating', atMs });
  }

  override podDeleted(pod: number, atMs: number): void {
    this.#ofPod(pod, { fact: 'deleted', atMs });
  }

  override kubeletRestarted(node: string, atMs: number): void {
    if (node === this.#node) this.#write({ fact: 'kubelet-restarted', atMs });
  }

  override started(container: number, attempt: number, atMs: number): void {
    if (container !== this.#wanted.container) return;
    if (attempt === this.#wanted.attempt - 1) {
      this.#isOpen = true;
      this.#lines = [];
    }
    this.#write({ fact: 'started', atMs, attempt });
    if (attempt === this.#wanted.attempt) this.#isOpen = false;
  }

  override exited(container: number, attempt: number, atMs: number, exitCode: number, reason: ExitReason): void {
    this.#ofContainer(container, { fact: 'exited', atMs, attempt, exitCode, reason });
  }

  override admitted(container: number, atMs: number, _stepMs: number, why: Why): void {
    this.#ofContainer(container, { fact: 'admitted', atMs, why });
  }

  override startFailed(container: number, atMs: number, reason: WaitingReason): void {
    this.#ofContainer(container, { fact: 'start-failed', atMs, reason });
  }

  override containerPublished(container: number, atMs: number, { state, reason }: ContainerStatus): void {
    if (container !== this.#wanted.container) return;
    const shown = `${state} ${reason}`;
    if (shown !== this.#shown) this.#write({ fact: 'shown', atMs, state, reason });
    this.#shown = shown;
  }

  override occurred({ object, fieldPath, reason, message }: EventKind, atMs: number): void {
    const { pod } = this.#wanted;
    if (object.uid !== pod.uid || !TELLING.includes(reason)) return;
    const isOwn = fieldPath === null || fieldPath.endsWith(`{${this.#name}}`);
    if (isOwn) this.#write({ fact: 'said', atMs, reason, message });
  }

  noticed(pod: number, atMs: number, listedAtMs: number): void {
    this.#ofPod(pod, { fact: 'noticed', atMs, listedAtMs });
  }

  syncBegan(pod: number, atMs: number): void {
    this.#ofPod(pod, { fact: 'sync', atMs });
  }

  condemned(container: number, atMs: number, cause: KillCause): void {
    this.#ofContainer(container, { fact: 'condemned', atMs, cause });
  }

  judged(container: number, atMs: number, judgement: Judgement): void {
    this.#ofContainer(container, { fact: 'judged', atMs, judgement });
  }

  pullPutOff(container: number, atMs: number, untilMs: number): void {
    this.#ofContainer(container, { fact: 'pull-put-off', atMs, untilMs });
  }

  queued(pod: number, atMs: number, place: QueuePlace): void {
    this.#ofPod(pod, { fact: 'queued', atMs, place });
  }

  probeFailed(container: number, atMs: number, probe: 'liveness' | 'startup', failures: number): void {
    this.#ofContainer(container, { fact: 'probe-failed', atMs, probe, failures });
  }

  get #name(): string | undefined {
    const { pod, container } = this.#wanted;
    return pod.containers.find(({ index }) => index === container)?.name;
  }

  #ofPod(pod: number, line: DiaryLine): void {
    if (pod === this.#wanted.pod.index) this.#write(line);
  }

  #ofContainer(container: number, line: DiaryLine): void {
    if (container === this.#wanted.container) this.#write(line);
  }

  #write(line: DiaryLine): void {
    if (this.#isOpen && this.#lines.length < MOST_LINES) this.#lines.push(line);
  }
}

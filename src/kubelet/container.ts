import { Timer } from '../engine/timer.js';
import type { ContainerStatus } from '../trace/sink.js';
import type { WaitingReason } from '../trace/vocabulary.js';
import type { BackoffEntry } from './backoff.js';
import { ContainerView, type Instance } from './instance.js';
import type { ContainerSpec } from './pod-spec.js';
import type { Attempt, Process } from './process.js';
import { RANK } from './ranks.js';

/** No kill gives a container less. @source kubelet-semantics PR20: minimumGracePeriodInSeconds */
const SHORTEST_GRACE_MS = 2_000;
const KILLED = 128 + 9;

/** What a container is started from. A change of image makes a new one, and with it a new backoff key (B15). */
export interface Definition {
  readonly image: string;
  readonly process: Process;
  readonly entry: BackoffEntry;
}

/** A start refused: the container is in CrashLoopBackOff. */
export interface Refusal {
  /** Finish + step: when the wait is over. */
  expiresAtMs: number;
  /** When the decision first comes out differently: at the expiry, or when the entry is collected before. */
  changesAtMs: number;
}

/** Who is told when a container's process has ended. */
export interface ExitListener {
  containerExited(container: Container, nowMs: number): void;
  /** The pod, for messages. */
  describe(): string;
}

/** One container of a pod: its instances in the runtime, and what the kubelet remembers about it. Fires at its exit. */
export class Container extends Timer {
  /** Its number in every fact. */
  readonly index: number;
  readonly spec: ContainerSpec;
  /** What it is to be, by the newest specification. */
  definition: Definition;
  /** What is true in the runtime. */
  readonly actual = new ContainerView();
  /** What the last relist told the pod cache. */
  readonly cached = new ContainerView();
  /** What the sync under way was given. */
  readonly view = new ContainerView();
  /** The specification the sync under way was given. */
  given: Definition;
  /** The sync under way has killed it, to start it again. */
  killedBySync = false;
  /** The step in force when the newest exit was first judged; undefined before. */
  judgedStepMs: number | undefined = undefined;
  /** The error of the last attempt to start it, kept until a start succeeds. @source kubelet-semantics P9 */
  startError: WaitingReason | undefined = undefined;
  /** Its newest refusal; reused, since most decisions are refusals. */
  readonly refusal: Refusal = { expiresAtMs: 0, changesAtMs: 0 };
  /** What the API last showed of it. */
  published: ContainerStatus | undefined = undefined;
  readonly #listener: ExitListener;
  #attempt: Attempt | undefined = undefined;
  #startedFrom: Definition | undefined = undefined;

  constructor(index: number, spec: ContainerSpec, definition: Definition, listener: ExitListener) {
    super(RANK.exit, index);
    this.index = index;
    this.spec = spec;
    this.definition = definition;
    this.given = definition;
    this.#listener = listener;
  }

  /** Whether the newest instance was started from another specification than the sync was given. @source A18 */
  get isOutdated(): boolean {
    return this.#startedFrom !== this.given;
  }

  /** Starts the next instance as the sync was given it; its process decides how long it runs. */
  launch(nowMs: number): Instance {
    if (this.actual.isRunning) throw new Error(`${this.describe()} is started while it runs`);
    const previous = this.actual.newest;
    if (previous !== undefined) previous.previous = undefined;
    const attempt = this.given.process.start(nowMs);
    const instance: Instance = {
      attempt: previous === undefined ? 0 : previous.attempt + 1,
      startedAtMs: nowMs,
      finishedAtMs: attempt.finishesAtMs,
      exitCode: attempt.exitCode,
      reason: attempt.reason,
      previous,
    };
    this.#attempt = attempt;
    this.#startedFrom = this.given;
    this.actual.newest = instance;
    this.actual.exited = false;
    this.judgedStepMs = undefined;
    this.startError = undefined;
    return instance;
  }

  /**
   * Sends SIGTERM, then SIGKILL when the grace period is over.
   *
   * @returns when the instance will be gone; its exit is already due then
   * @source kubelet-semantics PR14, P12
   */
  terminate(nowMs: number, graceMs: number): number {
    const { newest } = this.actual;
    if (newest === undefined || this.actual.exited || this.#attempt === undefined) return nowMs;
    const { onTerm } = this.#attempt;
    const allowedMs = Math.max(SHORTEST_GRACE_MS, graceMs);
    const obeys = onTerm !== 'ignore' && onTerm.afterMs <= allowedMs;
    const goneAtMs = nowMs + (obeys ? onTerm.afterMs : allowedMs);
    if (newest.finishedAtMs <= goneAtMs) return newest.finishedAtMs;
    newest.finishedAtMs = goneAtMs;
    newest.exitCode = obeys ? onTerm.exitCode : KILLED;
    newest.reason = newest.exitCode === 0 ? 'Completed' : 'Error';
    return goneAtMs;
  }

  override fire(nowMs: number): void {
    this.actual.exited = true;
    this.#listener.containerExited(this, nowMs);
  }

  override describe(): string {
    return `container ${this.spec.name} of ${this.#listener.describe()}`;
  }
}

import { Timer } from '../engine/timer.js';
import type { ContainerState, ExitReason, WaitingReason } from '../trace/vocabulary.js';
import type { BackoffEntry } from './backoff.js';
import { ContainerView, type Instance } from './instance.js';
import type { Attempt, Process } from './process.js';
import { RANK } from './ranks.js';

/** No kill gives a container less. @source kubelet-semantics PR20: minimumGracePeriodInSeconds */
const SHORTEST_GRACE_MS = 2_000;
const KILLED = 128 + 9;

export interface ContainerSpec {
  /** Its number in every fact. */
  readonly index: number;
  readonly name: string;
  readonly image: string;
  readonly resources: string;
  readonly process: Process;
}

/** Who is told when a container's process has ended. */
export interface ExitListener {
  containerExited(container: Container, nowMs: number): void;
  /** The pod, for messages. */
  describe(): string;
}

/** What the API last showed of a container. */
export interface Published {
  readonly state: ContainerState;
  readonly reason: ExitReason | WaitingReason | null;
  readonly attempt: number;
}

/** One container of a pod: its instances in the runtime, and what the kubelet remembers about it. Fires at its exit. */
export class Container extends Timer {
  readonly index: number;
  readonly name: string;
  readonly resources: string;
  image: string;
  process: Process;
  /** What is true in the runtime. */
  readonly actual = new ContainerView();
  /** What the last relist told the pod cache. */
  readonly cached = new ContainerView();
  /** What the sync under way was given. */
  readonly view = new ContainerView();
  entry: BackoffEntry;
  /** The step in force when the newest exit was first judged; undefined before. */
  judgedStepMs: number | undefined = undefined;
  /** The error of the last attempt to start it, kept until a start succeeds. @source kubelet-semantics P9 */
  startError: WaitingReason | undefined = undefined;
  /** The running instance belongs to an older image and must go. @source kubelet-semantics A18 */
  definitionChanged = false;
  published: Published = { state: 'waiting', reason: null, attempt: -1 };
  readonly #listener: ExitListener;
  #attempt: Attempt | undefined = undefined;

  constructor(spec: ContainerSpec, entry: BackoffEntry, listener: ExitListener) {
    super(RANK.exit, spec.index);
    this.index = spec.index;
    this.name = spec.name;
    this.image = spec.image;
    this.resources = spec.resources;
    this.process = spec.process;
    this.entry = entry;
    this.#listener = listener;
  }

  /** Starts the next instance; its process decides how long it runs. */
  launch(nowMs: number): Instance {
    const previous = this.actual.newest;
    if (previous !== undefined) previous.previous = undefined;
    const attempt = this.process.start(nowMs);
    const instance: Instance = {
      attempt: previous === undefined ? 0 : previous.attempt + 1,
      startedAtMs: nowMs,
      finishedAtMs: attempt.finishesAtMs,
      exitCode: attempt.exitCode,
      reason: attempt.reason,
      previous,
    };
    this.#attempt = attempt;
    this.actual.newest = instance;
    this.actual.exited = false;
    this.judgedStepMs = undefined;
    this.startError = undefined;
    this.definitionChanged = false;
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
    return `container ${this.name} of ${this.#listener.describe()}`;
  }
}

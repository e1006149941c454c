import { Timer } from '../engine/timer.js';
import type { KillCause } from '../trace/kubelet-facts.js';
import type { ContainerStatus } from '../trace/sink.js';
import type { WaitingReason } from '../trace/vocabulary.js';
import type { BackoffEntry } from './backoff.js';
import { ContainerView, type Instance, NEVER_SEEN, type Removal } from './instance.js';
import type { ContainerSpec } from './pod-spec.js';
import type { ProbeVerdicts } from './probe-verdicts.js';
import type { Attempt, Process } from './process.js';
import { RANK } from './ranks.js';
import { goneAfter } from './termination.js';

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

/** Why a start came to nothing, as the waiting state will say. @source kubelet-semantics P9, P10 */
export interface StartError {
  readonly reason: WaitingReason;
  readonly message: string | null;
}

/** Who is told when a container's process has ended. */
export interface ExitListener {
  containerExited(container: Container, nowMs: number): void;
  /** The pod, for messages. */
  describe(): string;
}

/** Whose knowledge of a container: the sync's under way, or the runtime's own. */
export type Seen = 'view' | 'actual';

/** The runtime's exit code of what it could not start. */
const CANNOT_RUN = 128;
/** The runtime's exit code of what it finds dead after a boot. */
const LOST = 255;

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
  cached: Readonly<ContainerView> = NEVER_SEEN;
  /** What the sync under way was given. */
  readonly view = new ContainerView();
  /** The specification the sync under way was given. */
  given: Definition;
  /** Why the sync under way has killed it, to start it again. */
  killedBySync: KillCause | undefined = undefined;
  /** Whether the sync under way has started it: then its last error is history when that sync is over. */
  startedBySync = false;
  /** Why the kubelet killed the newest instance. */
  killedFor: KillCause | undefined = undefined;
  /** The step in force when the newest exit was first judged; undefined before. */
  judgedStepMs: number | undefined = undefined;
  /** The error of the last attempt to start it, kept until a start succeeds. @source kubelet-semantics P9 */
  startError: StartError | undefined = undefined;
  /** The error of its last refusal; the same step is refused in the same words. */
  crashLoop: { readonly stepMs: number; readonly error: StartError } | undefined = undefined;
  /** Whether a start was admitted since the newest exit, and failed. @source kubelet-semantics D9 */
  startFailed = false;
  /** How often it has been created; the next instance's number. @source kubelet-semantics P14 */
  launches = 0;
  /** Its newest refusal; reused, since most decisions are refusals. */
  readonly refusal: Refusal = { expiresAtMs: 0, changesAtMs: 0 };
  /** What the API last showed of it. */
  published: ContainerStatus | undefined = undefined;
  /** Its probe workers, once registered. */
  probers: ProbeVerdicts | undefined = undefined;
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

  /** How the newest attempt goes; undefined before the first. */
  get attempt(): Attempt | undefined {
    return this.#attempt;
  }

  /** A sync begins, and is given the container as somebody knows it. */
  beginSync(known: Readonly<ContainerView>): void {
    this.view.copyFrom(known);
    this.view.removal = this.actual.removal;
    this.given = this.definition;
    this.killedBySync = undefined;
    this.startedBySync = false;
  }

  /** Starts the next instance as the sync was given it; its process decides how long it runs. */
  launch(nowMs: number): Instance {
    if (this.actual.isRunning) throw new Error(`${this.describe()} is started while it runs`);
    const previous = this.actual.newest;
    if (previous !== undefined) previous.previous = undefined;
    const attempt = this.given.process.start(nowMs);
    const cannotRun = attempt.startError !== undefined;
    const instance: Instance = {
      attempt: this.launches,
      startedAtMs: nowMs,
      finishedAtMs: cannotRun ? nowMs : attempt.finishesAtMs,
      toldAtMs: 0,
      exitCode: cannotRun ? CANNOT_RUN : attempt.exitCode,
      reason: cannotRun ? 'StartError' : attempt.reason,
      followsRemoval: this.actual.removal?.why === 'all-containers-restarted',
      previous,
    };
    this.launches += 1;
    this.#attempt = attempt;
    this.#startedFrom = this.given;
    this.actual.newest = instance;
    this.actual.exited = false;
    this.judgedStepMs = undefined;
    this.startFailed = false;
    this.killedFor = undefined;
    this.actual.removal = undefined;
    return instance;
  }

  /**
   * Runs the preStop hook, sends SIGTERM, then SIGKILL when the grace period is over.
   *
   * @returns when the instance will be gone; its exit is already due then
   * @source kubelet-semantics PR14, P12, H3
   */
  terminate(nowMs: number, graceMs: number): number {
    const { newest } = this.actual;
    if (newest === undefined || this.actual.exited || this.#attempt === undefined) return nowMs;
    const end = goneAfter(this.#attempt, this.spec.preStop, graceMs);
    const goneAtMs = nowMs + end.afterMs;
    if (newest.finishedAtMs <= goneAtMs) return newest.finishedAtMs;
    newest.finishedAtMs = goneAtMs;
    newest.exitCode = end.exitCode;
    newest.reason = end.exitCode === 0 ? 'Completed' : 'Error';
    return goneAtMs;
  }

  /** Its node went down under it. */
  loseProcess(nowMs: number): void {
    const { newest } = this.actual;
    if (newest === undefined || this.actual.exited) return;
    newest.finishedAtMs = nowMs;
    newest.exitCode = LOST;
    newest.reason = 'Unknown';
    this.fire(nowMs);
  }

  /** Removes every instance from the runtime, which takes no time; none may run. */
  removeRecords(why: Removal['why']): void {
    if (this.launches > 0) this.actual.removal = { why, launches: this.launches };
    this.actual.newest = undefined;
    this.actual.exited = false;
    this.startError = undefined;
  }

  override fire(nowMs: number): void {
    this.actual.exited = true;
    this.#listener.containerExited(this, nowMs);
  }

  override describe(): string {
    return `container ${this.spec.name} of ${this.#listener.describe()}`;
  }
}

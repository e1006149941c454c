import { Quiet } from '../trace/quiet.js';
import type { Trace } from '../trace/trace.js';
import type { ExitReason, WaitingReason, Why } from '../trace/vocabulary.js';

/** One instance of a container and the wait that followed, in milliseconds; undefined is not (yet) known. */
export interface AttemptFacts {
  readonly attempt: number;
  readonly startedAtMs: number;
  finishedAtMs: number | undefined;
  exitCode: number | undefined;
  reason: ExitReason | undefined;
  /** Finish to next start. */
  delayMs: number | undefined;
  /** The step in force when the exit was first judged. */
  stepMs: number | undefined;
  /** When the wait is over, if the exit was refused; collection may end it before. */
  expiresAtMs: number | undefined;
  why: Why | undefined;
  /** Starts during the wait that came to nothing. @source kubelet-semantics D9 */
  failedStarts: number;
}

/** Whether a start that failed so is an attempt of its own: the instance was made, and has ended. @source kubelet-semantics P15 */
export function leavesInstance(reason: WaitingReason): boolean {
  return reason === 'RunContainerError' || reason === 'PostStartHookError';
}

/** Gathers the attempts of every container from the facts. */
class AttemptGatherer extends Quiet {
  readonly byContainer: AttemptFacts[][];

  constructor(containers: number) {
    super();
    this.byContainer = Array.from({ length: containers }, () => []);
  }

  override started(container: number, attempt: number, atMs: number): void {
    const before = this.#last(container);
    if (before?.finishedAtMs !== undefined) before.delayMs = atMs - before.finishedAtMs;
    this.byContainer[container]?.push({
      attempt,
      startedAtMs: atMs,
      finishedAtMs: undefined,
      exitCode: undefined,
      reason: undefined,
      delayMs: undefined,
      stepMs: undefined,
      expiresAtMs: undefined,
      why: undefined,
      failedStarts: 0,
    });
  }

  override exited(container: number, _attempt: number, atMs: number, exitCode: number, reason: ExitReason): void {
    const last = this.#last(container);
    if (last === undefined) return;
    last.finishedAtMs = atMs;
    last.exitCode = exitCode;
    last.reason = reason;
  }

  override refused(container: number, _atMs: number, stepMs: number, expiresAtMs: number): void {
    const last = this.#last(container);
    if (last === undefined) return;
    last.stepMs ??= stepMs;
    last.expiresAtMs = expiresAtMs;
  }

  override admitted(container: number, _atMs: number, stepMs: number, why: Why): void {
    const last = this.#last(container);
    if (last === undefined) return;
    last.stepMs = stepMs;
    last.why = why;
  }

  override startFailed(container: number, _atMs: number, reason: WaitingReason): void {
    const last = this.#last(container);
    if (last?.finishedAtMs !== undefined && !leavesInstance(reason)) last.failedStarts += 1;
  }

  #last(container: number): AttemptFacts | undefined {
    const attempts = this.byContainer[container];
    return attempts?.[attempts.length - 1];
  }
}

/** The attempts of every container that ever was, by its number. */
export function gatherAttempts(trace: Trace): readonly (readonly AttemptFacts[])[] {
  const gatherer = new AttemptGatherer(trace.containers);
  trace.replayRuntime(gatherer);
  return gatherer.byContainer;
}

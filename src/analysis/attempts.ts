import { Quiet } from '../trace/quiet.js';
import type { Trace } from '../trace/trace.js';
import type { ExitReason, WaitingReason, Why } from '../trace/vocabulary.js';
import { PendingStart } from './pending-starts.js';
import { type PullBackoff, PullBackoffs } from './pull-backoff.js';

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
  why: Why | undefined;
  /** Starts during the wait that came to nothing. @source kubelet-semantics D9 */
  failedStarts: number;
}

/** Whether a start that failed so is an attempt of its own: the instance was made, and has ended. @source kubelet-semantics P15 */
export function leavesInstance(reason: WaitingReason): boolean {
  return reason === 'RunContainerError' || reason === 'PostStartHookError';
}

/** What a container did, and what has been tried since to start it again. */
export interface History {
  readonly attempts: readonly AttemptFacts[];
  readonly pending: PendingStart;
}

class OpenHistory implements History {
  readonly attempts: AttemptFacts[] = [];
  last: AttemptFacts | undefined = undefined;
  readonly pending: PendingStart;

  constructor(pull: PullBackoff) {
    this.pending = new PendingStart(pull);
  }
}

/** Gathers what every container did from the facts. */
class HistoryGatherer extends Quiet {
  readonly byContainer: OpenHistory[] = [];

  constructor({ pods }: Trace) {
    super();
    const pulls = new PullBackoffs();
    for (const { uid, containers } of pods) {
      for (const { index, image } of containers) this.byContainer[index] = new OpenHistory(pulls.of(uid, image));
    }
  }

  override started(container: number, attempt: number, atMs: number): void {
    const history = this.byContainer[container];
    if (history === undefined) return;
    const { last } = history;
    if (last?.finishedAtMs !== undefined) last.delayMs = atMs - last.finishedAtMs;
    history.pending.started();
    history.last = {
      attempt,
      startedAtMs: atMs,
      finishedAtMs: undefined,
      exitCode: undefined,
      reason: undefined,
      delayMs: undefined,
      stepMs: undefined,
      why: undefined,
      failedStarts: 0,
    };
    history.attempts.push(history.last);
  }

  override exited(container: number, _attempt: number, atMs: number, exitCode: number, reason: ExitReason): void {
    const last = this.byContainer[container]?.last;
    if (last === undefined) return;
    last.finishedAtMs = atMs;
    last.exitCode = exitCode;
    last.reason = reason;
  }

  override refused(container: number, _atMs: number, stepMs: number, expiresAtMs: number): void {
    const history = this.byContainer[container];
    if (history === undefined) return;
    history.pending.nextTryMs = expiresAtMs;
    if (history.last !== undefined) history.last.stepMs ??= stepMs;
  }

  override admitted(container: number, _atMs: number, stepMs: number, why: Why): void {
    const last = this.byContainer[container]?.last;
    if (last === undefined) return;
    last.stepMs = stepMs;
    last.why = why;
  }

  override startFailed(container: number, atMs: number, reason: WaitingReason): void {
    const history = this.byContainer[container];
    if (history === undefined || leavesInstance(reason)) return;
    history.pending.failed(atMs, reason);
    if (history.last?.finishedAtMs !== undefined) history.last.failedStarts += 1;
  }
}

/** What every container that ever was did, by its number. */
export function gatherHistories(trace: Trace): readonly History[] {
  const gatherer = new HistoryGatherer(trace);
  trace.replayRuntime(gatherer);
  return gatherer.byContainer;
}

/** The attempts of every container that ever was, by its number. */
export function gatherAttempts(trace: Trace): readonly (readonly AttemptFacts[])[] {
  return gatherHistories(trace).map(({ attempts }) => attempts);
}

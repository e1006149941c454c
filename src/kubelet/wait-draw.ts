import { drawMs } from '../engine/distributions.js';
import type { Stream } from '../engine/stream.js';
import { BackoffEntry } from './backoff.js';
import { Clockwork } from './clockwork.js';
import type { BackoffPolicy } from './policy.js';
import { dueAgainAtMs } from './requeue.js';
import { SyncOutcome } from './sync-outcome.js';
import type { Timing } from './timing.js';

/** An exit to be judged, and the backoff entry it meets. */
export interface JudgedExit {
  /** The step of the entry; 0 when there is none. */
  readonly stepMs: number;
  /** When the start of the run that ended was admitted, which is when the entry was last updated. */
  readonly admittedAtMs: number;
  readonly finishedAtMs: number;
}

/** How one wait may go. */
export interface DrawnWait {
  /** The earliest instant at which any look at the pod would have started it. */
  readonly allowedAtMs: number;
  /** When the new process runs. */
  readonly startsAtMs: number;
  /** When the API was told CrashLoopBackOff: at the sync after the first refusal (T20). Undefined: it was not refused. */
  readonly toldAtMs: number | undefined;
}

/** Long enough for all rhythms to have begun. */
const UP_BEFORE_MS = 2_000;
/** A wait has some 24 looks at most; with a step of hours, of a policy of one's own, as many as this. */
const MOST_LOOKS = 10_000;

/**
 * Draws the wait that follows an exit, of a pod that nothing else touches: seen by a relist, judged by a sync, judged
 * again whenever the work queue has it due. The kubelet's own entry, requeue rule and rhythms, without a simulation
 * around them; a property test holds it to the model.
 *
 * @source kubelet-semantics 3.5
 */
export function drawWait(
  exit: JudgedExit,
  { policy, timing }: { readonly policy: BackoffPolicy; readonly timing: Timing },
  stream: Stream,
): DrawnWait {
  const { finishedAtMs, admittedAtMs, stepMs } = exit;
  const clockwork = new Clockwork(timing, policy.reset, stream, finishedAtMs - UP_BEFORE_MS);
  const entry = new BackoffEntry('never-made');
  entry.stepMs = stepMs;
  entry.lastUpdateMs = admittedAtMs;
  entry.collectedAtMs = clockwork.collectionAfter(admittedAtMs);
  const expiresAtMs = finishedAtMs + stepMs;
  const { latencies } = timing;

  let nowMs = clockwork.relists.firstStartingAtOrAfter(finishedAtMs).endsAtMs + drawMs(latencies.sync, stream);
  let toldAtMs: number | undefined;
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    if (entry.standing(policy, admittedAtMs, finishedAtMs, nowMs) !== 'waiting') break;
    const outcome = new SyncOutcome();
    outcome.refuse({ expiresAtMs, changesAtMs: Math.min(expiresAtMs, entry.collectedAtMs) });
    const dueAtMs = dueAgainAtMs(timing.requeue, outcome, nowMs, { stream }) ?? expiresAtMs;
    nowMs = clockwork.ticks.firstAtOrAfter(dueAtMs) + drawMs(latencies.sync, stream);
    toldAtMs ??= nowMs;
  }
  const latencyMs =
    drawMs(latencies.imageCheck, stream) + drawMs(latencies.create, stream) + drawMs(latencies.start, stream);
  return {
    allowedAtMs: Math.max(finishedAtMs, Math.min(nowMs, expiresAtMs, entry.collectedAtMs)),
    startsAtMs: nowMs + latencyMs,
    toldAtMs,
  };
}

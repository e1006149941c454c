import type { ContainerEvidence, EndedRun } from '../../evidence/evidence.js';
import { MINUTE_MS } from '../../time/units.js';
import { stepsOf } from '../backoff-steps.js';
import { beyondBackoff } from './beyond-backoff.js';
import type { Case } from './case.js';
import type { Ending, Outlook } from './explanation.js';
import { type Forecast, forecast, type PendingRestart } from './forecast.js';
import { rangeOf } from './range.js';
import { guessSteps, historyBefore } from './step-guess.js';
import { restartsAfter } from './will-restart.js';

const NO_ENTRY = [{ stepMs: 0, weight: 1 }];

/** What becomes of a container next. */
export function outlookOf(one: Case): Outlook {
  const { pod, container, nowMs } = one;
  const contradictions = [...(pod.contradictions ?? []), ...beyondBackoff(one)];
  if (contradictions.length > 0) return { kind: 'contradictory', contradictions };
  const over = endingOf(one);
  if (over !== undefined) return { kind: 'over', because: over };
  const { state } = container;
  switch (state.kind) {
    case 'running':
      return running(one, state.init);
    case 'terminated':
      return ended(one, state.run, restartsAfter(pod, container, state.run));
    case 'waiting':
      return waiting(one, state.reason, nowMs);
    case 'unknown':
      if (pod.phase === 'Pending') return { kind: 'first-start', reason: undefined, unscheduled: pod.unscheduled };
      return { kind: 'untold', why: 'state' };
  }
}

function endingOf({ pod, container, nowMs }: Case): Ending | undefined {
  if (pod.phase === 'Succeeded') return 'pod-succeeded';
  if (pod.phase === 'Failed' || pod.reason === 'Evicted') return 'pod-failed';
  if (pod.isTerminating) return 'pod-deleted';
  const { state, type } = container;
  const run = state.kind === 'terminated' ? state.run : undefined;
  if (run?.reason === 'Evicted' || run?.reason === 'DeadlineExceeded') return 'pod-failed';
  if (type === 'init' && run !== undefined && (run.exitCode === 0 || run.reason === 'Completed')) return 'init-done';
  return pod.deadlineAtMs !== undefined && pod.deadlineAtMs <= nowMs ? 'deadline' : undefined;
}

function running(
  { container, history, kubelet, nowMs }: Case,
  init: Extract<Outlook, { kind: 'runs' }>['init'],
): Outlook {
  const { startedAt, restartCount } = history;
  const admittedAtMs = startedAt?.fromMs;
  const resetsAtMs = admittedAtMs === undefined ? undefined : admittedAtMs + kubelet.policy.reset.afterMs;
  const isReset = restartCount !== 0 && resetsAtMs !== undefined && resetsAtMs < nowMs;
  const guesses = isReset ? NO_ENTRY : guessSteps(history, kubelet);
  return {
    kind: 'runs',
    init,
    startedAt,
    guesses,
    resetsAtMs: restartCount === 0 ? undefined : resetsAtMs,
    killedAfterMs: killedAfterMs(container),
  };
}

/** 128 and the number of SIGTERM or SIGKILL. @source kubelet-semantics P12, PR14 */
const KILLED = new Set([137, 143]);

function killedAfterMs({ isKilledByProbes, last }: ContainerEvidence): number | undefined {
  const { startedAt, finishedAt, exitCode = 0, reason } = last ?? {};
  if (isKilledByProbes !== true || !KILLED.has(exitCode) || reason === 'OOMKilled') return undefined;
  return startedAt === undefined || finishedAt === undefined ? undefined : finishedAt.fromMs - startedAt.fromMs;
}

/** Reasons for which a container waits though its newest run has ended and will be followed by another. */
const REFUSED = 'CrashLoopBackOff';
const JUDGED_BY_END = new Set([REFUSED, 'PostStartHookError', 'RunContainerError']);
const PULLS = new Set(['ErrImagePull', 'ImagePullBackOff', 'RegistryUnavailable', 'SignatureValidationFailed']);
const UNDER_WAY = new Set(['ContainerCreating', 'PodInitializing', 'Pending']);

function waiting(one: Case, reason: string | undefined, nowMs: number): Outlook {
  const { container, pod } = one;
  if (reason === 'RestartingAllContainers') return { kind: 'all-restart', forecast: atOnce(one, nowMs) };
  if (reason === undefined || UNDER_WAY.has(reason)) {
    if (container.last !== undefined) return ended(one, container.last, true);
    return { kind: 'first-start', reason, unscheduled: pod.unscheduled };
  }
  if (JUDGED_BY_END.has(reason)) return ended(one, container.last, true);
  return { kind: 'retries', what: PULLS.has(reason) ? 'pull' : 'start', reason };
}

function ended(one: Case, run: EndedRun | undefined, restarts: boolean | 'all' | undefined): Outlook {
  const { container, pod, nowMs, kubelet, draws } = one;
  if (restarts === false) return { kind: 'over', because: 'policy' };
  if (restarts === 'all')
    return { kind: 'all-restart', forecast: atOnce(one, rangeOf(run?.finishedAt, nowMs)?.fromMs ?? nowMs) };
  const { state, restartCount } = container;
  if (run?.finishedAt === undefined && restartCount === 0 && state.kind === 'waiting' && state.reason === REFUSED)
    return { kind: 'retries', what: 'restart', reason: REFUSED };
  // Only the first restart is free; when that is to be nobody can say.
  if (run?.finishedAt === undefined && restartCount === 0) return { kind: 'untold', why: 'policy' };
  const pending = pendingRestart(one, run);
  const found = forecast(pending, kubelet, nowMs, draws);
  // A free restart that is long overdue was never meant to come.
  if (found === undefined && restarts === undefined) return { kind: 'over', because: 'policy' };
  const shown = found ?? forecast(pending, kubelet, Number.NEGATIVE_INFINITY, draws);
  if (shown === undefined) return { kind: 'untold', why: 'end' };
  if (!one.isDated)
    return { kind: 'undated', stepMs: one.history.toldStepMs, withinMs: Math.max(0, shown.untilMs - nowMs) };
  if (pod.deadlineAtMs !== undefined && pod.deadlineAtMs < shown.fromMs) return { kind: 'over', because: 'deadline' };
  return { kind: 'restarts', forecast: shown, isOverdue: found === undefined, isSupposed: restarts === undefined };
}

function pendingRestart({ pod, container, history, kubelet, nowMs }: Case, run: EndedRun | undefined): PendingRestart {
  const { state, pullsAlways } = container;
  const isRefused = state.kind === 'waiting' && state.reason === REFUSED;
  const shows = pod.isFromRefusals === true ? 'refusal-itself' : isRefused ? 'refusal' : 'end';
  const told = rangeOf(run?.finishedAt, nowMs);
  const endBefore = history.before?.finishedAt;
  const isCounted = told === undefined && endBefore !== undefined;
  // With no end told at all it was some time ago, at most as long as the longest wait.
  const longestMs = kubelet.policy.maxMs + MINUTE_MS;
  const finishedAt = told ?? (isCounted ? undefined : { fromMs: nowMs - longestMs, toMs: nowMs });
  return {
    guesses:
      isRefused && history.restartCount === 0 && history.toldStepMs === undefined
        ? stepsOf(kubelet.policy).map((stepMs) => ({ stepMs, weight: 1 }))
        : guessSteps(isCounted ? historyBefore(history) : history, kubelet),
    startedAt: rangeOf(run?.startedAt, nowMs),
    // What is cut to the second may reach beyond now.
    finishedAt:
      finishedAt === undefined
        ? undefined
        : { ...finishedAt, toMs: Math.max(finishedAt.fromMs, Math.min(finishedAt.toMs, nowMs)) },
    endBefore,
    shows,
    pullsAlways,
  };
}

/** Removal and start take a relist each, and a kill at most two seconds. @source kubelet-semantics A24 to A27, PR20 */
function atOnce({ nowMs, container }: Case, fromMs: number): Forecast {
  const from = Math.max(fromMs, nowMs);
  const isRemoved = container.state.kind === 'waiting';
  return {
    fromMs: from,
    likelyMs: from + 500,
    untilMs: from + (isRemoved ? 2_000 : 4_000),
    steps: [{ stepMs: 0, share: 1 }],
    collectedShare: 0,
  };
}

import type { Stream } from '../engine/stream.js';
import { MINUTE_MS, SECOND_MS } from '../time/units.js';
import type { QueuePlace } from '../trace/kubelet-facts.js';
import type { SyncOutcome } from './sync-outcome.js';
import type { Timing } from './timing.js';

/** @source kubelet-semantics T12: backOffPeriod */
const ERROR_RETRY_MS = 10 * SECOND_MS;
/** @source kubelet-semantics T12: syncFrequency */
const RESYNC_MS = 1 * MINUTE_MS;

/**
 * When the pod is due again after a sync, before the work queue's tick; undefined: not by itself.
 *
 * Kubelets add up to half of the delay as jitter: to ten seconds up to 1.34, to what is left of the wait (at most a
 * minute) since. `at-change` is the ideal clock's rule.
 *
 * @param jitter whose stream the jitter is drawn from, if any is needed
 * @source kubelet-semantics T12 to T17; pkg/kubelet/pod_workers.go completeWork
 */
export function dueAgainAtMs(
  rule: Timing['requeue'],
  outcome: SyncOutcome,
  nowMs: number,
  jitter: { readonly stream: Stream },
): number | undefined {
  if (rule === 'at-change') return changeMs(outcome, nowMs);
  return nowMs + Math.floor(plainDelayMs(rule, outcome, nowMs) * (1 + 0.5 * jitter.stream.uniform()));
}

/** The same as a delay, without the jitter. */
export function delayBeforeJitterMs(rule: Timing['requeue'], outcome: SyncOutcome, nowMs: number): number | undefined {
  if (rule !== 'at-change') return plainDelayMs(rule, outcome, nowMs);
  const changesAtMs = changeMs(outcome, nowMs);
  return changesAtMs === undefined ? undefined : changesAtMs - nowMs;
}

/** What the delay is for. */
export function reasonOf({ earliestExpiryMs, failed }: SyncOutcome): QueuePlace['for'] {
  if (earliestExpiryMs !== undefined) return 'backoff';
  return failed ? 'failure' : 'resync';
}

function plainDelayMs(rule: Exclude<Timing['requeue'], 'at-change'>, outcome: SyncOutcome, nowMs: number): number {
  const { earliestExpiryMs, failed } = outcome;
  const otherwiseMs = failed ? ERROR_RETRY_MS : RESYNC_MS;
  return earliestExpiryMs === undefined ? otherwiseMs : retryMs(rule, earliestExpiryMs - nowMs);
}

/**
 * Failures other than crashes are looked at again every ten seconds, since nobody can foresee their end: also a wait
 * between two pulls is cut short by another pod that brings the image.
 *
 * @source kubelet-semantics T12, B25 to B27
 */
function changeMs({ earliestChangeMs, failed }: SyncOutcome, nowMs: number): number | undefined {
  if (!failed) return earliestChangeMs;
  return Math.min(earliestChangeMs ?? Number.POSITIVE_INFINITY, nowMs + ERROR_RETRY_MS);
}

function retryMs(rule: Exclude<Timing['requeue'], 'at-change'>, remainingMs: number): number {
  return rule === 'ten-seconds' ? ERROR_RETRY_MS : Math.min(Math.max(remainingMs, 0), RESYNC_MS);
}

import type { Stream } from '../engine/stream.js';
import { MINUTE_MS, SECOND_MS } from '../time/units.js';
import type { Timing } from './timing.js';

/** How a sync ended, as far as the time of the next one depends on it. */
export interface SyncOutcome {
  /** The earliest finish + step among the refused containers; undefined when none was refused. */
  readonly earliestExpiryMs: number | undefined;
  /** The earliest instant at which a refusal would come out differently: expiry, or collection of the entry. */
  readonly earliestChangeMs: number | undefined;
}

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
 * @source kubelet-semantics T12 to T15; pkg/kubelet/pod_workers.go completeWork
 */
export function dueAgainAtMs(
  rule: Timing['requeue'],
  outcome: SyncOutcome,
  nowMs: number,
  jitter: { readonly stream: Stream },
): number | undefined {
  if (rule === 'at-change') return outcome.earliestChangeMs;
  const expiryMs = outcome.earliestExpiryMs;
  const delayMs = expiryMs === undefined ? RESYNC_MS : retryMs(rule, expiryMs - nowMs);
  return nowMs + Math.floor(delayMs * (1 + 0.5 * jitter.stream.uniform()));
}

function retryMs(rule: Exclude<Timing['requeue'], 'at-change'>, remainingMs: number): number {
  return rule === 'ten-seconds' ? ERROR_RETRY_MS : Math.min(Math.max(remainingMs, 0), RESYNC_MS);
}

import { type BackoffPolicy, DOCUMENTED_RESET, kubeletReset, NO_BACKOFF, RESET_AFTER_MS } from '../kubelet/policy.js';
import { formatDuration } from '../time/go-duration.js';
import type { PolicySection } from './schema.js';
import { durationMs } from './values.js';

/** A policy of one's own, in place of the kubelet's. */
export interface CustomPolicy {
  readonly initialMs: number;
  readonly maxMs: number;
  /** Each step is the one before times this; 2 unless given. */
  readonly factor?: number;
  /** A run longer than this forgets; ten minutes unless given. */
  readonly resetAfterMs?: number;
}

/** Which backoff rule a run uses. */
export type PolicyChoice = 'kubelet' | 'none' | CustomPolicy;

export function policyChoiceOf(section: PolicySection | undefined): PolicyChoice {
  if (section === undefined || typeof section === 'string') return section ?? 'kubelet';
  const { initial, max, factor, resetAfter } = section;
  return {
    initialMs: durationMs(initial),
    maxMs: durationMs(max),
    ...(factor === undefined ? {} : { factor }),
    ...(resetAfter === undefined ? {} : { resetAfterMs: durationMs(resetAfter) }),
  };
}

/** The policy a choice stands for; `kubelet` is the one the configuration leads to. */
export function policyOf(choice: PolicyChoice, kubelet: BackoffPolicy): BackoffPolicy {
  if (choice === 'kubelet') return kubelet;
  if (choice === 'none') return NO_BACKOFF;
  const { initialMs, maxMs, factor = 2, resetAfterMs: afterMs = RESET_AFTER_MS } = choice;
  const isDocumented = kubelet.reset.from === DOCUMENTED_RESET.from;
  return {
    name: `custom ${formatDuration(initialMs)}..${formatDuration(maxMs)}`,
    delays: true,
    initialMs,
    maxMs,
    factor,
    reset: isDocumented ? { ...DOCUMENTED_RESET, afterMs } : kubeletReset(afterMs),
  };
}

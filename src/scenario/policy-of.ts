import {
  AS_RELEASED,
  type BackoffPolicy,
  DOCUMENTED_RESET,
  kubeletReset,
  NO_BACKOFF,
  RESET_AFTER_MS,
} from '../kubelet/policy.js';
import { formatDuration } from '../time/go-duration.js';
import type { CustomPolicy, PolicyChoice } from './policy-choice.js';

/** The policy a choice stands for, given the one the configuration leads to. */
export function policyOf(choice: PolicyChoice, kubelet: BackoffPolicy): BackoffPolicy {
  const { rule = 'kubelet', afterSuccessMs, firstRestart } = choice;
  if (rule === 'none') return NO_BACKOFF;
  const base = rule === 'kubelet' ? kubelet : customPolicy(rule, kubelet);
  const success = afterSuccessMs === undefined ? '' : `, ${formatDuration(afterSuccessMs)} after exit 0`;
  const first = firstRestart === undefined ? '' : ', first restart waits';
  return {
    ...base,
    name: base.name + success + first,
    afterSuccessMs: afterSuccessMs ?? base.afterSuccessMs,
    firstRestart: firstRestart ?? base.firstRestart,
  };
}

function customPolicy(custom: CustomPolicy, kubelet: BackoffPolicy): BackoffPolicy {
  const { resetAfterMs: afterMs = RESET_AFTER_MS } = custom;
  const isDocumented = kubelet.reset.from === DOCUMENTED_RESET.from;
  const reset = isDocumented ? { ...DOCUMENTED_RESET, afterMs } : kubeletReset(afterMs);
  if ('stepsMs' in custom) {
    const { stepsMs } = custom;
    const name = `custom ${stepsMs.map(formatDuration).join('/')}`;
    const bounds = { initialMs: stepsMs[0] ?? 0, maxMs: Math.max(...stepsMs), factor: 1 };
    return { ...AS_RELEASED, name, delays: true, ...bounds, stepsMs, reset };
  }
  const { initialMs, maxMs, factor = 2 } = custom;
  const name = `custom ${formatDuration(initialMs)}..${formatDuration(maxMs)}`;
  return { ...AS_RELEASED, name, delays: true, initialMs, maxMs, factor, reset };
}

import { type StepRule, stepAfter } from '../analysis/backoff-steps.js';
import { toSeconds } from '../time/units.js';
import { duration } from './words.js';

/** Of a list of steps as many are told. */
const STEPS_TOLD = 8;

const step = (ms: number): string => duration(toSeconds(ms));

/** A policy in a few words: `backoff 10s, 20s … 5m`. */
export function policyText(policy: StepRule): string {
  if (!policy.delays) return 'no backoff';
  const { afterSuccessMs, firstRestart } = policy;
  return [
    `backoff ${stepsText(policy)}`,
    ...(afterSuccessMs === undefined ? [] : [`${afterSuccessMs === 0 ? 'none' : step(afterSuccessMs)} after exit 0`]),
    ...(firstRestart === 'waits' ? ['from the first restart on'] : []),
  ].join('; ');
}

function stepsText(policy: StepRule): string {
  const { initialMs, maxMs, stepsMs } = policy;
  if (stepsMs !== undefined) {
    const told = stepsMs.slice(0, STEPS_TOLD).map(step).join(', ');
    return stepsMs.length > STEPS_TOLD ? `${told} … ${step(stepsMs.at(-1) ?? 0)}` : told;
  }
  const second = stepAfter(policy, initialMs);
  if (second >= maxMs) return initialMs === maxMs ? step(maxMs) : `${step(initialMs)}, ${step(maxMs)}`;
  return `${step(initialMs)}, ${step(second)} … ${step(maxMs)}`;
}

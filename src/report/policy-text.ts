import { toSeconds } from '../time/units.js';
import { duration } from './words.js';

/** What a reader needs to know of a backoff policy. */
export interface PolicyNumbers {
  readonly delays: boolean;
  readonly initialMs: number;
  readonly maxMs: number;
  readonly factor: number;
  readonly stepsMs?: readonly number[] | undefined;
  readonly afterSuccessMs?: number | undefined;
  readonly firstRestart?: 'free' | 'waits';
}

/** Of a list of steps as many are told. */
const STEPS_TOLD = 8;

const step = (ms: number): string => duration(toSeconds(ms));

/** A policy in a few words: `backoff 10s, 20s … 5m`. */
export function policyText(policy: PolicyNumbers): string {
  if (!policy.delays) return 'no backoff';
  const { afterSuccessMs, firstRestart } = policy;
  return [
    `backoff ${stepsText(policy)}`,
    ...(afterSuccessMs === undefined ? [] : [`${afterSuccessMs === 0 ? 'none' : step(afterSuccessMs)} after exit 0`]),
    ...(firstRestart === 'waits' ? ['from the first restart on'] : []),
  ].join('; ');
}

function stepsText({ initialMs, maxMs, factor, stepsMs }: PolicyNumbers): string {
  if (stepsMs !== undefined) {
    const told = stepsMs.slice(0, STEPS_TOLD).map(step).join(', ');
    return stepsMs.length > STEPS_TOLD ? `${told} … ${step(stepsMs.at(-1) ?? 0)}` : told;
  }
  const second = Math.min(Math.round(initialMs * factor), maxMs);
  if (second >= maxMs) return initialMs === maxMs ? step(maxMs) : `${step(initialMs)}, ${step(maxMs)}`;
  return `${step(initialMs)}, ${step(second)} … ${step(maxMs)}`;
}

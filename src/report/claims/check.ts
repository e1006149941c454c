import { type CheckOptions, trialOf } from '../../analysis/claims/check-claims.js';
import { readClaims } from '../../analysis/claims/read-claims.js';
import { type ClaimAnswer, claimAnswer } from './claim-answer.js';

const RUNS_AT_ONCE = 1_000;

/**
 * Judges every claim of a text: counts of restarts, times of restarts, alerts, KEP rows, rows of `kubectl get pods`.
 * Lines in which nothing is recognised are left out.
 *
 * @example
 * check('5 restarts in 2m14s')[0].verdict; // 'only-if'
 */
export function check(text: string, options: CheckOptions = {}): readonly ClaimAnswer[] {
  return readClaims(text).flatMap((each) => {
    const trial = trialOf(each, options);
    if (trial === undefined) return [];
    while (!trial.advance(RUNS_AT_ONCE));
    return [claimAnswer(each, trial.judgement)];
  });
}

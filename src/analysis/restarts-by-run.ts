import { DEFAULT_INITIAL_MS } from '../kubelet/policy.js';
import { SECOND_MS } from '../time/units.js';
import { type RestartsQuestion, tallyRestarts } from './tally.js';

/** Longest steps that people weigh against each other. */
const CAPS_MS: readonly number[] = [300, 240, 180, 120, 60, 30, 10].map((seconds) => seconds * SECOND_MS);

/** A question that asks within a time. */
export type TimedQuestion = RestartsQuestion & { readonly withinMs: number };

/** The same question put to policies that differ from its own in their longest step only. */
export function otherCaps(question: TimedQuestion, nameOf: (maxMs: number) => string): readonly TimedQuestion[] {
  const { policy } = question.kubelet;
  const base = policy.delays ? policy : { ...policy, delays: true, initialMs: DEFAULT_INITIAL_MS, factor: 2 };
  return CAPS_MS.filter((maxMs) => !policy.delays || maxMs !== policy.maxMs).map((maxMs) => {
    const initialMs = Math.min(base.initialMs, maxMs);
    const stepsMs = base.stepsMs?.map((step) => Math.min(step, maxMs));
    return {
      ...question,
      kubelet: { ...question.kubelet, policy: { ...base, name: nameOf(maxMs), initialMs, maxMs, stepsMs } },
    };
  });
}

/** How often one policy restarts a container, by how long each run lasts. */
export interface RestartsByRun {
  readonly policy: string;
  /** Undefined where the policy restarts without time passing: there is no number. */
  readonly restarts: readonly (number | undefined)[];
}

/**
 * Restarts within a time for every policy and every length of a run. Between five and ten minutes, where the kubelet
 * collects entries in mid-wait, more run time makes for more restarts (B14).
 *
 * @throws {TooManyCrashesError} on the realistic clock, when too much would have to be simulated
 */
export function restartsByRun(
  questions: readonly TimedQuestion[],
  runsMs: readonly number[],
): readonly RestartsByRun[] {
  return questions.map((question) => ({
    policy: question.kubelet.policy.name,
    restarts: runsMs.map((ms) => {
      if (ms === 0 && !question.kubelet.policy.delays) return undefined;
      return tallyRestarts({ ...question, count: undefined, run: { kind: 'fixed', ms } }).restarts;
    }),
  }));
}

import { type RestartsQuestion, tallyRestarts } from './tally.js';

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
  questions: readonly (RestartsQuestion & { readonly withinMs: number })[],
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

import { meanMs } from '../engine/distributions.js';
import { toSeconds } from '../time/units.js';
import { type Claim, judgeClaim, type Verdict } from './claim.js';
import { type RestartsQuestion, type Tally, tallyRestarts } from './tally.js';

/** The contract of `restarts -o json`; what was not asked is null. */
export interface RestartsAnswer {
  readonly policy: string;
  /** The mean of a run. */
  readonly runSeconds: number;
  readonly withinSeconds: number | null;
  readonly crashes: number | null;
  readonly restarts: number | null;
  readonly count: number | null;
  readonly atSeconds: number | null;
  readonly verdict: Verdict | null;
  readonly reasons: readonly string[];
}

/** The numbers behind an answer: the counts, and where both a time and a count were given, the judgement. */
export interface RestartsFacts {
  readonly question: RestartsQuestion;
  readonly tally: Tally;
  readonly claim: Claim | undefined;
}

/** How many crashes in a time, when a crash number, and whether a claim of both can be true. */
export function answerRestarts(question: RestartsQuestion): RestartsFacts {
  const { withinMs, count } = question;
  const claim = withinMs === undefined || count === undefined ? undefined : judgeClaim(question, withinMs, count);
  return { question, tally: claim?.tally ?? tallyRestarts(question), claim };
}

/** The answer in the words of the contract, given the reasons in English. */
export function toRestartsAnswer(
  { question, tally, claim }: RestartsFacts,
  reasons: readonly string[],
): RestartsAnswer {
  const seconds = (ms: number | undefined): number | null => (ms === undefined ? null : toSeconds(ms));
  return {
    policy: question.kubelet.policy.name,
    runSeconds: toSeconds(Math.round(meanMs(question.run))),
    withinSeconds: seconds(question.withinMs),
    crashes: tally.crashes ?? null,
    restarts: tally.restarts ?? null,
    count: question.count ?? null,
    atSeconds: seconds(tally.countAtMs),
    verdict: claim?.verdict ?? null,
    reasons,
  };
}

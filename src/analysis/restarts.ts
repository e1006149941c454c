import { meanMs } from '../engine/distributions.js';
import { DAY_MS, toSeconds } from '../time/units.js';
import { QuestionError } from './ask-restarts.js';
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

/** How many crashes in a time, when a crash number, and whether a claim of both can be true. @throws {QuestionError} and as {@link tallyRestarts} */
export function answerRestarts(question: RestartsQuestion): RestartsFacts {
  const { withinMs, count } = question;
  refuseFarOff(question);
  const claim = withinMs === undefined || count === undefined ? undefined : judgeClaim(question, withinMs, count);
  return { question, tally: claim?.tally ?? tallyRestarts(question), claim };
}

/** Far below what milliseconds are exact to, so that what a claim is set beside is exact too. */
const LATEST_YEARS = 10_000;

/** @throws {QuestionError} when a crash comes later than can be told to the millisecond */
function refuseFarOff(question: RestartsQuestion): void {
  const { count, run, fidelity } = question;
  // Over many seeds there is a limit on crashes, which is reached sooner.
  if (count === undefined || run.kind !== 'fixed' || fidelity === 'realistic') return;
  const { countAtMs = 0 } = tallyRestarts({ ...question, withinMs: undefined });
  if (!Number.isFinite(countAtMs) || countAtMs <= LATEST_YEARS * 365 * DAY_MS) return;
  throw new QuestionError(
    `crash ${count} comes after more than ${LATEST_YEARS} years, which is not told\nhint: ask for an earlier one`,
  );
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

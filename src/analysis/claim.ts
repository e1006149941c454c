import { type Distribution, fixed } from '../engine/distributions.js';
import { NO_BACKOFF } from '../kubelet/policy.js';
import { humanDuration, parseHumanDuration } from '../time/human-duration.js';
import { SECOND_MS } from '../time/units.js';
import { type RestartsQuestion, type Tally, tallyRestarts } from './tally.js';

/**
 * Whether so many crashes within such a time can be.
 *
 * - `possible`: they happen by then
 * - `possible-if-age-is-rounded-down`: not by then, but before kubectl's age text would change to the next value
 * - `impossible`: not even then
 */
export type Verdict = 'possible' | 'possible-if-age-is-rounded-down' | 'impossible';

/** What stands behind a verdict on "`count` crashes within `withinMs`". */
export interface Claim {
  readonly verdict: Verdict;
  readonly count: number;
  readonly withinMs: number;
  /** What the time holds, and when the count is reached. */
  readonly tally: Tally;
  /** When kubectl's age of `withinMs` first reads differently, and the crashes up to then. */
  readonly ageEndsMs: number;
  readonly crashesByAgeEnd: number;
  /** When the count is reached with longer runs; empty where the run length was not free. */
  readonly withRunTime: readonly { readonly runMs: number; readonly countAtMs: number }[];
  /** The longest run with which the count is still reached before the age changes. */
  readonly longestRunMs: number | undefined;
  readonly withoutBackoff: { readonly runMs: number; readonly tally: Tally } | undefined;
}

const NEVER = Number.POSITIVE_INFINITY;

/** Judges the claim that `count` crashes happen within `withinMs`. @throws as {@link tallyRestarts} */
export function judgeClaim(question: RestartsQuestion, withinMs: number, count: number): Claim {
  const tally = tallyRestarts({ ...question, withinMs, count });
  const ageEndsMs = ageTextEndsMs(withinMs);
  const countAtMs = tally.countAtMs ?? NEVER;
  const late = countAtMs < ageEndsMs ? 'possible-if-age-is-rounded-down' : 'impossible';
  const byAgeEnd = tallyRestarts({ ...question, withinMs: ageEndsMs - 1, count: undefined });
  const { delays } = question.kubelet.policy;
  const reached = (runMs: number): number => {
    return tallyRestarts({ ...question, run: fixed(runMs), withinMs: undefined, count }).countAtMs ?? NEVER;
  };
  // Over many seeds each such question is a long simulation; on the ideal clock it is arithmetic.
  const asksAboutRuns = delays && question.run.kind === 'fixed' && question.fidelity !== 'realistic';
  return {
    verdict: countAtMs <= withinMs ? 'possible' : late,
    count,
    withinMs,
    tally,
    ageEndsMs,
    crashesByAgeEnd: byAgeEnd.crashes ?? 0,
    withRunTime: asksAboutRuns ? EXAMPLE_RUNS_MS.map((runMs) => ({ runMs, countAtMs: reached(runMs) })) : [],
    longestRunMs: asksAboutRuns ? longestRun(ageEndsMs, count, reached) : undefined,
    withoutBackoff: delays ? withoutBackoff(question, withinMs, count) : undefined,
  };
}

const EXAMPLE_RUNS_MS = [1 * SECOND_MS, 10 * SECOND_MS];

/** When the age that kubectl prints of `ms` first reads differently. */
export function ageTextEndsMs(ms: number): number {
  return (parseHumanDuration(humanDuration(ms))?.toMs ?? ms) + 1;
}

/** By bisection: the longer the runs, the later the count, as long as they stay far from the reset. */
function longestRun(limitMs: number, count: number, reachedMs: (runMs: number) => number): number | undefined {
  if (reachedMs(0) >= limitMs) return undefined;
  let inTime = 0;
  let late = Math.ceil(limitMs / count) + 1;
  while (late - inTime > 1) {
    const middle = Math.floor((inTime + late) / 2);
    if (reachedMs(middle) < limitMs) inTime = middle;
    else late = middle;
  }
  return inTime;
}

function withoutBackoff(question: RestartsQuestion, withinMs: number, count: number): Claim['withoutBackoff'] {
  const runMs = question.run.kind === 'fixed' && question.run.ms > 0 ? question.run.ms : SECOND_MS;
  const run: Distribution = fixed(runMs);
  const kubelet = { ...question.kubelet, policy: NO_BACKOFF };
  return { runMs, tally: tallyRestarts({ ...question, kubelet, fidelity: 'exact', run, withinMs, count }) };
}

import { ageTextEndsMs } from '../claim.js';
import { type Bound, boundsOf, startsOf } from './bounds.js';
import { type ClaimedKubelet, claimedKubelet } from './claimed-kubelet.js';
import { crashingScenario, type Life } from './crashing-scenario.js';
import type { Condition, CountJudgement } from './judgement.js';
import { type KilledBest, KillSearch } from './kill-search.js';
import { longestPeriodFor } from './max-period.js';
import type { CountClaim } from './stated-claim.js';

/** Can so many restarts, or crashes, happen in such a time after the first start? */
export function judgeCount(claim: CountClaim, kubelet: ClaimedKubelet, killed: KilledBest): CountJudgement {
  const { withinMs, runMs } = claim;
  const { restart, startsWithinMs } = startsAsked(claim);
  const bounds = boundsOf({ kubelet, restart, withinMs: startsWithinMs, runMs }, killed);
  const judged = { kind: 'count', claim, kubelet, restart, bounds } as const;
  const plain = bounds[0];
  if (plain !== undefined && inTime(plain, startsWithinMs)) {
    const scenario = scenarioFor({ claim, kubelet, restart, life: sameRuns(runMs), atMs: startsWithinMs });
    return { ...judged, verdict: 'possible', conditions: [], scenario };
  }
  const conditions: readonly Condition[] = [
    ...(claim.isAge ? ageCut(plain, startsWithinMs, withinMs) : []),
    ...bounds.filter((bound) => inTime(bound, startsWithinMs)).map((bound) => wayCondition(bound, startsWithinMs)),
    ...period(claim, kubelet, restart, startsWithinMs),
  ];
  const verdict = conditions.length === 0 ? 'impossible' : 'only-if';
  return {
    ...judged,
    verdict,
    conditions,
    scenario: scenarioOf(claim, kubelet, restart, bounds, startsWithinMs, conditions),
  };
}

/** Which restart must have happened, and by when. */
function startsAsked({ what, count, withinMs, runMs = 0 }: CountClaim): {
  readonly restart: number;
  readonly startsWithinMs: number;
} {
  if (what === 'restarts') return { restart: Math.max(0, count), startsWithinMs: withinMs };
  // The run that ends in the last crash takes its time too.
  return { restart: Math.max(0, count - 1), startsWithinMs: withinMs - runMs };
}

/** The search among killed containers that judging takes. */
export function killsForCount(claim: CountClaim, kubelet: ClaimedKubelet): KillSearch {
  const { restart, startsWithinMs } = startsAsked(claim);
  return new KillSearch({ kubelet, runMs: claim.runMs, where: 'first', withinMs: startsWithinMs, restart });
}

const sameRuns = (runMs = 0): Life => ({ kind: 'same-runs', runMs });
const inTime = ({ earliestMs }: Bound, withinMs: number): boolean => earliestMs !== undefined && earliestMs <= withinMs;
const isShownBy = ({ shown }: Bound, withinMs: number): boolean => shown !== undefined && shown.atMs <= withinMs;

function wayCondition(bound: Bound, withinMs: number): Condition {
  return { kind: 'way', way: bound.way, isShown: isShownBy(bound, withinMs) };
}

function ageCut(plain: Bound | undefined, startsWithinMs: number, withinMs: number): readonly Condition[] {
  const untilMs = ageTextEndsMs(withinMs);
  const byMs = untilMs - 1 - (withinMs - startsWithinMs);
  return plain !== undefined && inTime(plain, byMs) ? [{ kind: 'age-cut', untilMs }] : [];
}

/** Where the claim does not say what the backoff is. */
function period(
  { runMs = 0 }: CountClaim,
  kubelet: ClaimedKubelet,
  restart: number,
  withinMs: number,
): readonly Condition[] {
  if (kubelet.isStated) return [];
  const atMostMs = longestPeriodFor(kubelet, (each) => startsOf(each, runMs).startAtMs(restart) <= withinMs);
  return atMostMs === undefined ? [] : [{ kind: 'max-period', atMostMs }];
}

interface Shown {
  readonly claim: CountClaim;
  readonly kubelet: ClaimedKubelet;
  readonly restart: number;
  readonly life: Life;
  readonly atMs: number;
}

function scenarioFor({ claim, kubelet, restart, life, atMs }: Shown): string | undefined {
  const { count, what } = claim;
  const description = `How ${count} ${what} come about.`;
  // An instant at which nothing can have happened is no duration.
  return crashingScenario({ kubelet, life, durationMs: Math.max(1, atMs), description, restartsAtLeast: restart });
}

function scenarioOf(
  claim: CountClaim,
  kubelet: ClaimedKubelet,
  restart: number,
  bounds: readonly Bound[],
  withinMs: number,
  conditions: readonly Condition[],
): string | undefined {
  const life = sameRuns(claim.runMs);
  const candidates = [
    ...bounds.filter((bound) => isShownBy(bound, withinMs)).map(({ shown }) => ({ kubelet, ...shown })),
    ...conditions.map((condition) => {
      if (condition.kind === 'age-cut') return { kubelet, life, atMs: bounds[0]?.earliestMs };
      if (condition.kind !== 'max-period') return {};
      const shorter = claimedKubelet({ ...kubelet.config, maxRestartPeriodMs: condition.atMostMs });
      return { kubelet: shorter, life, atMs: withinMs };
    }),
  ];
  for (const { kubelet: on, life: how, atMs } of candidates.map((each) => ({ kubelet, ...each }))) {
    const text =
      how === undefined || atMs === undefined
        ? undefined
        : scenarioFor({ claim, kubelet: on, restart, life: how, atMs });
    if (text !== undefined) return text;
  }
  return undefined;
}

import { SECOND_MS } from '../../time/units.js';
import { startsOf, windowBounds } from './bounds.js';
import { type ClaimedKubelet, claimedKubelet } from './claimed-kubelet.js';
import { crashingScenario, type Life } from './crashing-scenario.js';
import { FastestRestarts } from './fastest-restarts.js';
import type { Condition, WindowJudgement } from './judgement.js';
import { type KilledBest, KillSearch } from './kill-search.js';
import { longestPeriodFor } from './max-period.js';
import type { WindowClaim } from './stated-claim.js';

/** Can so many restarts ever lie in one window of such a length? */
export function judgeWindow(claim: WindowClaim, kubelet: ClaimedKubelet, killed: KilledBest): WindowJudgement {
  const { count, windowMs, runMs } = claim;
  const bounds = windowBounds({ kubelet, withinMs: windowMs, runMs }, killed);
  const judged = { kind: 'window', claim, kubelet, bounds } as const;
  const holds = bounds.filter(({ most }) => most === undefined || most >= count);
  const plain = holds.find(({ way }) => way === 'same-runs');
  if (plain !== undefined) {
    return { ...judged, verdict: 'possible', conditions: [], scenario: plainScenario(claim, kubelet) };
  }
  const mixed = mixedLife(claim, kubelet);
  const ways = holds.map(
    ({ way }): Condition => ({ kind: 'way', way, isShown: way === 'same-kills' || mixed !== undefined }),
  );
  const conditions = [...ways, ...period(claim, kubelet)];
  const verdict = conditions.length === 0 ? 'impossible' : 'only-if';
  return { ...judged, verdict, conditions, scenario: scenarioOf(claim, kubelet, mixed, conditions) };
}

/** The search among killed containers that judging takes. */
export function killsForWindow({ windowMs, runMs }: WindowClaim, kubelet: ClaimedKubelet): KillSearch {
  return new KillSearch({ kubelet, runMs, where: 'anywhere', withinMs: windowMs, restart: 0 });
}

/** A history of exits and kills whose first restarts lie in the window. */
function mixedLife({ count, windowMs, runMs }: WindowClaim, { policy }: ClaimedKubelet): Life | undefined {
  if (runMs !== undefined) return undefined;
  const fastest = new FastestRestarts({ policy, endings: 'exits-and-kills', grainMs: SECOND_MS });
  if (fastest.earliestMs(count) - fastest.earliestMs(1) > windowMs) return undefined;
  return { kind: 'listed', runs: fastest.runsTo(count) };
}

function period(claim: WindowClaim, kubelet: ClaimedKubelet): readonly Condition[] {
  if (kubelet.isStated) return [];
  const atMostMs = longestPeriodFor(kubelet, (each) => isReached(claim, each));
  return atMostMs === undefined ? [] : [{ kind: 'max-period', atMostMs }];
}

/** By the first restarts of a process whose runs all last the same. */
function isReached({ count, windowMs, runMs = 0 }: WindowClaim, kubelet: ClaimedKubelet): boolean {
  const schedule = startsOf(kubelet, runMs);
  return schedule.startAtMs(count) - schedule.startAtMs(1) <= windowMs;
}

function plainScenario(claim: WindowClaim, kubelet: ClaimedKubelet): string | undefined {
  const { count, runMs = 0 } = claim;
  return scenario(claim, kubelet, { kind: 'same-runs', runMs }, startsOf(kubelet, runMs).startAtMs(count));
}

function scenarioOf(
  claim: WindowClaim,
  kubelet: ClaimedKubelet,
  mixed: Life | undefined,
  conditions: readonly Condition[],
): string | undefined {
  if (mixed !== undefined) {
    const fastest = new FastestRestarts({ policy: kubelet.policy, endings: 'exits-and-kills', grainMs: SECOND_MS });
    return scenario(claim, kubelet, mixed, fastest.earliestMs(claim.count));
  }
  const period = conditions.find((condition) => condition.kind === 'max-period');
  if (period === undefined) return undefined;
  return plainScenario(claim, claimedKubelet({ ...kubelet.config, maxRestartPeriodMs: period.atMostMs }));
}

function scenario({ count }: WindowClaim, kubelet: ClaimedKubelet, life: Life, atMs: number): string | undefined {
  const description = `How ${count} restarts come to lie in one window.`;
  return crashingScenario({ kubelet, life, durationMs: Math.max(1, atMs), description, restartsAtLeast: count });
}

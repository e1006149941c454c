import { DAY_MS } from '../../time/units.js';
import { startsOf } from './bounds.js';
import { type ClaimedKubelet, claimedKubelet } from './claimed-kubelet.js';
import { crashingScenario } from './crashing-scenario.js';
import type { ExcessJudgement } from './judgement.js';
import type { ExcessClaim } from './stated-claim.js';

/** By then the cap is reached and the waits repeat. */
const STEADY_FROM_MS = DAY_MS;
/** Enough periods for an average to whole restarts. */
const PERIODS = 1_000;

/** Are there so many restarts more than under the kubelet's own backoff, when the process exits at once? */
export function judgeExcess(claim: ExcessClaim, kubelet: ClaimedKubelet): ExcessJudgement {
  const own = claimedKubelet(kubelet.config);
  const restarts = { claimed: restartsIn(claim, kubelet), own: restartsIn(claim, own) };
  const holds = Math.round(restarts.claimed - restarts.own) === claim.count;
  const { runMs = 0, periodMs } = claim;
  const life = { kind: 'same-runs', runMs } as const;
  const scenario = crashingScenario({
    kubelet,
    life,
    durationMs: periodMs,
    description: 'The backoff that is claimed to restart more often.',
    restartsAtLeast: Math.max(0, startsOf(kubelet, runMs).startsBy(periodMs) - 1),
  });
  return {
    kind: 'excess',
    claim,
    kubelet,
    verdict: holds ? 'possible' : 'impossible',
    conditions: [],
    restarts,
    scenario,
  };
}

function restartsIn({ period, periodMs, runMs = 0 }: ExcessClaim, kubelet: ClaimedKubelet): number {
  const schedule = startsOf(kubelet, runMs);
  if (period === 'first') return Math.max(0, schedule.startsBy(periodMs) - 1);
  const starts = schedule.startsBy(STEADY_FROM_MS + PERIODS * periodMs) - schedule.startsBy(STEADY_FROM_MS);
  return starts / PERIODS;
}

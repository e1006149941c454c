import { MINUTE_MS, SECOND_MS } from '../../time/units.js';
import { startsOf } from './bounds.js';
import type { ClaimedKubelet } from './claimed-kubelet.js';
import { crashingScenario } from './crashing-scenario.js';
import type { Condition, InstantsJudgement, Reading } from './judgement.js';
import type { InstantsClaim } from './stated-claim.js';

/** People write whole seconds. */
const ROUNDING_MS = 1 * SECOND_MS;
/** The least that a real kubelet is late: an exit is not noticed at once, and a start takes time. */
const LEAST_LATE_MS = 100;
const NOTICE_MS = 3 * SECOND_MS;

/** Can a container restart at just these instants after its first start, and what would its runs have to be? */
export function judgeInstants(claim: InstantsClaim, kubelet: ClaimedKubelet): InstantsJudgement {
  const steps = stepsOf(kubelet, claim.atMs.length + 1);
  const readings = [readingOf('free', steps, claim), readingOf('not-counted', steps.slice(1), claim)];
  const runsMs = overWaits(claim, steps);
  const judged = { kind: 'instants', claim, kubelet, readings, runsMs } as const;
  const [free, notCounted] = readings;
  const scenario = scenarioOf(claim, kubelet, runsMs);
  if (free?.runMs !== undefined) return { ...judged, verdict: 'possible', conditions: [], scenario };
  const conditions: readonly Condition[] = [
    ...(notCounted?.runMs === undefined ? [] : [{ kind: 'first-not-counted' } as const]),
    ...(runsMs === undefined ? [] : [{ kind: 'runs-differ' } as const]),
  ];
  return { ...judged, verdict: conditions.length === 0 ? 'impossible' : 'only-if', conditions, scenario };
}

/** The waits before the first restarts, of a process that exits at once. */
function stepsOf(kubelet: ClaimedKubelet, count: number): readonly number[] {
  const schedule = startsOf(kubelet, 0);
  return Array.from({ length: count }, (_, at) => schedule.startAtMs(at + 1) - schedule.startAtMs(at));
}

/** What is left of the times between restarts when the waits are taken off; undefined where a wait is longer. */
function overWaits({ atMs }: InstantsClaim, steps: readonly number[]): readonly number[] | undefined {
  const rest = atMs.map((at, place) => at - (atMs[place - 1] ?? 0) - (steps[place] ?? 0));
  return rest.every((ms) => ms >= 0) ? rest : undefined;
}

function readingOf(first: Reading['first'], steps: readonly number[], claim: InstantsClaim): Reading {
  let sumMs = 0;
  const expectedMs = claim.atMs.map((_, place) => {
    sumMs += steps[place] ?? 0;
    return sumMs;
  });
  return { first, expectedMs, runMs: commonRun(claim, steps) };
}

/** One length of run that fits: to the second on the ideal clock, or as late each time as a real kubelet may be. */
function commonRun(claim: InstantsClaim, steps: readonly number[]): number | undefined {
  const { atMs, runMs } = claim;
  const rests = atMs.map((at, place) => at - (atMs[place - 1] ?? 0) - (steps[place] ?? 0));
  const fits = (from: number, to: number): number | undefined => {
    const least = Math.max(0, from);
    if (least > to) return undefined;
    return runMs === undefined || (runMs >= least - ROUNDING_MS && runMs <= to + ROUNDING_MS) ? least : undefined;
  };
  const ideal = fits(Math.max(...rests) - ROUNDING_MS + 1, Math.min(...rests));
  if (ideal !== undefined) return Math.min(...rests);
  const latest = rests.map((rest, place) => rest - mostLate(steps[place] ?? 0));
  return fits(Math.max(...latest), Math.min(...rests) - LEAST_LATE_MS);
}

/** How late a real kubelet of any version may start a container. @source kubelet-semantics T12, T13, T14 */
function mostLate(stepMs: number): number {
  if (stepMs === 0) return NOTICE_MS;
  return Math.max(15 * SECOND_MS, Math.min(stepMs, MINUTE_MS) / 2) + NOTICE_MS;
}

function scenarioOf(
  { atMs }: InstantsClaim,
  kubelet: ClaimedKubelet,
  runsMs: readonly number[] | undefined,
): string | undefined {
  const lastMs = atMs.at(-1);
  if (runsMs === undefined || lastMs === undefined) return undefined;
  const runs = runsMs.map((runMs) => ({ ending: 'exit', runMs }) as const);
  return crashingScenario({
    kubelet,
    life: { kind: 'listed', runs },
    durationMs: Math.max(1, lastMs),
    description: 'Runs that restart at the instants claimed.',
    restartsAtLeast: atMs.length,
  });
}

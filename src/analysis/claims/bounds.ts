import { SECOND_MS } from '../../time/units.js';
import type { StartSchedule } from '../start-schedule.js';
import { scheduleOf } from '../tally.js';
import { type ClaimedKubelet, kubeletPlanOf } from './claimed-kubelet.js';
import type { Life } from './crashing-scenario.js';
import { type Endings, type FastestOptions, FastestRestarts, mostInAnyWindow } from './fastest-restarts.js';
import { type KilledBest, MOST_RESTARTS } from './kill-search.js';

/**
 * Ways in which a container may come to restart, the plainest first.
 *
 * - `same-runs`: it exits by itself, each run as long as the others
 * - `changing-runs`: it exits by itself, and runs differ, some of them long enough to reset the backoff
 * - `same-kills`: a liveness probe has every run killed after the same time
 * - `changing-kills`: exits of its own and kills mix, and runs differ
 */
export const WAYS = ['same-runs', 'changing-runs', 'same-kills', 'changing-kills'] as const;
export type Way = (typeof WAYS)[number];

/** What one way of living can bring about. */
export interface Bound {
  readonly way: Way;
  /** `rule`: no history of this kind has more. `search`: the most of those that were tried. */
  readonly basis: 'rule' | 'search';
  /** The most restarts in the time asked about; undefined: more than are counted. */
  readonly most: number | undefined;
  /** The earliest instant of the restart asked about; undefined: not found. */
  readonly earliestMs: number | undefined;
  /** A history that has the restart at its earliest instant, or not much later; undefined: none is known. */
  readonly shown: { readonly life: Life; readonly atMs: number } | undefined;
}

/** What is asked: restart `restart`, in a time of `withinMs`. */
export interface BoundsQuestion {
  readonly kubelet: ClaimedKubelet;
  readonly restart: number;
  readonly withinMs: number;
  /** How long each run lasts; undefined: whatever serves best. */
  readonly runMs: number | undefined;
}

/**
 * What each way of living can bring about on one kubelet; runs of a stated length leave no choice of runs.
 *
 * @param killed what a search among killed containers has found
 */
export function boundsOf(question: BoundsQuestion, killed: KilledBest): readonly Bound[] {
  if (question.runMs !== undefined) return [sameRuns(question), sameKills(killed)];
  return [
    sameRuns(question),
    changing('changing-runs', 'exits', question),
    sameKills(killed),
    changing('changing-kills', 'exits-and-kills', question),
  ];
}

/**
 * Runs that all last the same are fastest when they last no time: those long enough to reset the backoff last longer than
 * its cap.
 */
function sameRuns({ kubelet, restart, withinMs, runMs = 0 }: BoundsQuestion): Bound {
  const schedule = startsOf(kubelet, runMs);
  const earliestMs = schedule.startAtMs(restart);
  return {
    way: 'same-runs',
    basis: 'rule',
    most: Math.max(0, schedule.startsBy(withinMs) - 1),
    earliestMs,
    shown: { life: { kind: 'same-runs', runMs }, atMs: earliestMs },
  };
}

/** All starts of a container whose runs all last the same, on the ideal clock. */
export function startsOf(kubelet: ClaimedKubelet, runMs: number): StartSchedule {
  return scheduleOf(kubeletPlanOf(kubelet), runMs);
}

function changing(way: Way, endings: Endings, { kubelet, restart, withinMs }: BoundsQuestion): Bound {
  const options: FastestOptions = { policy: kubelet.policy, endings, grainMs: 0 };
  const fastest = new FastestRestarts(options);
  const isCounted = restart <= MOST_RESTARTS;
  const shown = isCounted ? new FastestRestarts({ ...options, grainMs: SECOND_MS }) : undefined;
  return {
    way,
    basis: 'rule',
    most: fastest.mostWithin(withinMs, Number.MAX_SAFE_INTEGER),
    earliestMs: fastest.earliestMs(restart),
    shown: shown && { life: { kind: 'listed', runs: shown.runsTo(restart) }, atMs: shown.earliestMs(restart) },
  };
}

/** What containers came to that were killed after one time and another. */
function sameKills({ most, earliest }: KilledBest): Bound {
  return { way: 'same-kills', basis: 'search', most, earliestMs: earliest?.atMs, shown: earliest };
}

/** The same for any window of a length instead of the first. */
export function windowBounds(
  { kubelet, withinMs: windowMs, runMs }: Omit<BoundsQuestion, 'restart'>,
  killed: KilledBest,
): readonly Bound[] {
  const { policy } = kubelet;
  const none = { earliestMs: undefined, shown: undefined };
  const schedule = startsOf(kubelet, runMs ?? 0);
  const mostOfSame = Array.from({ length: WINDOW_RESTARTS }, (_, at) => {
    return schedule.startsBy(schedule.startAtMs(at + 1) + windowMs) - (at + 1);
  }).reduce((most, restarts) => Math.max(most, restarts));
  const same: readonly Bound[] = [{ way: 'same-runs', basis: 'rule', most: mostOfSame, ...none }, sameKills(killed)];
  if (runMs !== undefined) return same;
  const anywhere = (endings: Endings): number | undefined =>
    mostInAnyWindow({ policy, endings, grainMs: 0 }, windowMs, Number.MAX_SAFE_INTEGER);
  return [
    same[0] as Bound,
    { way: 'changing-runs', basis: 'rule', most: anywhere('exits'), ...none },
    same[1] as Bound,
    { way: 'changing-kills', basis: 'rule', most: anywhere('exits-and-kills'), ...none },
  ];
}

/** With which restart the window begins: beyond the first few dozen the waits repeat. */
const WINDOW_RESTARTS = 1_000;

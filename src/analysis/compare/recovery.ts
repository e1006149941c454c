import type { Outage, Plan } from '../../cluster/plan.js';
import { HOUR_MS } from '../../time/units.js';
import type { Career } from './course.js';

/** A dependency that goes away and returns while the scenario lasts. */
export interface Return {
  readonly dependency: string;
  readonly outage: Outage;
}

/** What containers still wait after a dependency is back, in milliseconds. */
export interface Recovery {
  /** As the scenario has it: the return meets the wait somewhere, by accident. */
  readonly asWrittenMs: number;
  /** Had it returned at any other moment of the same round of waits: on average, and at worst. */
  readonly meanMs: number;
  readonly worstMs: number;
}

/** Long enough for a round of waits to come again. */
const WATCHED_MS = 3 * HOUR_MS;

/** How long a run without a return lasts. */
export function watchedUntilMs({ outage }: Return): number {
  return outage.untilMs + WATCHED_MS;
}

/** Every outage that ends within the scenario's own time. */
export function returnsIn({ dependencies }: Plan, ownMs: number): readonly Return[] {
  return dependencies.flatMap(({ name, outages }) =>
    outages.flatMap((outage) => (outage.untilMs <= ownMs ? [{ dependency: name, outage }] : [])),
  );
}

/**
 * The same plan, but this outage never ends. Up to the moment of the return the two are one run, and a wait that has
 * begun does not notice the return; so the next start of this plan is the next start whenever the dependency returns.
 */
export function withoutReturn(plan: Plan, gone: Return): Plan {
  const { dependency, outage } = gone;
  const dependencies = plan.dependencies.map((each) => {
    if (each.name !== dependency) return each;
    const before = each.outages.filter(({ fromMs }) => fromMs < outage.fromMs);
    return { ...each, outages: [...before, { fromMs: outage.fromMs, untilMs: Number.POSITIVE_INFINITY }] };
  });
  return { ...plan, dependencies, durationMs: watchedUntilMs(gone) };
}

/**
 * How long one container stays away after the return; undefined when it was up all along.
 *
 * @param career as the scenario has it
 * @param without the same container where the dependency never returns
 */
export function recoveryOf(career: Career, without: Career, { outage }: Return): Recovery | undefined {
  const next = firstAtOrAfter(career.startsMs, outage.untilMs);
  const before = (next === -1 ? career.startsMs.length : next) - 1;
  if (before < 0 || next === -1 || isUp(career, before, outage)) return undefined;
  const asWrittenMs = (career.startsMs[next] ?? 0) - outage.untilMs;
  const gapsMs = roundOfGaps(without, outage.untilMs);
  const sumMs = gapsMs.reduce((sum, gapMs) => sum + gapMs, 0);
  if (sumMs === 0) return { asWrittenMs, meanMs: asWrittenMs, worstMs: asWrittenMs };
  // A moment chosen at random falls into long gaps more often, and there on average into the middle.
  const meanMs = gapsMs.reduce((sum, gapMs) => sum + gapMs * gapMs, 0) / (2 * sumMs);
  return { asWrittenMs, meanMs, worstMs: Math.max(...gapsMs) };
}

/** Up at the return is what runs then, unless it was started in vain, during the outage. */
function isUp({ startsMs, exitsMs }: Career, attempt: number, { fromMs, untilMs }: Outage): boolean {
  const exitMs = exitsMs[attempt];
  return exitMs === undefined || (exitMs >= untilMs && (startsMs[attempt] ?? 0) < fromMs);
}

function firstAtOrAfter(timesMs: readonly number[], atMs: number): number {
  return timesMs.findIndex((timeMs) => timeMs >= atMs);
}

/** From start to start: the gap the return falls into, and those after it until the same step is served again. */
function roundOfGaps({ startsMs, stepsMs }: Career, returnMs: number): readonly number[] {
  const next = firstAtOrAfter(startsMs, returnMs);
  if (next < 1) return [];
  const first = next - 1;
  let again = next;
  while (again < startsMs.length - 1 && stepsMs[again] !== stepsMs[first]) again += 1;
  const end = again < startsMs.length - 1 ? again : next;
  return startsMs.slice(first + 1, end + 1).map((startMs, at) => startMs - (startsMs[first + at] ?? 0));
}

import type { Plan } from '../../cluster/plan.js';
import { Simulation } from '../../cluster/simulation.js';
import { estimateEvents } from '../../scenario/estimate-events.js';
import { DAY_MS, MINUTE_MS } from '../../time/units.js';
import { seedOfRun } from '../many-runs.js';
import { dependsOnChance } from './chance.js';
import { Course } from './course.js';
import { type Return, returnsIn, withoutReturn } from './recovery.js';

/** A policy under which the scenario is run, and what came of it. */
export interface Contender {
  /** In the words it was asked for. */
  readonly policy: string;
  readonly plan: Plan;
  readonly ownMs: number;
  readonly endMs: number;
  readonly returns: readonly Return[];
  readonly repeats: 'exactly' | 'by-chance';
  /** A course for each run, and for each return one without it. */
  readonly runs: readonly { readonly main: Course; readonly without: readonly Course[] }[];
}

/** Nothing comes of it, for a reason a reader can act on. */
export class TooMuchError extends Error {
  override readonly name = 'TooMuchError';
}

/** Some seconds of work and some hundred megabytes of restarts. */
const MOST_EVENTS = 30_000_000;
/** A wait that begins within the scenario's time ends within this. */
const LAST_WAIT_MS = 15 * MINUTE_MS;
const EVENTS_AT_ONCE = 200_000;

/** A day, since columns ask for it, or as long as the scenario lasts. */
function comparedMs(ownMs: number): number {
  return Math.max(DAY_MS, ownMs + LAST_WAIT_MS);
}

/**
 * Runs one policy in pieces, and yields how much of it is done, 0 to 1.
 *
 * @param runs from as many seeds, where chance plays a part; fewer when they would take too long
 * @throws {NoProgressError} when a container restarts without time passing
 * @throws {TooMuchError} when even one run is too long
 */
export function* runContender(policy: string, plan: Plan, ownMs: number, runs: number): Generator<number, Contender> {
  const endMs = comparedMs(ownMs);
  const { events, biggest } = estimateEvents({ ...plan, durationMs: endMs });
  if (biggest?.cycleMs === 0)
    throw new TooMuchError(`container ${biggest.container.name} of pod ${biggest.pod} restarts without time passing`);
  if (events > MOST_EVENTS) {
    const size = `about ${Math.round(events / 1e6)} million events; at most ${MOST_EVENTS / 1e6} million are compared`;
    throw new TooMuchError(`a day has ${size}`);
  }
  const returns = returnsIn(plan, ownMs);
  const isByChance = dependsOnChance(plan);
  const seeds = isByChance ? Math.max(1, Math.min(runs, Math.floor(MOST_EVENTS / Math.max(1, events)))) : 1;
  const courses: { main: Course; without: Course[] }[] = [];
  for (let run = 0; run < seeds; run += 1) {
    const seeded = { ...plan, durationMs: endMs, seed: isByChance ? seedOfRun(plan.seed, run) : plan.seed };
    const main = yield* follow(seeded);
    const without: Course[] = [];
    for (const each of returns) without.push(yield* follow(withoutReturn(seeded, each)));
    courses.push({ main, without });
    yield (run + 1) / seeds;
  }
  return { policy, plan, ownMs, endMs, returns, repeats: isByChance ? 'by-chance' : 'exactly', runs: courses };
}

function* follow(plan: Plan): Generator<number, Course> {
  const course = new Course();
  const simulation = new Simulation(plan, course);
  while (!simulation.advance(EVENTS_AT_ONCE)) yield 0;
  return course;
}

import { type ContainerSamples, ManyRuns } from '../analysis/many-runs.js';
import type { Plan } from '../cluster/plan.js';
import { Simulation } from '../cluster/simulation.js';
import type { Sink } from '../trace/sink.js';
import type { Io } from './io.js';
import { Progress } from './progress.js';

const EVENTS_PER_BREATH = 200_000;
const RUNS_PER_BREATH = 20;

/**
 * Runs a plan with a progress bar, and stops early when the user interrupts.
 *
 * @returns whether the run is complete
 */
export async function simulateWatched(plan: Plan, sink: Sink, io: Io): Promise<boolean> {
  const simulation = new Simulation(plan, sink);
  const progress = new Progress(io, plan.scenario);
  while (!simulation.advance(EVENTS_PER_BREATH)) {
    progress.show(simulation.doneRatio);
    await io.breathe();
    if (!io.interrupted()) continue;
    progress.clear();
    return false;
  }
  progress.clear();
  return true;
}

/**
 * Runs a plan many times with a progress bar.
 *
 * @returns what complete runs left behind, and how many those are: fewer than asked when the user interrupts
 */
export async function simulateMany(
  plan: Plan,
  runs: number,
  io: Io,
): Promise<{ readonly samples: readonly ContainerSamples[]; readonly done: number }> {
  const many = new ManyRuns(plan, runs);
  const progress = new Progress(io, `${plan.scenario}, ${runs} runs`);
  let sinceBreath = 0;
  while (!many.advance(EVENTS_PER_BREATH)) {
    sinceBreath += 1;
    if (sinceBreath < RUNS_PER_BREATH || !many.isBetweenRuns) continue;
    sinceBreath = 0;
    progress.show(many.done / runs);
    await io.breathe();
    if (io.interrupted()) break;
  }
  progress.clear();
  return { samples: many.containers, done: many.done };
}

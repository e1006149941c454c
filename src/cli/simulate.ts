import { type ContainerSamples, ManyRuns } from '../analysis/many-runs.js';
import type { Plan } from '../cluster/plan.js';
import { Simulation } from '../cluster/simulation.js';
import type { Sink } from '../trace/sink.js';
import { finish } from './finish.js';
import type { Io } from './io.js';
import { Progress } from './progress.js';

const EVENTS_PER_BREATH = 200_000;
const RUNS_PER_BREATH = 20;

/** Runs a plan with a progress bar. @returns whether the run is complete: it is not when the user interrupts */
export async function simulateWatched(plan: Plan, sink: Sink, io: Io): Promise<boolean> {
  return finish(new Simulation(plan, sink), { size: EVENTS_PER_BREATH, what: plan.scenario }, io);
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

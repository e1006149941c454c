import { type ContainerSamples, ManyRuns } from '../analysis/many-runs.js';
import type { Plan } from '../cluster/plan.js';
import { NoProgressError, Simulation } from '../cluster/simulation.js';
import type { Sink } from '../trace/sink.js';
import { TraceFullError } from '../trace/trace-full.js';
import { finish } from './finish.js';
import type { Io } from './io.js';
import { Progress } from './progress.js';
import { RunError } from './run-error.js';

const EVENTS_PER_BREATH = 200_000;
const RUNS_PER_BREATH = 20;

/**
 * Runs a plan with a progress bar.
 *
 * @param file where the plan is from
 * @returns whether the run is complete: it is not when the user interrupts
 * @throws {RunError}
 */
export async function simulateWatched(
  { plan, file }: { readonly plan: Plan; readonly file: string },
  sink: Sink,
  io: Io,
): Promise<boolean> {
  try {
    return await finish(new Simulation(plan, sink), { size: EVENTS_PER_BREATH, what: plan.scenario }, io);
  } catch (error) {
    if (error instanceof NoProgressError || error instanceof TraceFullError) throw new RunError(file, error);
    throw error;
  }
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

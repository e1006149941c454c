import type { Plan } from '../cluster/plan.js';
import { Simulation } from '../cluster/simulation.js';
import type { Sink } from '../trace/sink.js';
import type { Io } from './io.js';
import { Progress } from './progress.js';

const EVENTS_PER_BREATH = 200_000;

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

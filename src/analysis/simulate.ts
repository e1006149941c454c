import { simulatePlan } from '../cluster/simulation.js';
import { compileScenario, type Overrides } from '../scenario/compile.js';
import type { Scenario } from '../scenario/parse.js';
import { Trace } from '../trace/trace.js';
import { buildRun } from './build-run.js';
import type { Run } from './run.js';

/**
 * Runs a scenario to its end.
 *
 * @throws {ScenarioError} when it cannot be run as it is
 * @throws {NoProgressError} when a container restarts over and over without time passing
 * @example
 * const scenario = parseScenario(text, { file: 'web.yaml' });
 * const run = simulate(scenario, { seed: '7', version: '1.34' });
 * console.log(run.pods[0].status);
 */
export function simulate(scenario: Scenario, options: Overrides = {}): Run {
  const { plan } = compileScenario(scenario, options);
  const trace = new Trace();
  simulatePlan(plan, trace);
  return buildRun(plan, trace);
}

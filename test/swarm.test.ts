import { describe, expect, it } from 'vitest';
import { violations } from '../src/analysis/invariants.js';
import { simulatePlan } from '../src/cluster/simulation.js';
import { compileScenario } from '../src/scenario/compile.js';
import { parseScenario } from '../src/scenario/parse.js';
import { Trace } from '../src/trace/trace.js';
import { swarmProblem } from './support/swarm.js';
import { swarmScenario } from './support/swarm-scenario.js';

const SEEDS = 80;

describe('swarm', () => {
  it(`finds nothing wrong with ${SEEDS} random scenarios, each run twice (npm run swarm -- 1 SEED replays one)`, {
    timeout: 180_000,
  }, () => {
    const problems = Array.from({ length: SEEDS }, (_, at) => String(at + 1)).flatMap((seed) => {
      const problem = swarmProblem(seed);
      return problem === undefined ? [] : [`npm run swarm -- 1 ${seed}: ${problem}`];
    });
    expect(problems).toEqual([]);
  });

  it('would find something: facts that break a rule are told', () => {
    const { plan } = compileScenario(parseScenario(swarmScenario('1')));
    const trace = new Trace();
    simulatePlan(plan, trace);
    trace.started(0, 999, 1);
    expect(violations(plan, trace).length).toBeGreaterThan(0);
  });
});

import { describe, expect, it } from 'vitest';
import { violations } from '../src/analysis/invariants.js';
import { simulatePlan } from '../src/cluster/simulation.js';
import { Trace } from '../src/trace/trace.js';
import { planOf, problemsOf } from './support/swarm/judge.js';
import { swarmDocuments } from './support/swarm/scenario.js';
import { shrink } from './support/swarm/shrink.js';

const SEEDS = 1000;
const PATIENCE_MS = 240_000;

describe('swarm', () => {
  it(`finds nothing wrong with ${SEEDS} random scenarios, each run twice`, { timeout: PATIENCE_MS }, () => {
    const problems = Array.from({ length: SEEDS }, (_, at) => String(at + 1)).flatMap((seed) => {
      const found = problemsOf(swarmDocuments(seed));
      return found.length === 0 ? [] : [`npm run swarm -- --seeds 1 --from ${seed}: ${found.slice(0, 5).join('; ')}`];
    });
    expect(problems).toEqual([]);
  });

  it('would find something: facts that break a rule are told', () => {
    const plan = planOf(swarmDocuments('1'));
    const trace = new Trace();
    simulatePlan(plan, trace);
    trace.started(0, 999, 1);
    expect(violations(plan, trace).length).toBeGreaterThan(0);
  });

  it('shrinks what fails to what makes it fail', () => {
    const container = { name: 'app', image: 'app:1' };
    const pod = (name: string) => ({ kind: 'Pod', metadata: { name }, spec: { containers: [container] } });
    const spec = {
      duration: '100s',
      actions: [
        { at: '90000ms', deletePod: 'a' },
        { at: '1ms', deletePod: 'b' },
      ],
    };
    const smallest = shrink([{ spec }, pod('a'), pod('b')], (documents) => {
      const text = JSON.stringify(documents);
      return text.includes('"at":"1ms"') && text.includes('"name":"b"');
    });
    expect(smallest).toEqual([{ spec: { actions: [{ at: '1ms' }] } }, { metadata: { name: 'b' } }]);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clusterAt } from '../../src/analysis/cluster-state.js';
import { statusSpans } from '../../src/analysis/status-spans.js';
import { simulatePlan } from '../../src/cluster/simulation.js';
import { compileScenario } from '../../src/scenario/compile.js';
import { parseScenario } from '../../src/scenario/parse.js';
import { Trace } from '../../src/trace/trace.js';
import { Told } from '../support/told.js';

const MOST_SPANS = 40;

function simulated(file: string): { readonly plan: ReturnType<typeof compileScenario>['plan']; readonly trace: Trace } {
  const text = readFileSync(`scenarios/${file}`, 'utf8');
  const { plan } = compileScenario(parseScenario(text, { file }), { fidelity: 'realistic', durationMs: 1_200_000 });
  const trace = new Trace();
  simulatePlan(plan, trace);
  return { plan, trace };
}

describe('what kubectl shows of a container over time', () => {
  it('goes from word to word without gaps, and ends with the pod', () => {
    const told = new Told('web').run(0, 10).run(10, 40);
    told.trace.started(0, 0, 0);
    told.trace.started(0, 1, 10);
    told.trace.podTerminating(0, 50);
    told.trace.podDeleted(0, 70);
    const [web] = statusSpans(told.trace, 100);
    expect(web?.startsMs).toEqual([0, 10]);
    expect(web?.spans.at(-1)).toEqual({ fromMs: 50, untilMs: 70, word: 'Terminating' });
    for (const [at, { fromMs, untilMs }] of (web?.spans ?? []).entries()) {
      expect(untilMs).toBeGreaterThan(fromMs);
      if (at > 0) expect(fromMs).toBe(web?.spans[at - 1]?.untilMs);
    }
  });

  const files = [
    'needs-database',
    'liveness-failing',
    'exits-immediately',
    'image-not-found',
    'readiness-failing',
    'shop',
  ];
  it.each(files)('is what its row says at any instant: %s', (name) => {
    const { plan, trace } = simulated(`${name}.yaml`);
    let checked = 0;
    for (const { pod, spans } of statusSpans(trace, plan.durationMs)) {
      if (pod.containers.length > 1) continue;
      for (const { fromMs, untilMs, word } of spans.slice(0, MOST_SPANS)) {
        const shown = clusterAt(plan, trace, Math.floor((fromMs + untilMs) / 2))[pod.index];
        if (untilMs - fromMs < 2) continue;
        expect(`${pod.name} ${fromMs}: ${shown?.row.status}`).toBe(
          `${pod.name} ${fromMs}: ${word.replace(', not ready', '')}`,
        );
        if (shown?.row.status === 'Running') expect(shown.row.ready).toBe(word === 'Running' ? 1 : 0);
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(2);
  });
});

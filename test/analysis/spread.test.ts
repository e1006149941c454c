import { describe, expect, it } from 'vitest';
import { buildBands } from '../../src/analysis/bands.js';
import { runMany, seedOfRun } from '../../src/analysis/many-runs.js';
import { simulate } from '../../src/analysis/simulate.js';
import { spreadOf } from '../../src/analysis/spread.js';
import { compileScenario } from '../../src/scenario/compile.js';
import { parseScenario } from '../../src/scenario/parse.js';

const TEXT = `apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: many}
spec:
  duration: 20m
  kubelet: {fidelity: realistic}
  processes:
    - {match: {pod: web}, attempts: [{run: {exponential: 5s}, exit: 1}]}
    - {match: {pod: db}, attempts: [{run: 10s, exit: 1}]}`;

describe('a spread', () => {
  it('takes the smallest value that so large a share does not exceed', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => at + 1);
    expect(spreadOf(hundred)).toEqual({ min: 1, p5: 5, p50: 50, p95: 95, max: 100, mean: 50.5 });
    expect(spreadOf([7])).toEqual({ min: 7, p5: 7, p50: 7, p95: 7, max: 7, mean: 7 });
  });
});

describe('many runs', () => {
  it('are single runs, each from the seed it says', () => {
    const scenario = parseScenario(TEXT);
    const { plan } = compileScenario(scenario);
    const samples = runMany(plan, 5);
    for (let run = 0; run < 5; run += 1) {
      const single = simulate(scenario, { seed: seedOfRun('1', run) });
      single.pods.forEach((pod, index) => {
        const attempts = pod.containers[0]?.attempts ?? [];
        expect(samples[index]?.restartCounts[run]).toBe(attempts.length - 1);
        attempts.slice(1).forEach(({ attempt, startedAtSeconds }) => {
          expect(samples[index]?.restarts[attempt]?.startsMs).toContain(Math.round(startedAtSeconds * 1000));
        });
      });
    }
  });

  it('condense into bands whose bounds are ordered', () => {
    const { plan } = compileScenario(parseScenario(TEXT));
    const bands = buildBands(plan, runMany(plan, 40), 40);
    expect(bands.pods.map(({ name }) => name)).toEqual(['web', 'db']);
    for (const { restarts } of bands.pods.flatMap((pod) => pod.containers)) {
      for (const { delaySeconds, backoffSeconds, runs } of restarts) {
        const { min, p5, p50, p95, max } = delaySeconds;
        expect([min, p5, p50, p95, max]).toEqual([min, p5, p50, p95, max].toSorted((a, b) => a - b));
        expect(min).toBeGreaterThanOrEqual(backoffSeconds.min);
        expect(runs).toBeLessThanOrEqual(40);
      }
    }
  });
});

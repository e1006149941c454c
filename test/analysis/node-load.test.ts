import { describe, expect, it } from 'vitest';
import { nodeLoad } from '../../src/analysis/node-load.js';
import { allEventsOfTrace } from '../../src/analysis/trace-events.js';
import { simulatePlan } from '../../src/cluster/simulation.js';
import { Counts } from '../../src/trace/counts.js';
import { Trace } from '../../src/trace/trace.js';
import { containerOf, planOf, podOf, runs } from '../support/plan.js';
import { Told } from '../support/told.js';

const sum = (rates: readonly number[], binMs: number): number =>
  Math.round(rates.reduce((total, rate) => total + (rate * binMs) / 1_000, 0));

describe('the load of a node', () => {
  it('counts every restart, whatever the bins', () => {
    const pods = ['a', 'b', 'c'].map((name, at) => podOf(name, [containerOf(runs(at * 1_000))]));
    const plan = planOf(pods, { durationMs: 3_600_000 });
    const trace = new Trace();
    simulatePlan(plan, trace);
    const counts = new Counts(3);
    simulatePlan(plan, counts);
    const restarts = counts.starts.reduce((total, starts) => total + starts - 1, 0);
    const loads = [1_000, 7_000, 3_600_000].map((binMs) => nodeLoad(trace, '1.36', plan.durationMs, binMs));
    for (const load of loads) expect(sum(load.restarts, load.binMs)).toBe(restarts);
    expect(new Set(loads.map((load) => sum(load.statusRequests, load.binMs))).size).toBe(1);
  });

  it('writes no more events than the spam filter lets through (E14), and at least as many as there are', () => {
    const pods = ['a', 'b'].map((name) => podOf(name, [containerOf(runs(0))]));
    const plan = planOf(pods, { durationMs: 3_600_000 });
    const trace = new Trace();
    simulatePlan(plan, trace);
    const writes = sum(nodeLoad(trace, '1.36', plan.durationMs, 60_000).eventRequests, 60_000);
    const listed = allEventsOfTrace(plan, trace, plan.durationMs).filter(({ source }) => source === 'kubelet');
    expect(writes).toBeGreaterThanOrEqual(listed.length);
    expect(writes).toBeLessThanOrEqual(listed.reduce((total, { count }) => total + count, 0));
  });

  it('reads and patches once for all that is told of a pod at one instant', () => {
    const told = new Told('web');
    const before = sum(nodeLoad(told.trace, '1.36', 1_000, 1_000).statusRequests, 1_000);
    told.trace.phasePublished(0, 500, 'Running', null, null);
    told.trace.containerPublished(0, 500, {
      state: 'running',
      reason: null,
      message: null,
      restartCount: 0,
      ready: true,
      started: true,
      lastAttempt: null,
      lastRemoved: false,
    });
    expect(sum(nodeLoad(told.trace, '1.36', 1_000, 1_000).statusRequests, 1_000) - before).toBe(2);
  });
});

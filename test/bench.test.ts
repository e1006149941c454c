import { describe, expect, it } from 'vitest';
import { runWorkload, type Workload } from '../bench/workload.js';

const W: Workload = { n: 110, hours: 24, reps: 1, seed: 1, meanMs: 5_000, housekeeping: 'off', path: 'agenda' };
const CRASHES = { events: 63_522, restarts: 31_653, check: '3d645c22' };

/** The totals every other implementation of the workload has, in C++ and Python. */
describe.each(['agenda', 'alone'] as const)('workload W through the model (%s)', (path) => {
  it('is the same run as everybody else’s', () => {
    expect(runWorkload({ ...W, path })).toEqual(CRASHES);
  });

  it('is not touched by housekeeping, since no run lasts long enough for an entry to be collected', () => {
    expect(runWorkload({ ...W, path, housekeeping: 'collects' })).toEqual(CRASHES);
  });

  it('is the same run where many runs outlast the reset threshold', () => {
    const expected = { events: 424_577, restarts: 212_215, check: 'a2533c23' };
    expect(runWorkload({ ...W, path, hours: 240, meanMs: 300_000 })).toEqual(expected);
  });

  it('is another one there when housekeeping collects entries during the wait', () => {
    const collected = runWorkload({ ...W, path, hours: 240, meanMs: 300_000, housekeeping: 'collects' });
    expect(collected.restarts).toBeGreaterThan(212_215);
  });
});

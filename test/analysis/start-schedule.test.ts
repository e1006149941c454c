import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSchedule } from '../../src/analysis/start-schedule.js';
import { attemptsOf, containerOf, planOf, podOf, runs } from '../support/plan.js';

const DURATION_MS = 12 * 3_600_000;

describe('the schedule that restarts answers from', () => {
  it('is the simulated one: every start, every crash, every count', () => {
    const runMs = fc.oneof(
      fc.constantFrom(0, 1, 28_000, 299_999, 300_001, 330_000, 599_999, 600_000, 600_001),
      fc.integer({ min: 0, max: 700_000 }),
    );
    const policy = fc.record({
      initialMs: fc.integer({ min: 1_000, max: 20_000 }),
      maxMs: fc.integer({ min: 20_000, max: 400_000 }),
      factor: fc.constantFrom(1, 1.5, 2, 3),
    });
    const version = fc.constantFrom('1.28', '1.36');
    fc.assert(
      fc.property(runMs, policy, version, fc.boolean(), (ms, chosen, name, documented) => {
        const options = {
          policy: chosen,
          version: name,
          fidelity: documented ? 'documented' : 'exact',
          durationMs: DURATION_MS,
        } as const;
        const plan = planOf([podOf('web', [containerOf(runs(ms))])], options);
        const attempts = attemptsOf(plan)[0] ?? [];
        const schedule = findSchedule({ ...plan, durationMs: Number.POSITIVE_INFINITY }, ms);
        for (const { attempt, startedAtMs } of attempts) {
          expect(schedule.startAtMs(attempt)).toBe(startedAtMs);
          expect(schedule.crashAtMs(attempt + 1)).toBe(startedAtMs + ms);
        }
        expect(schedule.startsBy(DURATION_MS)).toBe(attempts.length);
        expect(schedule.crashesBy(DURATION_MS)).toBe(
          attempts.filter(({ finishedAtMs }) => finishedAtMs !== undefined).length,
        );
      }),
      { numRuns: 150 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RANGE_FUNCTION } from '../../../src/analysis/promql/range-functions.js';
import { type PrometheusVersion, SEMANTICS } from '../../../src/analysis/promql/semantics.js';
import { Window } from '../../../src/analysis/promql/window.js';

/** A window over samples 30 s apart, the first at 0 s; null is a scrape that did not find the series. */
function windowOf(
  version: PrometheusVersion,
  samples: readonly (number | null)[],
  rangeS: number,
  atS: number,
): Window {
  const values = Float64Array.from(samples, (sample) => sample ?? Number.NaN);
  const grid = { firstMs: 0, stepMs: 30_000, count: values.length };
  const window = new Window(grid, values, rangeS * 1_000, SEMANTICS[version]);
  window.moveTo(atS * 1_000);
  return window;
}

/** Restarts 0, 10, 30, 70 and 150 s after the first exit, which comes 2 s after a scrape. */
const SELF_EXITS = [7, 7, 7, 9, 10, 11, 11, 12, 12, 12, 12, 12, 12];

describe('increase()', () => {
  it('reads more than five restarts where there were five, unless a sample lies on the edge of the range', () => {
    const increase = (version: PrometheusVersion, atS: number) =>
      RANGE_FUNCTION.increase(windowOf(version, SELF_EXITS, 300, atS));
    expect(increase('2', 330)).toBe(5);
    expect(increase('3', 330)).toBeCloseTo((5 * 300) / 270, 12);
    expect(increase('2', 345)).toBeCloseTo((5 * 300) / 270, 12);
    expect(increase('3', 345)).toBeCloseTo((5 * 300) / 270, 12);
  });

  it('does not stretch a counter below zero', () => {
    expect(RANGE_FUNCTION.increase(windowOf('3', [0, 2, 4], 300, 60))).toBe(4);
    expect(RANGE_FUNCTION.increase(windowOf('3', [0, 2, 4], 300, 75))).toBe(5);
  });

  it('takes a fall for a new beginning', () => {
    expect(RANGE_FUNCTION.increase(windowOf('3', [5, 6, 1, 2], 90, 90))).toBeCloseTo((2 * 90) / 60, 12);
    expect(RANGE_FUNCTION.increase(windowOf('2', [5, 6, 1, 2], 90, 90))).toBe(3);
  });

  it('knows nothing from one sample', () => {
    expect(RANGE_FUNCTION.increase(windowOf('3', [null, 4, null], 300, 60))).toBeNaN();
    expect(windowOf('3', [null, null], 300, 60).moveTo(60_000)).toBe(false);
  });

  it('is between the rise and what the range could hold at the same pace, whatever the samples', () => {
    const rises = fc.array(fc.nat(3), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(rises, fc.constantFrom('2', '3'), fc.integer({ min: 60, max: 600 }), (steps, version, rangeS) => {
        let total = 0;
        const samples = steps.map((step) => {
          total += step;
          return total;
        });
        const window = windowOf(version, samples, rangeS, (samples.length - 1) * 30);
        const rise = window.at(window.last) - window.at(window.first);
        const sampledMs = window.instant(window.last) - window.instant(window.first);
        fc.pre(sampledMs > 0);
        const increase = RANGE_FUNCTION.increase(window);
        expect(increase).toBeGreaterThanOrEqual(rise - 1e-9);
        expect(increase).toBeLessThanOrEqual(rise * ((sampledMs + 66_000) / sampledMs) + 1e-9);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what only counts and compares', () => {
  it('leaves out scrapes that found nothing', () => {
    const window = windowOf('3', [3, null, 1, 1, null, 5], 300, 150);
    const given = (
      ['changes', 'resets', 'min_over_time', 'max_over_time', 'sum_over_time', 'count_over_time'] as const
    ).map((name) => RANGE_FUNCTION[name](window));
    expect(given).toEqual([2, 1, 1, 5, 10, 4]);
    expect(RANGE_FUNCTION.last_over_time(windowOf('3', [3, 4, null], 300, 60))).toBe(4);
    expect(RANGE_FUNCTION.delta(windowOf('2', [3, 1], 30, 30))).toBe(-2);
  });
});

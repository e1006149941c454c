import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTicks, durationTicks, rateTicks } from '../../../src/report/charts/axis-ticks.js';
import { duration } from '../../../src/report/words.js';

describe('ticks', () => {
  it.each([
    [30 * 60, 7, '0s 5m 10m 15m 20m 25m 30m'],
    [45 * 60, 5, '0s 10m 20m 30m 40m'],
    [20 * 86_400, 5, '0s 5d 10d 15d 20d'],
    [90, 4, '0s 30s 1m 1m30s'],
    [12 * 3_600, 6, '0s 2h 4h 6h 8h 10h 12h'],
  ])('stand at round durations within %d s', (seconds, most, expected) => {
    expect(
      durationTicks(seconds * 1_000, most)
        .map((ms) => duration(ms / 1_000))
        .join(' '),
    ).toBe(expected);
  });

  it('of counts are whole, of rates round', () => {
    expect(countTicks(10, 5)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(countTicks(1, 5)).toEqual([0, 1]);
    expect(countTicks(5_764, 6)).toEqual([0, 1_000, 2_000, 3_000, 4_000, 5_000]);
    expect(rateTicks(0.7, 5)).toEqual([0, 0.2, 0.4, 0.6]);
    expect(rateTicks(0, 5)).toEqual([0]);
  });

  it('begin at 0, stay within, and are never more than asked for', () => {
    const scales = [durationTicks, countTicks, rateTicks];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e11 }), fc.integer({ min: 1, max: 30 }), (to, most) => {
        for (const ticks of scales.map((scale) => scale(to, most))) {
          expect(ticks[0]).toBe(0);
          expect(ticks.at(-1)).toBeLessThanOrEqual(to * (1 + 1e-6));
          expect(ticks.length).toBeLessThanOrEqual(most + 1);
        }
      }),
    );
  });
});

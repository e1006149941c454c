import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percent } from '../../src/report/words.js';

describe('percent', () => {
  it.each([
    [0, '0 %'],
    [0.0125, '1.3 %'],
    [19 / 1_800, '1.1 %'],
    [0.339, '34 %'],
    [0.661, '66 %'],
    [0.994, '99.4 %'],
    [0.9999, '99.9 %'],
    [1, '100 %'],
  ])('%d is %s', (ratio, text) => {
    expect(percent(ratio)).toBe(text);
  });

  it('of a part and of the rest add up to 100, but for what rounding takes', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (ratio) => {
        const sum = Number.parseFloat(percent(ratio)) + Number.parseFloat(percent(1 - ratio));
        expect(Math.abs(sum - 100)).toBeLessThanOrEqual(
          ratio < 0.1 || ratio > 0.9 ? 0.6 : 1e-9 + (isHalf(ratio) ? 1 : 0),
        );
      }),
    );
  });
});

const isHalf = (ratio: number): boolean => Math.abs(((ratio * 100) % 1) - 0.5) < 1e-9;

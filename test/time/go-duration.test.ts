import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, formatGoDuration, parseGoDuration } from '../../src/time/go-duration.js';

const ms = (text: string): number | string => {
  const result = parseGoDuration(text);
  return result.ok ? result.ms : result.problem.kind;
};

describe('reading durations', () => {
  const ROWS: readonly [string, number | string][] = [
    ['0', 0],
    ['0s', 0],
    ['10s', 10_000],
    ['1.5s', 1_500],
    ['0.1s', 100],
    ['.5s', 500],
    ['1m30s', 90_000],
    ['2h45m', 9_900_000],
    ['20d', 1_728_000_000],
    ['1d12h', 129_600_000],
    ['300ms', 300],
    ['1000us', 1],
    ['1000µs', 1],
    ['1000000ns', 1],
    [' 5s ', 5_000],
    ['+5s', 5_000],
    ['-0s', 0],
    ['', 'empty'],
    ['5', 'no-unit'],
    ['1.5', 'no-unit'],
    ['5 s', 'malformed'],
    ['s', 'malformed'],
    ['+', 'malformed'],
    ['1m30', 'no-unit'],
    ['5sec', 'unknown-unit'],
    ['5S', 'unknown-unit'],
    ['5constructor', 'unknown-unit'],
    ['-5s', 'negative'],
    ['100us', 'below-millisecond'],
    ['0.0001s', 'below-millisecond'],
    ['1e3s', 'unknown-unit'],
    ['300y', 'unknown-unit'],
    ['9999999999h', 'too-long'],
    [`${'9'.repeat(60)}s`, 'too-long'],
    ['1,5s', 'malformed'],
    ['NaN', 'malformed'],
  ];

  it.each(ROWS)('%j is %s', (text, expected) => {
    expect(ms(text)).toBe(expected);
  });

  it('never passes a digit through a float', () => {
    expect(ms('0.1s')).toBe(100);
    expect(ms('4.35s')).toBe(4_350);
    expect(ms('1.005s')).toBe(1_005);
  });
});

describe('printing durations', () => {
  it.each([
    [0, '0s'],
    [1, '1ms'],
    [250, '250ms'],
    [1_500, '1.5s'],
    [10_000, '10s'],
    [80_000, '1m20s'],
    [256_000, '4m16s'],
    [300_000, '5m0s'],
    [7_200_000, '2h0m0s'],
    [90_061_001, '25h1m1.001s'],
  ])('%i ms is %s in Go (D7)', (given, text) => {
    expect(formatGoDuration(given)).toBe(text);
  });

  it.each([
    [0, '0s'],
    [300_000, '5m'],
    [1_728_000_000, '20d'],
    [1_780_510_000, '20d14h35m10s'],
    [86_400_000, '24h'],
    [270_001, '4m30.001s'],
  ])('%i ms is %s for people', (given, text) => {
    expect(formatDuration(given)).toBe(text);
  });

  it('prints what it can read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 * 10 ** 12 }), (given) => {
        expect(ms(formatGoDuration(given))).toBe(given);
        expect(ms(formatDuration(given))).toBe(given);
      }),
    );
  });
});

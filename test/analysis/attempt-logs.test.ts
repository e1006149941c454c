import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plannedLines } from '../../src/analysis/attempt-logs.js';

const LINES = ['up', 'working', 'working still', 'it hurts', 'dead'];

const at = (lines: readonly string[], untilMs: number): readonly number[] => {
  return plannedLines({ lines, untilMs, attempt: 0, startedAtMs: 1_000 }).map(({ atMs }) => atMs);
};

describe('when an attempt writes its lines', () => {
  it.each([
    ['a single line is last words', ['dead'], 5_000, [5_000]],
    ['the first at the start, the last at the end', ['up', 'dead'], 5_000, [1_000, 5_000]],
    ['the others evenly in between', LINES, 5_000, [1_000, 2_000, 3_000, 4_000, 5_000]],
    ['all at once when it takes no time', LINES.slice(0, 2), 1_000, [1_000, 1_000]],
    ['all at the start when it never ends', LINES.slice(0, 2), Number.POSITIVE_INFINITY, [1_000, 1_000]],
    ['nothing', [], 5_000, []],
  ])('%s', (_, lines, untilMs, expected) => {
    expect(at(lines, untilMs)).toEqual(expected);
  });

  it('is never out of order, nor outside the run, nor between milliseconds', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 20 }), fc.nat(1_000_000), (lines, ranMs) => {
        const times = at(lines, 1_000 + ranMs);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(times.every((ms) => Number.isInteger(ms) && ms >= 1_000 && ms <= 1_000 + ranMs)).toBe(true);
      }),
    );
  });
});

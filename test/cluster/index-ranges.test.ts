import fc from 'fast-check';
import { expect, it } from 'vitest';
import { IndexRanges } from '../../src/cluster/controllers/index-ranges.js';

const rangesOf = (indexes: readonly number[]): IndexRanges => {
  const ranges = new IndexRanges();
  for (const index of indexes) ranges.add(index);
  return ranges;
};

it.each([
  [[], ''],
  [[3], '3'],
  [[1, 0], '0,1'],
  [[0, 2, 1], '0-2'],
  [[5, 1, 4, 3, 9], '1,3-5,9'],
  [[7, 7], '7'],
] as const)('%j is written as %s', (indexes, text) => {
  expect(String(rangesOf(indexes))).toBe(text);
});

it('is a set, whatever the order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40)), fc.nat(45), (indexes, end) => {
      const [ranges, set] = [rangesOf(indexes), new Set(indexes)];
      const spread = String(ranges)
        .split(',')
        .filter(Boolean)
        .flatMap((part) => {
          const [first = 0, last = first] = part.split('-').map(Number);
          return Array.from({ length: last - first + 1 }, (_, i) => first + i);
        });
      expect(spread).toEqual([...set].sort((a, b) => a - b));
      expect(ranges.countBelow(end)).toBe([...set].filter((index) => index < end).length);
      for (let index = 0; index < 45; index += 1) expect(ranges.has(index)).toBe(set.has(index));
    }),
  );
});

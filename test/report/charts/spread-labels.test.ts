import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spread } from '../../../src/report/charts/spread-labels.js';

describe('labels', () => {
  it('stay where they are when there is room, and give way in order', () => {
    expect(spread([10, 100, 50], 15, [0, 200])).toEqual([10, 100, 50]);
    expect(spread([50, 50, 50], 15, [0, 200])).toEqual([50, 65, 80]);
    expect(spread([198, 195], 15, [0, 200])).toEqual([200, 185]);
  });

  it('never cover each other, and stay on the picture where all fit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 8 }), (wanted) => {
        const placed = spread(wanted, 15, [0, 300]).toSorted((a, b) => a - b);
        expect(placed).toHaveLength(wanted.length);
        for (const [rank, height] of placed.entries()) {
          expect(height).toBeGreaterThanOrEqual(0);
          expect(height).toBeLessThanOrEqual(300);
          if (rank > 0) expect(height - (placed[rank - 1] ?? 0)).toBeGreaterThanOrEqual(15);
        }
      }),
    );
  });
});

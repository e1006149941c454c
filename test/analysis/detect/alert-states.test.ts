import { describe, expect, it } from 'vitest';
import { episodesOf, type Holding } from '../../../src/analysis/detect/alert-states.js';

/** One letter an evaluation, a second apart: `x` holds, `.` does not. */
function told(letters: string, holding: Partial<Holding> = {}): readonly string[] {
  const values = Float64Array.from(letters, (letter) => (letter === 'x' ? 1 : Number.NaN));
  const evaluations = { firstMs: 0, stepMs: 1_000, count: values.length };
  const seconds = (ms: number | undefined): string => (ms === undefined ? '-' : String(ms / 1_000));
  return episodesOf(evaluations, values, { forMs: 0, keepFiringForMs: 0, ...holding }).map(
    ({ pendingMs, firesMs, endsMs }) => `${seconds(pendingMs)} ${seconds(firesMs)} ${seconds(endsMs)}`,
  );
}

describe('an alert is pending, fires and ends', () => {
  it.each([
    ['....', {}, []],
    ['.xx..x', {}, ['1 1 3', '5 5 -']],
    ['.xxx.', { forMs: 2_000 }, ['1 3 4']],
    ['.xx.', { forMs: 2_000 }, ['1 - 3']],
    ['.xxx', { forMs: 1_500 }, ['1 3 -']],
    ['x.xxx', { forMs: 2_000 }, ['0 - 1', '2 4 -']],
    ['xx....', { keepFiringForMs: 2_000 }, ['0 0 4']],
    ['xx.x..', { keepFiringForMs: 2_000 }, ['0 0 -']],
    ['xx.x...', { keepFiringForMs: 2_000 }, ['0 0 6']],
    ['x.....', { forMs: 2_000, keepFiringForMs: 9_000 }, ['0 - 1']],
    ['xxx.......', { forMs: 2_000, keepFiringForMs: 3_000 }, ['0 2 6']],
  ] as const)('%s %j', (letters, holding, episodes) => {
    expect(told(letters, holding)).toEqual(episodes);
  });
});

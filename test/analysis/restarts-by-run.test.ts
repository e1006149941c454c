import { describe, expect, it } from 'vitest';
import { askRestarts } from '../../src/analysis/ask-restarts.js';
import { otherCaps, restartsByRun, type TimedQuestion } from '../../src/analysis/restarts-by-run.js';

const timed = (words: Parameters<typeof askRestarts>[0]): TimedQuestion => {
  const question = askRestarts({ ...words, within: '1d' });
  return { ...question, withinMs: question.withinMs ?? 0 };
};

describe('restarts by run time', () => {
  it('rise where run and wait pass ten minutes (B14), at every cap', () => {
    const runsMs = [0, 10_000, 300_000, 310_000, 400_000, 530_000, 550_000];
    const [usual, minute] = restartsByRun([timed({}), timed({ max: '60s' })], runsMs).map(({ restarts }) => restarts);
    expect(usual?.slice(0, 5)).toEqual([292, 283, 146, 210, 178]);
    expect(minute?.slice(0, 3)).toEqual([1442, 1236, 240]);
    expect(minute?.[6]).toBeGreaterThan(minute?.[5] ?? 0);
  });

  it('have no number where nothing waits and no time passes', () => {
    const [row] = restartsByRun([timed({ policy: 'none' })], [0, 1_000]);
    expect(row?.restarts).toEqual([undefined, 86_400]);
  });

  it('are asked of other caps, which change nothing else', () => {
    const question = timed({});
    const others = otherCaps(question, (ms) => String(ms));
    expect(others.map(({ kubelet }) => kubelet.policy.maxMs)).toEqual(
      [240, 180, 120, 60, 30, 10].map((s) => s * 1_000),
    );
    expect(others.map(({ kubelet }) => kubelet.policy.initialMs)).toEqual(others.map(() => 10_000));
    expect(others.every(({ kubelet }) => kubelet.policy.reset === question.kubelet.policy.reset)).toBe(true);
    expect(otherCaps(timed({ policy: 'none' }), String)[0]?.kubelet.policy).toMatchObject({
      delays: true,
      maxMs: 300_000,
    });
  });
});

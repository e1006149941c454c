import { describe, expect, it } from 'vitest';
import { byStep, meanRank, type ReplayedWait, replayRecording } from '../src/analysis/replay.js';
import { compileScenario } from '../src/scenario/compile.js';
import { scenarioFromRecording } from '../src/scenario/from-recording.js';
import { parseScenario } from '../src/scenario/parse.js';
import { recordedRuns } from './support/recordings.js';

const SEEDS = 150;

const recordings = recordedRuns();

/**
 * Recordings of self-exiting regular containers, replayed. Thresholds are for 150 seeds; over 1000 (`npm run recordings`)
 * at most two waits may lie more than half a second outside, none more than one.
 */
describe('recorded waits lie where the model puts them', () => {
  const replayed = new Map<string, readonly ReplayedWait[]>();

  it.each(recordings)('run $run', ({ run, containers }) => {
    const waits = replayRecording(containers, SEEDS);
    replayed.set(run, waits);
    expect(waits.every(({ simulatedMs }) => simulatedMs.length > SEEDS / 2)).toBe(true);
    const outside = waits.filter(({ outsideMs }) => outsideMs > 500);
    expect(
      outside.length,
      JSON.stringify(outside.map(({ pod, restart, outsideMs }) => [pod, restart, outsideMs])),
    ).toBeLessThanOrEqual(3);
    expect(Math.max(...waits.map(({ outsideMs }) => outsideMs))).toBeLessThan(3_000);
  });

  it('shows no bias: pooled, and per step where there are enough waits', () => {
    const all = [...replayed.values()].flat();
    expect(all.length).toBeGreaterThan(1_100);
    expect(meanRank(all)).toBeGreaterThan(0.45);
    expect(meanRank(all)).toBeLessThan(0.55);
    for (const { stepMs, waits } of byStep(all).filter(({ waits }) => waits.length >= 40)) {
      expect(meanRank(waits), `${stepMs} ms`).toBeGreaterThan(0.35);
      expect(meanRank(waits), `${stepMs} ms`).toBeLessThan(0.65);
    }
  });

  it('would show a bias: the same waits against a kubelet with the other requeue rule do not fit', () => {
    const a = recordings.find(({ run }) => run === 'A')?.containers ?? [];
    const wrong = replayRecording(
      a.map((container) => ({ ...container, version: '1.34' })),
      SEEDS,
    );
    expect(wrong.filter(({ outsideMs }) => outsideMs > 500).length).toBeGreaterThan(20);
  });
});

describe('a recording as a scenario', () => {
  it('compiles without a note', () => {
    for (const { containers } of recordings)
      expect(compileScenario(parseScenario(scenarioFromRecording(containers))).notes).toEqual([]);
  });
});

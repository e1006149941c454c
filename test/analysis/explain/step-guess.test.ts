import { describe, expect, it } from 'vitest';
import { realKubelet } from '../../../src/analysis/explain/assumed-kubelet.js';
import { guessSteps, type RunHistory } from '../../../src/analysis/explain/step-guess.js';

const kubelet = realKubelet('1.36', undefined);
const second = (from: number): { fromMs: number; toMs: number } => ({ fromMs: from * 1_000, toMs: from * 1_000 + 999 });

/** A run of a container: when the one before started and ended, and when it did. All in seconds. */
function history(restarts: number, runs: readonly number[], more: Partial<RunHistory> = {}): RunHistory {
  const [beforeStart, beforeEnd, start, end] = runs.map(second);
  return {
    restartCount: restarts,
    countIsLeast: false,
    countedContainers: 1,
    toldStepMs: undefined,
    createdAt: second(0),
    startedAt: start ?? beforeStart,
    finishedAt: end ?? beforeEnd,
    before: start === undefined ? undefined : { startedAt: beforeStart, finishedAt: beforeEnd },
    isKilledByProbes: false,
    ...more,
  };
}

/** The steps worth a word, in seconds. */
function steps(given: RunHistory): readonly number[] {
  const guesses = guessSteps(given, kubelet);
  const total = guesses.reduce((sum, { weight }) => sum + weight, 0);
  return guesses
    .filter(({ weight }) => weight > total / 20)
    .map(({ stepMs }) => stepMs / 1_000)
    .sort((a, b) => a - b);
}

describe('the step that an exit meets', () => {
  it.each<[string, RunHistory, readonly number[]]>([
    ['is what the message names', history(3, [100, 101], { toldStepMs: 60_000 }), [60]],
    ['is none at the first end', history(0, [10, 12]), [0]],
    ['begins with the second end', history(1, [10, 12, 13, 14]), [10]],
    ['is twice the wait before', history(3, [40, 41, 66, 67]), [40]],
    ['stays at the cap', history(12, [3_000, 3_001, 3_310, 3_311]), [300]],
    ['stays at the cap after a late start', history(12, [3_000, 3_001, 3_329, 3_330]), [300]],
    ['begins anew when more than the threshold lay between two starts', history(9, [3_000, 3_400, 3_610, 3_612]), [10]],
    ['begins anew after a wait that was cut short', history(7, [2_000, 2_330, 2_601, 2_931]), [10]],
    ['climbs from there', history(8, [2_601, 2_931, 2_944, 3_274]), [20]],
    ['begins anew when a restart was free that should not have been', history(6, [400, 405, 406, 410]), [10]],
    ['follows from the restarts where only they are told', history(5, [320, 322]), [160]],
    ['is one lower after kills by probes, maybe', history(5, [320, 322], { isKilledByProbes: true }), [80, 160]],
    ['is open after days', history(3, [864_000, 864_100]), [10, 20, 40]],
    ['is open when the count is of several containers', history(4, [200, 201], { countedContainers: 2 }), [20, 40, 80]],
    [
      'is open when the wait before is of another configuration',
      history(9, [900, 901, 971, 972]),
      [10, 20, 40, 80, 160, 300],
    ],
  ])('%s', (_, given, expected) => {
    expect(steps(given)).toEqual(expected);
  });
});

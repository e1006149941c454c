import { describe, expect, it } from 'vitest';
import type { ReplayedWait } from '../src/analysis/replay.js';
import { meanRank } from '../src/analysis/replay.js';
import { replayPod } from '../src/analysis/replay-pod.js';
import { compileScenario } from '../src/scenario/compile.js';
import { scenarioFromRecordedPod } from '../src/scenario/from-recorded-pod.js';
import { parseScenario } from '../src/scenario/parse.js';
import { type KubeletAndPod, recordedPods } from './support/recorded-pods.js';

const SEEDS = 150;

/** Recorded pods by what they show; those whose feature is not simulated yet wait. */
const FEATURES: readonly (readonly [feature: string, isSimulated: boolean, pods: readonly string[]])[] = [
  ['a restarted kubelet', true, ['B/exit1', 'B/run28', 'B/jitter-3', 'B/jitter-4']],
  ['a restarted kubelet and an edited image', true, ['B/jitter-0', 'B/jitter-1', 'B/jitter-2']],
  ['a reset after a long run', true, ['D/reset']],
  ['a liveness probe', true, ['A/liveness', 'D2/liveness', 'E/liveness45', 'E/liveness-fast']],
  ['a liveness probe, and a hook before the stop', true, ['E/liveness-prestop']],
  ['a liveness probe and a restarted kubelet', true, ['B/liveness']],
  ['a startup probe', true, ['A/startup', 'D/startup']],
  ['an init container', true, ['A/init-ok', 'A/init-fail']],
  ['a sidecar', true, ['A/sidecar']],
  ['a hook that fails', true, ['A/poststart']],
  ['a start that fails', true, ['A/badcmd']],
  ['a rule that restarts', true, ['A/rules']],
  ['a rule that restarts all containers', true, ['A/restartall']],
  ['a deadline', true, ['E/deadline']],
];

const all = recordedPods();
const find = (path: string): KubeletAndPod => {
  const found = all.find(({ kubelet, pod }) => `${kubelet.run}/${pod.name}` === path);
  if (found === undefined) throw new RangeError(`no recorded pod ${path}`);
  return found;
};

describe('recorded waits of single pods lie where the model puts them', () => {
  const replayed: ReplayedWait[] = [];

  describe.each(FEATURES)('%s', (_, isSimulated, pods) => {
    it.runIf(isSimulated).each(pods)('%s', (path) => {
      const { kubelet, pod } = find(path);
      expect(compileScenario(parseScenario(scenarioFromRecordedPod(kubelet, pod))).notes).toEqual([]);
      const waits = replayPod(kubelet, pod, SEEDS);
      replayed.push(...waits);
      const described = waits.map(({ restart, observedMs, outsideMs }) => ({ restart, observedMs, outsideMs }));
      // A wait that hardly any run has is one that the model does not know.
      expect(waits.filter(({ simulatedMs }) => simulatedMs.length < SEEDS / 10)).toEqual([]);
      const outside = described.filter(({ outsideMs }) => outsideMs > 500);
      expect(outside.length, JSON.stringify(outside)).toBeLessThanOrEqual(Math.ceil(waits.length / 50));
      expect(Math.max(0, ...waits.map(({ outsideMs }) => outsideMs))).toBeLessThan(3_000);
    });
  });

  it('shows no bias', () => {
    expect(replayed.length).toBeGreaterThan(150);
    expect(meanRank(replayed)).toBeGreaterThan(0.45);
    expect(meanRank(replayed)).toBeLessThan(0.55);
  });

  it('would show that the kubelet was not restarted', () => {
    const { kubelet, pod } = find('B/exit1');
    const forgotten = { ...pod, kubeletRestartedAt: null };
    const outside = replayPod(kubelet, forgotten, SEEDS).filter(({ outsideMs }) => outsideMs > 3_000);
    expect(outside.length).toBeGreaterThan(2);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimedKubelet } from '../../../src/analysis/claims/claimed-kubelet.js';
import { crashingScenario } from '../../../src/analysis/claims/crashing-scenario.js';
import {
  type Endings,
  FastestRestarts,
  type FastRun,
  mostInAnyWindow,
} from '../../../src/analysis/claims/fastest-restarts.js';
import { simulate } from '../../../src/analysis/simulate.js';
import { parseScenario } from '../../../src/scenario/parse.js';

const DAY_MS = 86_400_000;

function kubeletOf(maxSeconds?: number, reduced = false) {
  const gates = reduced ? { ReduceDefaultCrashLoopBackOffDecay: true } : {};
  const maxRestartPeriodMs = maxSeconds === undefined ? undefined : maxSeconds * 1000;
  return claimedKubelet({ version: '1.36', gates, maxRestartPeriodMs });
}

/** When a container starts that lives like this, in the model. */
function startsMs(kubelet: ReturnType<typeof kubeletOf>, runs: readonly FastRun[], durationMs: number) {
  const life = { kind: 'listed', runs } as const;
  const text = crashingScenario({ kubelet, life, durationMs, description: 'a test', restartsAtLeast: 0 });
  const [container] = simulate(parseScenario(text ?? '')).pods[0]?.containers ?? [];
  return (container?.attempts ?? []).map(({ startedAtSeconds }) => Math.round(startedAtSeconds * 1000));
}

const kubelets = fc
  .tuple(fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }), fc.boolean())
  .map(([max, reduced]) => kubeletOf(max, reduced));

describe('the most restarts that any runs bring about', () => {
  it.each<[Endings, readonly number[]]>([
    ['exits', [0, 10, 30, 70, 150, 310, 610]],
    ['exits-and-kills', [0, 0, 10, 20, 50, 100, 210, 400]],
  ])('%s: the earliest restarts at the default backoff', (endings, seconds) => {
    const fastest = new FastestRestarts({ policy: kubeletOf().policy, endings, grainMs: 0 });
    expect(seconds.map((_, at) => fastest.earliestMs(at + 1) / 1000)).toEqual(seconds);
  });

  it('B14: exits of changing length have twice the restarts of a day that equal ones have', () => {
    const options = { policy: kubeletOf().policy, endings: 'exits', grainMs: 0 } as const;
    expect(new FastestRestarts(options).mostWithin(DAY_MS, 1_000)).toBe(579);
    expect(new FastestRestarts(options).mostWithin(DAY_MS, 500)).toBeUndefined();
  });

  it.each<[Endings, number]>([
    ['exits', 5],
    ['exits-and-kills', 7],
  ])('%s: in any five minutes at most %i', (endings, most) => {
    expect(mostInAnyWindow({ policy: kubeletOf().policy, endings, grainMs: 0 }, 300_000, 100)).toBe(most);
  });

  it('come out in the model at the very instants', () => {
    fc.assert(
      fc.property(
        kubelets,
        fc.constantFrom<Endings>('exits', 'exits-and-kills'),
        fc.integer({ min: 1, max: 25 }),
        (kubelet, endings, restart) => {
          const fastest = new FastestRestarts({ policy: kubelet.policy, endings, grainMs: 1000 });
          const atMs = fastest.earliestMs(restart);
          const found = startsMs(kubelet, fastest.runsTo(restart), atMs + 1);
          expect(found[restart]).toBe(atMs);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are told by how they repeat where there are many', () => {
    fc.assert(
      fc.property(
        kubelets,
        fc.constantFrom<Endings>('exits', 'exits-and-kills'),
        fc.integer({ min: 4_001, max: 6_000 }),
        ({ policy }, endings, restart) => {
          const options = { policy, endings, grainMs: 0 } as const;
          const atMs = new FastestRestarts({ ...options, repeatsFrom: Infinity }).earliestMs(restart);
          expect(new FastestRestarts(options).earliestMs(restart)).toBe(atMs);
          expect(new FastestRestarts(options).mostWithin(atMs - 1, restart) ?? restart).toBeLessThan(restart);
          expect(new FastestRestarts(options).mostWithin(atMs, 2 * restart)).toBeGreaterThanOrEqual(restart);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('are not beyond counting: many in a long time are judged by rule', () => {
    const { policy } = kubeletOf();
    const fastest = new FastestRestarts({ policy, endings: 'exits-and-kills', grainMs: 0 });
    expect(fastest.mostWithin(80 * DAY_MS, 1_000_000)).toBe(51_844);
    expect(fastest.earliestMs(51_844)).toBeLessThanOrEqual(80 * DAY_MS);
    expect(fastest.earliestMs(51_845)).toBeGreaterThan(80 * DAY_MS);
  });

  it('are a bound: no runs of any length beat them in the model', () => {
    const run = fc.record({
      ending: fc.constantFrom('exit' as const, 'kill' as const),
      runMs: fc.oneof(
        fc.integer({ min: 1, max: 90 }).map((seconds) => seconds * 1000),
        fc.integer({ min: 290, max: 610 }).map((seconds) => seconds * 1000),
      ),
    });
    fc.assert(
      fc.property(kubelets, fc.array(run, { minLength: 1, maxLength: 20 }), (kubelet, runs) => {
        const endings = runs.some(({ ending }) => ending === 'kill') ? 'exits-and-kills' : 'exits';
        const bound = new FastestRestarts({ policy: kubelet.policy, endings, grainMs: 0 });
        const starts = startsMs(kubelet, runs, DAY_MS / 4);
        starts.forEach((atMs, restart) => {
          expect(atMs).toBeGreaterThanOrEqual(bound.earliestMs(restart));
        });
      }),
      { numRuns: 100 },
    );
  });
});

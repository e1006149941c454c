import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttemptFacts } from '../../src/analysis/attempts.js';
import type { Plan } from '../../src/cluster/plan.js';
import type { Script } from '../../src/cluster/script.js';
import type { Distribution } from '../../src/engine/distributions.js';
import { RECORDED_LATENCIES, realisticTiming } from '../../src/kubelet/timing.js';
import { VERSION_NAMES } from '../../src/kubelet/versions.js';
import { HOUR_MS } from '../../src/time/units.js';
import { attemptsOf, containerOf, crashing, planOf, podOf } from '../support/plan.js';

const run: fc.Arbitrary<Distribution> = fc.oneof(
  fc
    .constantFrom(0, 1, 28_000, 299_999, 300_001, 599_999, 600_000, 600_001)
    .map((ms) => ({ kind: 'fixed' as const, ms })),
  fc.integer({ min: 1_000, max: 700_000 }).map((meanMs) => ({ kind: 'exponential' as const, meanMs })),
);
const script: fc.Arbitrary<Script> = fc
  .array(run, { minLength: 1, maxLength: 4 })
  .map((listed) => ({ guarded: [], listed: listed.map(crashing) }));
const pods = fc.array(fc.array(script, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }).map((all) =>
  all.map((scripts, at) =>
    podOf(
      `web-${at}`,
      scripts.map((each, place) => containerOf(each, `c${place}`)),
    ),
  ),
);
const options = fc.record({
  version: fc.constantFrom(...VERSION_NAMES),
  kubeletRestartsAtMs: fc
    .array(fc.integer({ min: 0, max: 2 * HOUR_MS }), { maxLength: 2 })
    .map((all) => all.toSorted((a, b) => a - b)),
  durationMs: fc.constant(3 * HOUR_MS),
});

/** The same plan with a real kubelet's clockwork. */
function realistic(plan: Plan): Plan {
  const config = { version: plan.kubelet.versionName, gates: {}, maxRestartPeriodMs: undefined };
  return {
    ...plan,
    fidelity: 'realistic',
    kubelet: { ...plan.kubelet, timing: realisticTiming(config, RECORDED_LATENCIES) },
  };
}
const plans = fc.tuple(pods, options, fc.boolean()).map(([all, chosen, real]) => {
  const plan = planOf(all, chosen);
  return real ? realistic(plan) : plan;
});

function checkContainer(attempts: readonly AttemptFacts[], plan: Plan): void {
  attempts.forEach((each, at) => {
    expect(each.attempt, 'restartCount is instances - 1 (P15)').toBe(at);
    if (each.finishedAtMs !== undefined) expect(each.finishedAtMs).toBeGreaterThanOrEqual(each.startedAtMs);
    const next = attempts[at + 1];
    if (next === undefined) return;
    expect(each.why, 'every wait has its reason').toBeDefined();
    expect(each.delayMs, 'no start before the exit').toBeGreaterThanOrEqual(0);
    const stepMs = each.stepMs ?? 0;
    expect(stepMs, 'no step above the cap').toBeLessThanOrEqual(plan.kubelet.policy.maxMs);
    if (each.why === 'backoff') expect(each.delayMs, 'no start before its admission').toBeGreaterThanOrEqual(stepMs);
    if (plan.fidelity === 'exact' && each.why === 'backoff') expect(each.delayMs).toBe(stepMs);
    if (plan.fidelity === 'exact' && stepMs === 0) expect(each.delayMs).toBe(0);
  });
}

describe('laws of any run', () => {
  it('holds them, exact and realistic, in every version', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        for (const attempts of attemptsOf(plan)) checkContainer(attempts, plan);
      }),
      { numRuns: 150 },
    );
  });

  it('gives the same run for the same plan', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(attemptsOf(plan)).toEqual(attemptsOf(plan));
      }),
      { numRuns: 40 },
    );
  });

  it('leaves every attempt of the others as it was when a pod is added', () => {
    fc.assert(
      fc.property(plans, script, (plan, added) => {
        const before = attemptsOf(plan);
        const { pod, processes } = podOf('another', [containerOf(added)]);
        const more = { ...plan, pods: [pod, ...plan.pods], processes: [...plan.processes, ...processes] };
        expect(attemptsOf(more).slice(1)).toEqual(before);
      }),
      { numRuns: 80 },
    );
  });
});

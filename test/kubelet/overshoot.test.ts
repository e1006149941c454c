import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/cluster/plan.js';
import type { Script } from '../../src/cluster/script.js';
import { fixed } from '../../src/engine/distributions.js';
import { realisticTiming } from '../../src/kubelet/timing.js';
import type { VersionName } from '../../src/kubelet/versions.js';
import { attemptsOf, containerOf, crashing, planOf, podOf } from '../support/plan.js';

/**
 * The extra wait over the backoff step, in seconds, as computed by Monte-Carlo from the kubelet's sources.
 *
 * @source kubelet-semantics 3.8: relist 50 ms, sync 20 ms, no start latency
 */
const MEANS: readonly { readonly stepSeconds: number; readonly upTo134: number; readonly since135: number }[] = [
  { stepSeconds: 10, upTo134: 3.6, since135: 2.9 },
  { stepSeconds: 20, upTo134: 6.7, since135: 5.4 },
  { stepSeconds: 30, upTo134: 8.9, since135: 7.9 },
  { stepSeconds: 40, upTo134: 6.8, since135: 10.4 },
  { stepSeconds: 60, upTo134: 6.1, since135: 15.4 },
  { stepSeconds: 80, upTo134: 7.1, since135: 3.9 },
  { stepSeconds: 160, upTo134: 6.8, since135: 4.8 },
  { stepSeconds: 300, upTo134: 6.6, since135: 8.0 },
];

/** Runs of a drawn length, so that the relist's phase does not depend on the exit. */
const script: Script = { guarded: [], listed: [crashing({ kind: 'uniform', fromMs: 20_000, toMs: 30_000 })] };
const RESTARTS = 6_000;

/** The mean overshoot in seconds at a cap of one step, over thousands of restarts. */
function meanOvershoot(version: VersionName, stepSeconds: number): number {
  const stepMs = stepSeconds * 1000;
  const base = planOf([podOf('web', [containerOf(script)])], { version, durationMs: RESTARTS * (stepMs + 40_000) });
  const latencies = {
    create: fixed(0),
    start: fixed(0),
    startReturn: fixed(0),
    sandbox: fixed(0),
    imageCheck: fixed(0),
    stop: fixed(0),
    onDemandRelist: fixed(0),
    probe: fixed(0),
    relist: fixed(50),
    sync: fixed(20),
  };
  const timing = realisticTiming({ version, gates: {}, maxRestartPeriodMs: undefined }, latencies);
  const policy = { ...base.kubelet.policy, initialMs: Math.min(10_000, stepMs), maxMs: stepMs };
  const plan: Plan = { ...base, fidelity: 'realistic', kubelet: { ...base.kubelet, policy, timing } };
  const overshoots = (attemptsOf(plan)[0] ?? [])
    .filter((each) => each.stepMs === stepMs && each.why === 'backoff' && each.delayMs !== undefined)
    .map((each) => (each.delayMs ?? 0) - stepMs);
  expect(overshoots.length).toBeGreaterThan(RESTARTS / 2);
  return overshoots.reduce((sum, ms) => sum + ms, 0) / overshoots.length / 1000;
}

describe('realistic waits overshoot by what the requeue rule says, within 5 %', () => {
  it.each(MEANS)('backoff $stepSeconds s up to 1.34 (T13)', ({ stepSeconds, upTo134 }) => {
    expect(Math.abs(meanOvershoot('1.34', stepSeconds) / upTo134 - 1)).toBeLessThan(0.05);
  });

  it.each(MEANS)('backoff $stepSeconds s since 1.35 (T14)', ({ stepSeconds, since135 }) => {
    expect(Math.abs(meanOvershoot('1.36', stepSeconds) / since135 - 1)).toBeLessThan(0.05);
  });
});

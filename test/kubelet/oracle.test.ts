import { describe, expect, it } from 'vitest';
import type { Script } from '../../src/cluster/script.js';
import { simulatePlan } from '../../src/cluster/simulation.js';
import { fixed } from '../../src/engine/distributions.js';
import { DAY_MS, HOUR_MS } from '../../src/time/units.js';
import { Counts } from '../../src/trace/counts.js';
import { containerOf, crashing, planOf, podOf } from '../support/plan.js';

/**
 * A second, deliberately naive transcription of the kubelet's rule, from the Go sources' point of view: one container,
 * a map entry, and a loop that looks every time something could change.
 */
function naiveStarts(runsMs: readonly number[], initialMs: number, maxMs: number): readonly number[] {
  const starts = [0];
  let now = 0;
  let entry: { backoff: number; lastUpdate: number } | undefined;
  for (const runMs of runsMs) {
    const finished = now + runMs;
    now = finished;
    // The first restart finds no entry. Afterwards: look, wait for the next thing that can change, look again.
    for (;;) {
      if (entry !== undefined && now - entry.lastUpdate > 600_000) entry = undefined;
      if (entry === undefined) {
        entry = { backoff: initialMs, lastUpdate: now };
        break;
      }
      if (now - finished >= entry.backoff) {
        entry = { backoff: Math.min(entry.backoff * 2, maxMs), lastUpdate: now };
        break;
      }
      now = Math.min(finished + entry.backoff, entry.lastUpdate + 600_001);
    }
    starts.push(now);
  }
  return starts;
}

const EDGES_MS = [0, 1, 10_000, 299_999, 300_000, 300_001, 440_000, 599_999, 600_000, 600_001];
const CAPS_MS = [300_000, 160_000, 60_000, 2_000];
const LENGTH = 5;
/** Every container has a process of its own, and a plan looks them up one by one. */
const PODS_PER_PLAN = 100;

/** These runs, then one that never ends. */
function script(runsMs: readonly number[]): Script {
  return { guarded: [], listed: [...runsMs.map((ms) => crashing(fixed(ms))), crashing(undefined)] };
}

/** A deadline far away: so the whole model runs, workers and agenda included. */
const UNHURRIED = { activeDeadlineMs: 365 * DAY_MS };

/** Keeps the starts of every container in one flat array. */
class StartsSink extends Counts {
  readonly startsAtMs: Float64Array;

  constructor(containers: number) {
    super(containers);
    this.startsAtMs = new Float64Array(containers * (LENGTH + 1));
  }

  override started(container: number, attempt = 0, atMs = 0): void {
    this.startsAtMs[container * (LENGTH + 1) + attempt] = atMs;
  }
}

describe('the model against a naive transcription of the rule', () => {
  const sequences = Array.from({ length: EDGES_MS.length ** LENGTH }, (_, code) =>
    Array.from(
      { length: LENGTH },
      (_, place) => EDGES_MS[Math.floor(code / EDGES_MS.length ** place) % EDGES_MS.length] ?? 0,
    ),
  );
  const scripts = sequences.map(script);

  it.each(CAPS_MS)(
    'agrees on every sequence of five runs from the edges at a cap of %i ms',
    { timeout: 60_000 },
    (maxMs) => {
      let different = 0;
      for (let first = 0; first < sequences.length; first += PODS_PER_PLAN) {
        const pods = scripts
          .slice(first, first + PODS_PER_PLAN)
          .map((runs, at) => podOf(`p${at}`, [containerOf(runs)], UNHURRIED));
        const sink = new StartsSink(pods.length);
        simulatePlan(planOf(pods, { maxRestartPeriodMs: maxMs, durationMs: 3 * HOUR_MS }), sink);
        pods.forEach((_, at) => {
          const runs = sequences[first + at] ?? [];
          const expected = naiveStarts(runs, Math.min(10_000, maxMs), maxMs);
          const actual = sink.startsAtMs.subarray(at * (LENGTH + 1), (at + 1) * (LENGTH + 1));
          if (expected.some((atMs, attempt) => actual[attempt] !== atMs)) {
            different += 1;
            if (different === 1) expect({ runs, starts: [...actual] }).toEqual({ runs, starts: expected });
          }
        });
      }
      expect(different).toBe(0);
    },
  );
});

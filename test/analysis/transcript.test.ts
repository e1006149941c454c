import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Behaviour } from '../../src/analysis/behaviour.js';
import { drawnPod } from '../../src/analysis/drawn-pod.js';
import { gap, intersect } from '../../src/analysis/intervals.js';
import { judgeTranscript, type TranscriptQuestion, TranscriptSearch } from '../../src/analysis/plausible.js';
import { ANY_HOST, distinctKubelets, realisticKubelet, realisticPlan } from '../../src/analysis/plausible-plan.js';
import { offsetsOf } from '../../src/analysis/row-match.js';
import { ShownPod } from '../../src/analysis/shown-pod.js';
import { agesOf, describeRow, type Shown, type TranscriptRow } from '../../src/analysis/transcript.js';
import { TranscriptMatcher } from '../../src/analysis/transcript-matcher.js';
import { simulatePlan } from '../../src/cluster/simulation.js';
import { RECORDED_LATENCIES } from '../../src/kubelet/timing.js';
import { VERSION_NAMES } from '../../src/kubelet/versions.js';

const cut = (ms: number, unitMs: number): number => Math.floor(ms / unitMs) * unitMs;

/** What kubectl prints of a pod at an instant of a run, whose instant 0 is `offsetMs` after the pod's creation stamp. */
function printRow(shown: Shown, atMs: number, offsetMs: number): TranscriptRow {
  const ageMs = cut(offsetMs + atMs, 1_000);
  const ageResolutionMs = ageMs >= 600_000 ? 60_000 : 1_000;
  const { lastExitAtMs } = shown;
  const agoMs = lastExitAtMs === undefined ? undefined : ageMs - cut(offsetMs + lastExitAtMs, 1_000);
  const agoResolutionMs = (agoMs ?? 0) >= 600_000 ? 60_000 : 1_000;
  return {
    ageMs: cut(ageMs, ageResolutionMs),
    ageResolutionMs,
    status: shown.status,
    restarts: shown.restarts,
    lastExitAgo: agoMs === undefined ? undefined : { ms: cut(agoMs, agoResolutionMs), resolutionMs: agoResolutionMs },
  };
}

const crashing: Behaviour = {
  runMs: { from: 0, to: 20_000 },
  runVariesByMs: 500,
  exitCode: 1,
  exitReason: 'Error',
  restartPolicy: 'Always',
  leadMs: { from: 0, to: 30_000 },
  healthyContainers: 0,
};

const killed: Behaviour = {
  ...crashing,
  runMs: undefined,
  liveness: {
    probe: {
      handler: 'httpGet',
      initialDelayMs: { from: 0, to: 5_000 },
      periodMs: { from: 1_000, to: 10_000 },
      failureThreshold: 3,
    },
    healthyForMs: { from: 0, to: 20_000 },
    onTerm: { exitCode: 2, afterMs: { from: 0, to: 1_000 } },
  },
};

const shownBy = (seed: string, behaviour: Behaviour, version: (typeof VERSION_NAMES)[number]): readonly Shown[] => {
  const kubelet = realisticKubelet({ version, gates: {}, maxRestartPeriodMs: undefined }, RECORDED_LATENCIES);
  const stretches: Shown[] = [];
  const pod = new ShownPod(version, (shown) => stretches.push(shown));
  simulatePlan(realisticPlan(behaviour, kubelet, seed, 1_500_000), pod);
  pod.tellUntil(1_500_001);
  return stretches;
};

describe('intervals', () => {
  it('meet where both hold', () => {
    expect(intersect([{ from: 0, to: 5 }], [{ from: 5, to: 9 }])).toEqual([{ from: 5, to: 5 }]);
    expect(intersect([{ from: 0, to: 4 }], [{ from: 5, to: 9 }])).toEqual([]);
  });

  it('are apart by the smallest move, with its direction', () => {
    expect(gap([{ from: 0, to: 4 }], [{ from: 7, to: 9 }])).toBe(-3);
    expect(
      gap(
        [{ from: 7, to: 9 }],
        [
          { from: 0, to: 4 },
          { from: 20, to: 30 },
        ],
      ),
    ).toBe(3);
    expect(gap([{ from: 0, to: 4 }], [{ from: 4, to: 9 }])).toBe(0);
    expect(gap([], [{ from: 4, to: 9 }])).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('a row and what was shown', () => {
  it('fit exactly at the offsets at which kubectl would print the row (P17)', () => {
    const times = fc.record({
      fromMs: fc.integer({ min: 0, max: 4_000 }),
      lastsMs: fc.integer({ min: 1, max: 3_000 }),
      exitBeforeMs: fc.integer({ min: 0, max: 3_000 }),
      ageS: fc.integer({ min: 0, max: 8 }),
      ageResolutionS: fc.constantFrom(1, 3),
      agoS: fc.integer({ min: 0, max: 5 }),
      agoResolutionS: fc.constantFrom(1, 2),
    });
    fc.assert(
      fc.property(times, ({ fromMs, lastsMs, exitBeforeMs, ageS, ageResolutionS, agoS, agoResolutionS }) => {
        const lastExitAtMs = fromMs - exitBeforeMs;
        const shown: Shown = { fromMs, untilMs: fromMs + lastsMs, status: 'Error', restarts: 1, lastExitAtMs };
        const row: TranscriptRow = {
          ageMs: ageS * 1_000,
          ageResolutionMs: ageResolutionS * 1_000,
          status: 'Error',
          restarts: 1,
          lastExitAgo: { ms: agoS * 1_000, resolutionMs: agoResolutionS * 1_000 },
        };
        const offsets = offsetsOf(row, shown);
        for (let offsetMs = -3_000; offsetMs < 10_000; offsetMs += 97) {
          let prints = false;
          for (let atMs = fromMs; atMs < fromMs + lastsMs && !prints; atMs += 1) {
            const ageMs = cut(offsetMs + atMs, 1_000);
            const agoMs = ageMs - cut(offsetMs + lastExitAtMs, 1_000);
            const { from, to } = agesOf(row);
            prints = from <= ageMs && ageMs <= to && agoS * 1_000 <= agoMs && agoMs < (agoS + agoResolutionS) * 1_000;
          }
          expect(offsets.some(({ from, to }) => from <= offsetMs && offsetMs <= to)).toBe(prints);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a transcript taken from a run', () => {
  const sample = fc.record({
    seed: fc.integer({ min: 0, max: 1_000_000 }).map((number) => `sample.${number}`),
    version: fc.constantFrom(...VERSION_NAMES),
    behaviour: fc.constantFrom(crashing, { ...crashing, healthyContainers: 1 }, killed),
    offsetMs: fc.integer({ min: 0, max: 30_000 }),
    atMs: fc.array(fc.integer({ min: 0, max: 1_400_000 }), { minLength: 1, maxLength: 12 }),
  });
  const rowsAt = (stretches: readonly Shown[], atMs: readonly number[], offsetMs: number): readonly TranscriptRow[] =>
    [...atMs]
      .sort((a, b) => a - b)
      .flatMap((at) => {
        const shown = stretches.find(({ fromMs, untilMs }) => fromMs <= at && at < untilMs);
        return shown === undefined ? [] : [printRow(shown, at, offsetMs)];
      });

  it('is met by that run, at the offset it was taken with', () => {
    fc.assert(
      fc.property(sample, ({ seed, version, behaviour, offsetMs, atMs }) => {
        const stretches = shownBy(seed, behaviour, version);
        const matcher = new TranscriptMatcher(rowsAt(stretches, atMs, offsetMs), crashing.leadMs);
        for (const shown of stretches) matcher.shown(shown);
        matcher.end();
        expect(matcher.missed).toBeUndefined();
        expect(matcher.offsets.some(({ from, to }) => from <= offsetMs && offsetMs <= to)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('is not called too early by the rule', () => {
    fc.assert(
      fc.property(sample, ({ seed, version, behaviour, offsetMs, atMs }) => {
        const rows = rowsAt(shownBy(seed, behaviour, version), atMs, offsetMs);
        const kubelets = [{ version, gates: {}, maxRestartPeriodMs: undefined }];
        const { result } = new TranscriptSearch({ rows, behaviour, kubelets, seed, mostRuns: 0 });
        expect(result).toMatchObject({ verdict: 'impossible', basis: 'search' });
      }),
      { numRuns: 60 },
    );
  });
});

describe('a container that its liveness probe kills', () => {
  it.each(VERSION_NAMES)(
    'goes from Running to CrashLoopBackOff at once, its own exit in lastState (kubelet %s)',
    (version) => {
      const stretches = shownBy('killed.1', killed, version);
      const waits = stretches.flatMap((shown, at) => {
        const before = stretches[at - 1];
        return shown.status === 'CrashLoopBackOff' && before?.status !== shown.status ? [{ shown, before }] : [];
      });
      expect(waits.length).toBeGreaterThan(3);
      for (const { shown, before } of waits) {
        expect(before).toMatchObject({ status: 'Running', restarts: shown.restarts });
        expect(shown.fromMs - (shown.lastExitAtMs ?? 0)).toBeLessThan(2_500);
      }
    },
  );

  it('is simulated with probe numbers in whole seconds, the same from the same seed', () => {
    for (let run = 0; run < 50; run += 1) {
      const { liveness, probes } = drawnPod(killed, `drawn.${run}`);
      expect((liveness?.periodMs ?? 0) % 1_000).toBe(0);
      expect(liveness?.periodMs).toBeGreaterThanOrEqual(1_000);
      expect(liveness?.periodMs).toBeLessThanOrEqual(10_000);
      expect(drawnPod(killed, `drawn.${run}`)).toEqual(drawnPod(killed, `drawn.${run}`));
      expect(probes?.readiness).toBeUndefined();
    }
  });
});

describe('the verdict on a transcript', () => {
  const row = (ageS: number, status: string, restarts: number, agoS?: number): TranscriptRow => ({
    ageMs: ageS * 1_000,
    ageResolutionMs: 1_000,
    status,
    restarts,
    lastExitAgo: agoS === undefined ? undefined : { ms: agoS * 1_000, resolutionMs: 1_000 },
  });
  const ask = (rows: readonly TranscriptRow[], more: Partial<TranscriptQuestion> = {}): TranscriptQuestion => ({
    rows,
    behaviour: { ...crashing, runMs: { from: 0, to: 500 } },
    kubelets: [{ version: '1.34', gates: {}, maxRestartPeriodMs: undefined }],
    // A runtime that answers late has CrashLoopBackOff shown seconds after an exit.
    hosts: ANY_HOST.filter(({ startReturn }) => startReturn.kind === 'fixed'),
    seed: 'verdict',
    mostRuns: 300,
    ...more,
  });

  it('names the run that shows it, and when the pod can have been created', () => {
    const found = judgeTranscript(ask([row(60, 'CrashLoopBackOff', 3, 14)]));
    expect(found).toMatchObject({ verdict: 'possible', showing: { version: '1.34' } });
    if (found.verdict !== 'possible') return;
    const { showing, runs, leadMs } = found;
    expect(showing.seed).toBe(`verdict.${runs - 1}`);
    expect(leadMs.from).toBeLessThanOrEqual(leadMs.to);
    expect(judgeTranscript(ask([row(60, 'CrashLoopBackOff', 3, 14)]))).toEqual(found);
  });

  it.each([
    ['the waits alone', [row(134, 'CrashLoopBackOff', 5)], /puts exit 6 at 2m14.999s or before, .* until 2m30s$/],
    ['a restart too soon', [row(20, 'Running', 3)], /puts restart 3 at 20.999s or before, .* until 30s$/],
    ['a status that never comes', [row(40, 'OOMKilled', 1)], /shows "OOMKilled, 1, 40s": .* never shows at that age/],
    [
      'an exit too young for the status',
      [row(60, 'CrashLoopBackOff', 3, 3)],
      /the newest exit is \S+ too old when CrashLoopBackOff after 3 restarts shows/,
    ],
    [
      'an age far too high',
      [row(500, 'CrashLoopBackOff', 3, 20)],
      /CrashLoopBackOff after 3 restarts shows \S+ too early/,
    ],
    [
      'two rows that do not go together',
      [row(16, 'CrashLoopBackOff', 1), row(150, 'CrashLoopBackOff', 2)],
      /row 2 of 2, .* which met 1 of 2 rows, .* shows \S+ too early/,
    ],
  ])('says why: %s', (_, rows, reason) => {
    const found = judgeTranscript(ask(rows));
    expect(found.verdict === 'impossible' ? found.reason : 'possible').toMatch(reason);
  });

  it('draws no conclusion from the waits where a wait may end in a reset (B14)', () => {
    const behaviour = { ...crashing, runMs: { from: 290_000, to: 320_000 } };
    const found = judgeTranscript(ask([row(599, 'CrashLoopBackOff', 9)], { behaviour, mostRuns: 5 }));
    expect(found).toMatchObject({ basis: 'search', tooEarly: undefined });
  });

  it('tries kubelets that no transcript can tell apart only once', () => {
    const kubelets = VERSION_NAMES.map((version) =>
      realisticKubelet({ version, gates: {}, maxRestartPeriodMs: undefined }, RECORDED_LATENCIES),
    );
    expect(distinctKubelets(kubelets).map(({ versionName }) => versionName)).toEqual(['1.28', '1.35', '1.36']);
  });

  it('tries known seeds first, each on every kubelet, and then searches as ever', () => {
    const rows = [row(60, 'CrashLoopBackOff', 3, 14)];
    const searched = judgeTranscript(ask(rows));
    if (searched.verdict !== 'possible') throw new Error(searched.reason);
    const known = judgeTranscript(ask(rows, { firstSeeds: [searched.showing.seed] }));
    expect(known).toMatchObject({ verdict: 'possible', showing: { seed: searched.showing.seed } });
    expect(known.runs).toBeLessThanOrEqual(ANY_HOST.length);
    const stale = judgeTranscript(ask(rows, { firstSeeds: ['stale.0'], hosts: ANY_HOST.slice(0, 1) }));
    expect(stale).toMatchObject({ verdict: 'possible' });
  });

  it('goes on where it stopped', () => {
    const search = new TranscriptSearch(ask([row(40, 'OOMKilled', 1)], { mostRuns: 30 }));
    expect([search.advance(7), search.runs]).toEqual([false, 7]);
    expect([search.advance(100), search.runs]).toEqual([true, 30]);
    expect(search.result).toEqual(judgeTranscript(ask([row(40, 'OOMKilled', 1)], { mostRuns: 30 })));
  });

  it('describes a row as kubectl lays it out', () => {
    expect(describeRow(row(134, 'CrashLoopBackOff', 5, 12))).toBe('"CrashLoopBackOff, 5 (12s ago), 2m14s"');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { busiestWindow } from '../../../src/analysis/busiest-window.js';
import { readRule } from '../../../src/analysis/detect/alert-rule.js';
import { pipelineVerdicts } from '../../../src/analysis/detect/pipeline.js';
import { publishedRules } from '../../../src/analysis/detect/published-rules.js';
import { FAMILIES } from '../../../src/analysis/metrics/families.js';
import { metricsOf, PromqlError } from '../../../src/analysis/promql/expression.js';
import { detected, PUBLISHED, planOfScenario } from '../../support/detected.js';
import { attemptsOfRuns, containerOf, type PlanOptions, planOf, podOf, runs } from '../../support/plan.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const FOREVER = 10 ** 12;

describe('the published rules', () => {
  it('read nothing that is not simulated', () => {
    const read = PUBLISHED.flatMap(({ expression }) => [...(metricsOf(expression) ?? ['any'])]);
    expect(read.filter((metric) => !FAMILIES.has(metric))).toEqual([]);
    expect(new Set(PUBLISHED.map(({ name }) => name)).size).toBe(PUBLISHED.length);
  });

  it('ask for other numbers when told', () => {
    const restarts = publishedRules({ restarts: 2.5, windowMs: 90 * MINUTE }).find(({ name }) => name === 'restarts');
    expect(restarts?.expr).toContain('[1h30m]) > 2.5');
  });

  it('of 2020 give up over and over at the cap, and that of July 2021 resolves at every start', () => {
    const { detection } = detected(planOfScenario('crashes-5941', { durationMs: 24 * 60 * MINUTE }));
    const subject = (rule: string) => detection.alerts.find((alert) => alert.rule === rule)?.subjects[0];
    expect(subject('crash-looping')).toMatchObject({ firings: 1, resolvesSeconds: null, gaveUp: 0 });
    expect(subject('crash-looping-2020')).toMatchObject({ firings: 0 });
    expect(subject('crash-looping-2020')?.gaveUp).toBeGreaterThan(200);
    expect(subject('crash-looping-2021-07')?.firings).toBeGreaterThan(5);
  });
});

it('hears of a crash loop later since 1.35, whose kubelet looks less often and shows Error meanwhile', () => {
  const firesSeconds = (version: '1.34' | '1.36', seed: string) => {
    const plan = planOfScenario('exits-immediately', { version, seed, fidelity: 'realistic', durationMs: 30 * MINUTE });
    return detected(plan).detection.alerts.find(({ rule }) => rule === 'crash-looping')?.firesSeconds ?? Infinity;
  };
  for (const seed of ['1', '2', '3']) {
    expect(firesSeconds('1.34', seed)).toBeLessThanOrEqual(16 * 60);
    expect(firesSeconds('1.36', seed)).toBeGreaterThanOrEqual(17 * 60);
  }
});

describe('more than 5 restarts in 5 minutes', () => {
  const restartsIn5m = (runsMs: readonly number[], options: PlanOptions = {}): number =>
    busiestWindow(
      attemptsOfRuns(runsMs, options)
        .filter(({ attempt }) => attempt > 0)
        .map(({ startedAtMs }) => startedAtMs),
      5 * MINUTE,
    ).restarts;

  it('never are, when a process exits by itself, however long it runs', () => {
    const length = fc.oneof(fc.integer({ min: 0, max: 90_000 }), fc.integer({ min: 250_000, max: 700_000 }));
    fc.assert(
      fc.property(fc.array(length, { minLength: 1, maxLength: 12 }), (runsMs) => {
        expect(restartsIn5m(runsMs, { durationMs: 4 * 60 * MINUTE })).toBeLessThanOrEqual(5);
      }),
      { numRuns: 60 },
    );
    expect(restartsIn5m([0])).toBe(5);
  });

  it('can be, when probes kill it', () => {
    const { detection } = detected(planOfScenario('slow-start-killed'), { version: '2' });
    expect(detection.pods[0]?.busiest).toEqual({ windowSeconds: 300, restarts: 6, fromSeconds: 30, toSeconds: 300 });
    expect(detection.alerts.find(({ rule }) => rule === 'restarts')).toMatchObject({ highest: 6, firesSeconds: 300 });
  });

  it('is what Prometheus 3 reads of five', () => {
    const plan = planOfScenario('runs-longer-than-reset');
    const restarts = (version: '2' | '3') =>
      detected(plan, { version }).detection.alerts.find(({ rule }) => rule === 'restarts');
    expect(restarts('2')).toMatchObject({ highest: 5, firesSeconds: null });
    expect(restarts('3')?.highest).toBeCloseTo((5 * 300) / 270, 12);
    expect(restarts('3')?.firesSeconds).toBe(900);
  });
});

/** What the pipeline says, and when. */
function said(runsMs: readonly number[], options: PlanOptions = {}, name = 'app'): string {
  const plan = planOf([podOf('web', [containerOf(runs(...runsMs), name)])], { durationMs: 5 * MINUTE, ...options });
  const { trace } = detected(plan, {}, []);
  const verdicts = pipelineVerdicts(trace, plan.durationMs, { delayMs: 10 * SECOND, waitPeriodMs: MINUTE });
  return verdicts.map(({ verdict, atMs, reason }) => `${verdict} ${atMs / SECOND}s ${reason}`).join();
}

describe('a deploy pipeline that polls', () => {
  it.each([
    ['exits before the first look, and waits', [2 * SECOND], 'crash-loop 10s CrashLoopBackOff'],
    ['exits after the first look, and was seen running', [11 * SECOND], 'running 10s null'],
    ['exits before the first look, and runs again by then', [2 * SECOND, FOREVER], 'crash-loop 10s null'],
    ['exits at the very instant of the look', [10 * SECOND, FOREVER], 'crash-loop 10s null'],
    ['runs', [FOREVER], 'running 10s null'],
  ])('of a process that %s', (_, runsMs, words) => {
    expect(said(runsMs)).toBe(words);
  });

  it('reads nothing but the container whose name comes first', () => {
    const containers = [containerOf(runs(SECOND), 'web'), containerOf(runs(FOREVER), 'agent')];
    const plan = planOf([podOf('web', containers)], { durationMs: 5 * MINUTE });
    const { detection } = detected(plan, {}, []);
    expect(detection.pipeline?.pods).toMatchObject([{ verdict: 'running', atSeconds: 10 }]);
  });

  it('gives up when time is up, and says why the container waited', () => {
    const { detection } = detected(planOfScenario('image-not-found'), {}, []);
    expect(detection.pipeline?.pods).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          verdict: 'not-running',
          atSeconds: 60,
          reason: 'ImagePullBackOff',
          falseAlarm: false,
        }),
      ]),
    );
  });

  it('objects in vain to a pod that only takes its time', () => {
    const { detection } = detected(planOfScenario('slow-pull', { durationMs: 30 * MINUTE }), {}, []);
    const objections = detection.pipeline?.pods.filter(({ verdict }) => verdict === 'not-running') ?? [];
    expect(objections.length).toBeGreaterThan(0);
    expect(objections.every(({ falseAlarm }) => falseAlarm)).toBe(true);
  });
});

describe('a false alarm', () => {
  const alarm = (name: string) => detected(planOfScenario(name, { durationMs: 120 * MINUTE })).detection;

  it('is one for a pod that is well by then and stays so', () => {
    const detection = alarm('needs-database');
    expect(detection.pods.map(({ wellSinceSeconds }) => wellSinceSeconds)).toEqual([624, 624]);
    const late = detection.alerts.find(({ rule }) => rule === 'crash-looping-2020-12');
    expect(late?.subjects.map(({ falseAlarm }) => falseAlarm)).toEqual([true, true]);
  });

  it('is none while a pod restarts, be it ready at every look', () => {
    const detection = alarm('no-backoff');
    expect(detection.pods[0]?.wellSinceSeconds).toBeNull();
    expect(detection.alerts.some(({ firesSeconds }) => firesSeconds !== null)).toBe(true);
    expect(detection.alerts.flatMap(({ subjects }) => subjects).some(({ falseAlarm }) => falseAlarm)).toBe(false);
  });

  it('is never raised for a story without trouble', () => {
    for (const name of ['sleep-loop', 'init-migrates', 'slow-start-saved']) {
      expect(alarm(name).alerts.flatMap(({ firesSeconds }) => firesSeconds ?? [])).toEqual([]);
    }
  });
});

it('says so where Prometheus would find an expression ambiguous', () => {
  const rule = { name: 'x', alert: 'x', forMs: 0, keepFiringForMs: 0, about: '' };
  const ask = (expr: string) => detected(planOfScenario('shop'), {}, [readRule({ ...rule, expr })]);
  expect(() => ask('kube_pod_status_ready * on (pod) kube_pod_status_phase')).toThrow(PromqlError);
  expect(() => ask('rate({__name__=~"kube_pod_container_status_(waiting|running)"}[5m])')).toThrow(PromqlError);
  expect(() => ask('1 > 2')).toThrow(PromqlError);
});

it('is the same by day and by night: the same scenario, the same answer', () => {
  const ask = () => JSON.stringify(detected(planOfScenario('shop', { fidelity: 'realistic' })).detection);
  expect(ask()).toBe(ask());
});

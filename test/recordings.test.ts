import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Measured } from '../src/analysis/measured.js';
import { type PodScore, scorePod } from '../src/analysis/score-pod.js';
import { MARGIN_MS, missesOf, podsTable } from '../src/report/recordings-table.js';
import { compileScenario } from '../src/scenario/compile.js';
import { scenarioFromRecordedPod } from '../src/scenario/from-recorded-pod.js';
import { parseScenario } from '../src/scenario/parse.js';
import { ROOT } from './support/pages.js';
import { type KubeletAndPod, recordedPods } from './support/recorded-pods.js';
import { scoreRecordings } from './support/recorded-scores.js';

/** Few, so that the range is narrow and about one time in SEEDS / 2 lies outside it; `npm run recordings` takes 1000. */
const SEEDS = 20;

const all = recordedPods();
const find = (path: string): KubeletAndPod => {
  const found = all.find(({ kubelet, pod }) => `${kubelet.run}/${pod.name}` === path);
  if (found === undefined) throw new RangeError(`no recorded pod ${path}`);
  return found;
};
const outsideShare = (measured: readonly Measured[]): number =>
  measured.filter(({ outside }) => outside > MARGIN_MS).length / measured.length;
const meanRank = (measured: readonly Measured[]): number =>
  measured.reduce((sum, { rank }) => sum + rank, 0) / measured.length;

describe('recorded pods go as simulated ones do', () => {
  let scores: readonly PodScore[] = [];
  beforeAll(() => {
    scores = scoreRecordings(SEEDS);
  }, 300_000);

  it('as to waits: in range, and without a bias', () => {
    const waits = scores.flatMap((score) => score.waits);
    expect(waits.length).toBeGreaterThan(1_700);
    expect(outsideShare(waits)).toBeLessThan(0.06);
    expect(Math.max(...waits.map(({ outside }) => outside))).toBeLessThan(30_000);
    expect(Math.abs(meanRank(waits) - 0.5)).toBeLessThan(0.03);
    const steps = new Set(waits.map(({ stepMs }) => stepMs));
    for (const step of steps) {
      const own = waits.filter(({ stepMs }) => stepMs === step);
      if (own.length >= 40) expect(Math.abs(meanRank(own) - 0.5), `${step} ms`).toBeLessThan(0.15);
    }
  });

  it('as to retries, and how long a state is shown', () => {
    expect(outsideShare(scores.flatMap(({ retries }) => retries))).toBeLessThan(0.02);
    expect(outsideShare(scores.flatMap(({ lengths }) => lengths))).toBeLessThan(0.04);
  });

  it.each(['states', 'changes', 'events'] as const)('as to %s and their order', (what) => {
    const compared = scores.reduce((sum, score) => sum + score[what].compared, 0);
    const missed = scores.reduce((sum, score) => sum + score[what].missed.length, 0);
    expect(compared).toBeGreaterThan(1_700);
    expect(missed / compared).toBeLessThan(0.01);
  });

  it('as to how often each event occurs', () => {
    const counts = scores.flatMap((score) => score.counts);
    expect(counts.filter(({ outside }) => outside > 0).length / counts.length).toBeLessThan(0.06);
    expect(counts.filter(({ simulated }) => simulated.length === 0)).toEqual([]);
  });

  it('as docs/evidence.md and the README say', () => {
    const [evidence, readme] = ['docs/evidence.md', 'README.md'].map((path) =>
      readFileSync(resolve(ROOT, path), 'utf8'),
    );
    const [, told = ''] = /<!-- recordings -->([\s\S]*)<!-- \/recordings -->/.exec(evidence ?? '') ?? [];
    const [, waits] = /seeds: 100\.00 % of (\d+) waits/.exec(told) ?? [];
    expect(readme).toContain(`${all.length} pods in all`);
    expect(readme).toContain(`all ${waits} waits lie within the simulated range`);
    /** What was compared does not depend on the seeds. */
    const compared = (table: string): readonly string[] =>
      table
        .split('\n')
        .filter((row) => /^\| [A-Z]\d?\//.test(row))
        .map((row) => row.replace(/\d+ of /g, '').replace(/\d\.\d\d/, ''));
    expect(compared(told)).toEqual(compared(podsTable(scores)));
    expect(compared(told)).toHaveLength(all.length);
    // These seeds are among the page's: what lies outside of all of them lies outside of these.
    const subject = (line: string): string => line.replace(/,? (off by|in no run).*/, '');
    const missed = new Set(scores.flatMap(missesOf).map(subject));
    const listed = told.split('\n').filter((line) => line.startsWith('- '));
    expect(listed.map(subject).filter((line) => !missed.has(line))).toEqual([]);
  });
});

describe('a difference would show', () => {
  it('of a kubelet that was not restarted', () => {
    const { kubelet, pod } = find('B/exit1');
    const { waits } = scorePod(kubelet, { ...pod, kubeletRestartedAt: null }, SEEDS);
    expect(waits.filter(({ outside }) => outside > 3_000).length).toBeGreaterThan(2);
  });

  it('of the other requeue rule', () => {
    const { kubelet, pod } = find('A/exit1');
    const score = scorePod({ ...kubelet, version: '1.34' }, pod, SEEDS);
    expect(score.waits.filter(({ outside }) => outside > MARGIN_MS).length).toBeGreaterThan(3);
    expect(outsideShare(score.lengths)).toBeGreaterThan(0.5);
    expect(score.counts.some(({ what, outside }) => what.includes('BackOff') && outside > 20)).toBe(true);
  });

  it('of another exit', () => {
    const { kubelet, pod } = find('A/exit1');
    const instances = { app: (pod.instances.app ?? []).map((each) => ({ ...each, exitCode: each.exitCode && 2 })) };
    const score = scorePod(kubelet, { ...pod, instances }, SEEDS);
    expect(score.states.missed.length).toBe(score.states.compared);
  });
});

it('recordings compile as scenarios without a note', () => {
  for (const { kubelet, pod } of all)
    expect(compileScenario(parseScenario(scenarioFromRecordedPod(kubelet, pod))).notes).toEqual([]);
});

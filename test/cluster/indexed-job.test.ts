import { describe, expect, it } from 'vitest';
import type { IndexPlan, JobPlan } from '../../src/cluster/workload-plan.js';
import { at, jobOf, type Notebook, process, run, told } from '../support/cluster-plan.js';

const indexed = (more: Partial<JobPlan> = {}, own: Partial<IndexPlan> = {}): JobPlan =>
  jobOf('pi', { completions: 3, indexed: { backoffLimit: undefined, maxFailed: undefined, ...own }, ...more });

/** With a limit for each index, that of the whole Job is out of the way. */
const perIndex = (limit: number, more: Partial<JobPlan> = {}, own: Partial<IndexPlan> = {}): JobPlan =>
  indexed({ backoffLimit: 2 ** 31 - 1, ...more }, { backoffLimit: limit, ...own });

/** Which index was started when. */
const starts = (notebook: Notebook): readonly (readonly [index: number, second: number])[] =>
  notebook.pods.map(({ identity, createdAtMs }) => [
    Number(identity.labels['batch.kubernetes.io/job-completion-index']),
    createdAtMs / 1_000,
  ]);

const end = (notebook: Notebook): unknown => {
  const { conditions, counts, texts } = notebook.last('Job/pi');
  const { type, reason, changedAtMs } = conditions.at(-1) ?? {};
  return { type, reason, atMs: changedAtMs, succeeded: counts.succeeded, failed: counts.failed, ...texts };
};

describe('an Indexed Job', () => {
  it('makes a pod for each index, lowest first, and needs one success of each', () => {
    const notebook = told({
      workload: indexed({ parallelism: 2 }),
      processes: [process('pi-1-*', run(5_000, 0)), process('pi-*', run(20_000, 0))],
    });
    expect(starts(notebook)).toEqual([
      [0, 0],
      [1, 0],
      [2, 5],
    ]);
    expect(notebook.pods.map(({ identity }) => identity.name.slice(0, -5))).toEqual(['pi-0-', 'pi-1-', 'pi-2-']);
    expect(notebook.workload('Job/pi').map(({ fact }) => fact.texts?.completedIndexes)).toEqual(
      expect.arrayContaining(['', '1', '0,1', '0-2']),
    );
    expect(end(notebook)).toEqual({
      type: 'Complete',
      reason: 'CompletionsReached',
      atMs: 25_000,
      succeeded: 3,
      failed: 0,
      completedIndexes: '0-2',
    });
  });

  it('C7: without limits of their own, the failures of all indexes count and delay together', () => {
    const notebook = told({
      workload: indexed({ backoffLimit: 2 }),
      processes: [process('pi-1-*', run(0)), process('pi-*', run(0, 0))],
    });
    expect(starts(notebook)).toEqual([
      [0, 0],
      [1, 0],
      [1, 10],
      [1, 30],
    ]);
    expect(end(notebook)).toMatchObject({ reason: 'BackoffLimitExceeded', atMs: 30_000, succeeded: 1, failed: 3 });
  });
});

describe('backoffLimitPerIndex', () => {
  it('C10: gives up one index, goes on with the others, and fails at the end', () => {
    const notebook = told({
      workload: perIndex(1),
      processes: [process('pi-0-*', run(0)), process('pi-*', run(4_000, 0))],
    });
    // While index 0 waits for its delay it keeps the only place.
    expect(starts(notebook)).toEqual([
      [0, 0],
      [0, 10],
      [1, 10],
      [2, 14],
    ]);
    expect(end(notebook)).toEqual({
      type: 'Failed',
      reason: 'FailedIndexes',
      atMs: 18_000,
      succeeded: 2,
      failed: 2,
      completedIndexes: '1,2',
      failedIndexes: '0',
    });
  });

  it('C10: each index has a delay of its own', () => {
    const notebook = told({
      workload: perIndex(2, { completions: 2, parallelism: 2 }),
      processes: [process('pi-0-*', run(0)), process('pi-*', run(7_000))],
    });
    const of = (index: number): unknown => starts(notebook).flatMap(([own, second]) => (own === index ? [second] : []));
    expect(of(0)).toEqual([0, 10, 30]);
    expect(of(1)).toEqual([0, 17, 44]);
    expect(end(notebook)).toMatchObject({ atMs: 51_000, failed: 6, failedIndexes: '0,1', completedIndexes: '' });
  });

  it('a failed pod is counted when its successor is made, or its index is given up', () => {
    const notebook = told({ workload: perIndex(1, { completions: 1 }), processes: [process('pi-*', run(0))] });
    const failed = notebook.workload('Job/pi').map(({ atMs, fact }) => [atMs, fact.counts.failed]);
    expect(failed.filter(([atMs]) => atMs === 0).at(-1)).toEqual([0, 0]);
    expect(failed.at(-1)).toEqual([10_000, 2]);
  });

  it('maxFailedIndexes: one more ends all', () => {
    const notebook = told({
      workload: perIndex(0, { completions: 10 }, { maxFailed: 1 }),
      processes: [process('pi-2-*', run(0, 0)), process('pi-*', run(0))],
    });
    expect(starts(notebook).map(([index]) => index)).toEqual([0, 1]);
    expect(end(notebook)).toMatchObject({ reason: 'MaxFailedIndexesExceeded', failedIndexes: '0,1' });
  });

  it('FailIndex gives an index up at once, Ignore never', () => {
    const rules = [
      { action: 'FailIndex', on: { container: undefined, operator: 'In', exitCodes: [42] } },
      { action: 'Ignore', on: { container: undefined, operator: 'In', exitCodes: [7] } },
    ] as const;
    const notebook = told({
      workload: perIndex(5, { podFailureRules: rules, completions: 2, podReplacementPolicy: 'Failed' }),
      processes: [process('pi-0-*', run(0, 42)), process('pi-*', run(0, 7))],
      durationMs: 100_000,
    });
    expect(starts(notebook)).toEqual([
      [0, 0],
      [1, 0],
      [1, 10],
      [1, 30],
      [1, 70],
    ]);
    expect(notebook.last('Job/pi')).toMatchObject({ counts: { failed: 1 }, texts: { failedIndexes: '0' } });
  });
});

it('fewer completions let the last indexes go', () => {
  const plan = indexed({ completions: 4, parallelism: 4 });
  const notebook = told({
    workload: plan,
    processes: [process('pi-*', run(undefined, 0))],
    actions: [at(10_000, { kind: 'apply', object: { ...plan, completions: 2, parallelism: 2 } })],
    durationMs: 60_000,
  });
  expect(notebook.pods.map(({ terminatingAtMs }) => terminatingAtMs)).toEqual([undefined, undefined, 10_000, 10_000]);
  expect(notebook.last('Job/pi').counts).toMatchObject({ active: 2, failed: 0 });
});

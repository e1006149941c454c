import { describe, expect, it } from 'vitest';
import { at, jobOf, type Notebook, process, run, templateOf, told } from '../support/cluster-plan.js';

const conditions = (notebook: Notebook): unknown =>
  notebook.last('Job/pi').conditions.map(({ type, reason, changedAtMs }) => [type, reason, changedAtMs / 1000]);

describe('a Job whose pods are never restarted', () => {
  it('X15, C7: six failures are allowed, with a delay that doubles from ten seconds', () => {
    const notebook = told({ workload: jobOf('pi'), processes: [process('pi-*', run(0))] });
    expect(notebook.createdAt).toEqual([0, 10, 30, 70, 150, 310, 630]);
    expect(conditions(notebook)).toEqual([
      ['FailureTarget', 'BackoffLimitExceeded', 630],
      ['Failed', 'BackoffLimitExceeded', 630],
    ]);
    expect(notebook.said('BackoffLimitExceeded')).toEqual([[630, 'Job has reached the specified backoff limit']]);
    expect(notebook.last('Job/pi').counts).toMatchObject({ failed: 7, succeeded: 0, active: 0 });
  });

  it('C7: the delay counts from the end of the failed run, and is at most ten minutes', () => {
    const notebook = told({
      workload: jobOf('pi', { backoffLimit: 9 }),
      processes: [process('pi-*', run(5_000))],
      durationMs: 4 * 3_600_000,
    });
    const waits = notebook.createdAt.slice(1).map((second, i) => second - (notebook.createdAt[i] ?? 0) - 5);
    expect(waits).toEqual([10, 20, 40, 80, 160, 320, 600, 600, 600]);
  });

  it('C7: a success between them starts the delays afresh', () => {
    const work = {
      guarded: [{ ...run(0), when: { down: ['db'], up: [] } }],
      listed: [run(1_000, 0)],
    };
    const notebook = told({
      workload: jobOf('pi', { completions: 2 }),
      processes: [{ pod: 'pi-*', container: undefined, image: undefined, script: work }],
      dependencies: [
        {
          name: 'db',
          outages: [
            { fromMs: 0, untilMs: 25_000 },
            { fromMs: 30_500, untilMs: 100_000 },
          ],
        },
      ],
    });
    expect(notebook.createdAt).toEqual([0, 10, 30, 31, 41, 61, 101]);
    expect(notebook.last('Job/pi').counts).toMatchObject({ succeeded: 2, failed: 5 });
  });

  it('is complete when a pod has succeeded', () => {
    const notebook = told({ workload: jobOf('pi'), processes: [process('pi-*', run(7_000, 0))] });
    expect(notebook.createdAt).toEqual([0]);
    expect(conditions(notebook)).toEqual([
      ['SuccessCriteriaMet', 'CompletionsReached', 7],
      ['Complete', 'CompletionsReached', 7],
    ]);
    expect(notebook.said('Completed')).toEqual([[7, 'Job completed']]);
  });

  it('runs as many pods at once as it may, until enough have succeeded', () => {
    const notebook = told({
      workload: jobOf('pi', { parallelism: 2, completions: 5 }),
      processes: [process('pi-*', run(10_000, 0))],
    });
    expect(notebook.createdAt).toEqual([0, 0, 10, 10, 20]);
    expect(notebook.last('Job/pi').counts).toMatchObject({ succeeded: 5, completionTimeMs: 30_000 });
  });
});

describe('a Job whose pods are restarted in place', () => {
  const onFailure = jobOf('pi', { template: templateOf({ restartPolicy: 'OnFailure' }) });

  it('X15, C8: fails at the sixth restart, and its pod is gone', () => {
    const notebook = told({ workload: onFailure, processes: [process('pi-*', run(0))] });
    const [pod] = notebook.pods;
    expect(notebook.pods).toHaveLength(1);
    expect(pod?.starts.map((ms) => ms / 1000)).toEqual([0, 0, 10, 30, 70, 150, 310]);
    expect(pod?.deletedAtMs).toBe(310_000);
    expect(conditions(notebook)).toEqual([
      ['FailureTarget', 'BackoffLimitExceeded', 310],
      ['Failed', 'BackoffLimitExceeded', 310],
    ]);
  });

  it('C8: a limit of 0 allows no restart', () => {
    const notebook = told({ workload: { ...onFailure, backoffLimit: 0 }, processes: [process('pi-*', run(0))] });
    expect(conditions(notebook)).toMatchObject([
      ['FailureTarget', 'BackoffLimitExceeded', 0],
      ['Failed', 'BackoffLimitExceeded', 0],
    ]);
  });
});

describe('a deadline', () => {
  it('C9: ends the Job and its pods, whatever they do', () => {
    const notebook = told({
      workload: jobOf('pi', { activeDeadlineMs: 60_000 }),
      processes: [process('pi-*', run(undefined, 0, { onTerm: { exitCode: 143, afterMs: 5_000 } }))],
    });
    expect(notebook.pods[0]).toMatchObject({ terminatingAtMs: 60_000, deletedAtMs: 65_000 });
    expect(conditions(notebook)).toEqual([
      ['FailureTarget', 'DeadlineExceeded', 60],
      ['Failed', 'DeadlineExceeded', 65],
    ]);
    expect(notebook.said('DeadlineExceeded')).toEqual([[65, 'Job was active longer than specified deadline']]);
  });
});

describe('a failure policy', () => {
  const rules = [
    { action: 'Ignore', on: { condition: 'DisruptionTarget', status: true } },
    { action: 'FailJob', on: { container: undefined, operator: 'In', exitCodes: [42] } },
    { action: 'Ignore', on: { container: 'app', operator: 'NotIn', exitCodes: [1, 42] } },
  ] as const;

  it('C10: fails the Job at once on an exit code that will not mend', () => {
    const notebook = told({
      workload: jobOf('pi', { podFailureRules: rules }),
      processes: [process('pi-*', run(3_000, 42))],
    });
    const [pod] = notebook.pods;
    const message = `Container app for pod default/${pod?.identity.name} failed with exit code 42 matching FailJob rule at index 1`;
    expect(notebook.pods).toHaveLength(1);
    expect(notebook.said('PodFailurePolicy')).toEqual([[3, message]]);
  });

  it('C10: does not count what it ignores', () => {
    const notebook = told({
      workload: jobOf('pi', { podFailureRules: rules, backoffLimit: 0 }),
      processes: [process('pi-*', run(0, 7))],
      durationMs: 100_000,
    });
    expect(notebook.createdAt).toEqual([0, 10, 30, 70]);
    expect(notebook.last('Job/pi')).toMatchObject({ counts: { failed: 0 }, conditions: [] });
  });
});

describe('a pod of a Job that is deleted', () => {
  const slow = process('pi-*', run(undefined, 0, { onTerm: { exitCode: 143, afterMs: 20_000 } }));

  it('C7: has failed at once, and its successor waits for the delay only', () => {
    const notebook = told({
      workload: jobOf('pi'),
      processes: [slow],
      actions: [at(100_000, { kind: 'deletePod', name: 'pi-*' })],
      durationMs: 200_000,
    });
    expect(notebook.createdAt).toEqual([0, 110]);
    expect(notebook.last('Job/pi').counts).toMatchObject({ failed: 1, active: 1 });
  });

  it('podReplacementPolicy Failed: is replaced when it has ended', () => {
    const notebook = told({
      workload: jobOf('pi', { podReplacementPolicy: 'Failed' }),
      processes: [slow],
      actions: [at(100_000, { kind: 'deletePod', name: 'pi-*' })],
      durationMs: 200_000,
    });
    expect(notebook.createdAt).toEqual([0, 130]);
  });
});

it('a Job without indexes makes nothing of a label that tells one', () => {
  const labels = { 'batch.kubernetes.io/job-completion-index': '5' };
  const template = templateOf({ restartPolicy: 'Never', labels });
  const notebook = told({ workload: jobOf('pi', { template }), processes: [process('pi-*', run(5_000, 0))] });
  expect(notebook.createdAt).toEqual([0]);
  expect(notebook.last('Job/pi').counts).toMatchObject({ succeeded: 1, failed: 0 });
});

describe('a Job that is suspended', () => {
  const forever = process('pi-*', run(undefined, 0, { onTerm: { exitCode: 143, afterMs: 5_000 } }));

  it('has no pods, no start time and no deadline until it is resumed', () => {
    const suspended = jobOf('pi', { suspend: true, activeDeadlineMs: 60_000 });
    const notebook = told({
      workload: suspended,
      processes: [forever],
      actions: [at(100_000, { kind: 'apply', object: { ...suspended, suspend: false } })],
    });
    expect(notebook.createdAt).toEqual([100]);
    expect(notebook.said('Suspended')).toEqual([[0, 'Job suspended']]);
    expect(notebook.said('Resumed')).toEqual([[100, 'Job resumed']]);
    expect(notebook.workload('Job/pi')[0]?.fact.counts).not.toHaveProperty('startTimeMs');
    expect(notebook.last('Job/pi').counts).toMatchObject({ startTimeMs: 100_000 });
    expect(conditions(notebook)).toEqual([
      ['Suspended', 'JobResumed', 100],
      ['FailureTarget', 'DeadlineExceeded', 160],
      ['Failed', 'DeadlineExceeded', 165],
    ]);
  });

  it('in mid-run: its pods go, are no failures, and the deadline counts anew', () => {
    const plan = jobOf('pi', { parallelism: 2, completions: 2, backoffLimit: 0, activeDeadlineMs: 60_000 });
    const notebook = told({
      workload: plan,
      processes: [forever],
      actions: [
        at(50_000, { kind: 'apply', object: { ...plan, suspend: true } }),
        at(200_000, { kind: 'apply', object: plan }),
      ],
      durationMs: 250_000,
    });
    expect(notebook.createdAt).toEqual([0, 0, 200, 200]);
    expect(notebook.pods.map(({ terminatingAtMs }) => terminatingAtMs)).toEqual([50_000, 50_000, undefined, undefined]);
    const whileSuspended = notebook.workload('Job/pi').filter(({ atMs }) => atMs >= 50_000 && atMs < 200_000);
    expect(whileSuspended.at(-1)?.fact).toMatchObject({
      counts: { active: 0, failed: 0, terminating: 0 },
      conditions: [{ type: 'Suspended', status: 'True', reason: 'JobSuspended' }],
    });
    expect(notebook.last('Job/pi').counts).toMatchObject({ active: 2, failed: 0, startTimeMs: 200_000 });
  });
});

describe('a Job suspended in mid-run, by release', () => {
  const resumed = (version: '1.28' | '1.35' | '1.36', activeDeadlineMs?: number) => {
    const plan = jobOf('pi', { activeDeadlineMs });
    return told({
      version,
      workload: plan,
      processes: [process('pi-*', run(undefined, 0))],
      actions: [
        at(50_000, { kind: 'apply', object: { ...plan, suspend: true } }),
        at(200_000, { kind: 'apply', object: plan }),
      ],
      durationMs: 250_000,
    });
  };
  const startsOf = (notebook: Notebook) => {
    const shown = (atMs: number) => notebook.workload('Job/pi').findLast((one) => one.atMs <= atMs)?.fact;
    return [199_999, 249_999].map((atMs) => shown(atMs)?.counts.startTimeMs);
  };

  it.each(['1.28', '1.35'] as const)('keeps its start until it is resumed up to 1.35 (%s)', (version) => {
    expect(startsOf(resumed(version))).toEqual([0, 200_000]);
  });

  it('has not started since 1.36', () => {
    expect(startsOf(resumed('1.36'))).toEqual([undefined, 200_000]);
  });

  it('fails at once up to 1.35, if its deadline has passed since its first start', () => {
    expect(conditions(resumed('1.35', 60_000))).toContainEqual(['Failed', 'DeadlineExceeded', 200]);
    expect(conditions(resumed('1.36', 60_000))).toEqual([['Suspended', 'JobResumed', 200]]);
  });
});

describe('ttlSecondsAfterFinished', () => {
  it('takes the Job and its pods away, however it ended', () => {
    for (const exitCode of [0, 1]) {
      const notebook = told({
        workload: jobOf('pi', { backoffLimit: 0, ttlMs: 100_000 }),
        processes: [process('pi-*', run(7_000, exitCode))],
      });
      expect(notebook.workload('Job/pi').at(-1)).toMatchObject({ atMs: 107_000, fact: { isGone: true } });
      expect(notebook.pods.map(({ deletedAtMs }) => deletedAtMs)).toEqual([107_000]);
    }
  });

  it('0 takes it away at once; then it may be made again, under its name', () => {
    const plan = jobOf('pi', { ttlMs: 0 });
    const notebook = told({
      workload: plan,
      processes: [process('pi-*', run(7_000, 0))],
      actions: [at(60_000, { kind: 'apply', object: plan })],
    });
    expect(notebook.createdAt).toEqual([0, 60]);
    expect(notebook.workload('Job/pi').at(-1)).toMatchObject({ atMs: 67_000, fact: { isGone: true } });
  });

  it('without it a Job stays', () => {
    const notebook = told({ workload: jobOf('pi'), processes: [process('pi-*', run(7_000, 0))] });
    expect(notebook.last('Job/pi').isGone).toBe(false);
    expect(notebook.pods[0]?.deletedAtMs).toBeUndefined();
  });
});

describe('on a realistic clock', () => {
  it('C7: each pod comes when the delay is over, and a second of batching and a few round trips late at most', () => {
    for (const seed of ['1', '2', '3', '4', '5']) {
      const notebook = told({
        workload: jobOf('pi'),
        processes: [process('pi-*', run(2_000))],
        fidelity: 'realistic',
        seed,
      });
      expect(notebook.pods).toHaveLength(7);
      const late = notebook.pods.slice(1).map(({ createdAtMs }, i) => {
        const endedAtMs = (notebook.pods[i]?.starts[0] ?? 0) + 2_000;
        return createdAtMs - endedAtMs - 10_000 * 2 ** i;
      });
      expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...late)).toBeLessThan(100);
    }
  });
});

import { describe, expect, it } from 'vitest';
import type { Act } from '../../src/cluster/action-plan.js';
import {
  at,
  daemonSetOf,
  deploymentOf,
  jobOf,
  type Notebook,
  nodeOf,
  podOf,
  process,
  run,
  statefulSetOf,
  told,
} from '../support/cluster-plan.js';

const indexed = { backoffLimit: undefined, maxFailed: undefined };
const forever = process('*', run(undefined, 0, { onTerm: { exitCode: 143, afterMs: 30_000 } }));
const names = ({ pods }: Notebook): readonly string[] => pods.map(({ identity }) => identity.name);

/** Names that two pods had at one time. */
function twins({ pods }: Notebook): readonly string[] {
  const isTwin = ({ identity, createdAtMs, deletedAtMs = Number.POSITIVE_INFINITY }: Notebook['pods'][number]) =>
    pods.some(
      (other) =>
        other.identity.name === identity.name &&
        other.identity.index !== identity.index &&
        createdAtMs < (other.deletedAtMs ?? Number.POSITIVE_INFINITY) &&
        other.createdAtMs < deletedAtMs,
    );
  return pods.filter(isTwin).map(({ identity }) => identity.name);
}

describe('a generated name', () => {
  it('is that of one pod at a time, whatever their controllers are called', () => {
    const pi = jobOf('pi', { completions: 40, parallelism: 40, indexed });
    const plain = Array.from({ length: 40 }, (_, index) => jobOf(`pi-${index}`, { completions: 3, parallelism: 3 }));
    const notebook = told({ workloads: [pi, ...plain], processes: [forever] });
    expect(notebook.pods).toHaveLength(160);
    expect(twins(notebook)).toEqual([]);
  });

  it('is not given to another controller of the same name', () => {
    const set = { ...deploymentOf('web', { replicas: 3 }), kind: 'ReplicaSet' } as const;
    const job = jobOf('web', { completions: 3, parallelism: 3 });
    const notebook = told({ workloads: [set, job], processes: [forever] });
    expect(notebook.pods).toHaveLength(6);
    expect(twins(notebook)).toEqual([]);
  });

  it('is free again when its pod is gone, not when it is on its way out', () => {
    const again = (workload: ReturnType<typeof jobOf>) =>
      told({
        workload,
        processes: [forever],
        actions: [
          at(10_000, { kind: 'delete', target: { kind: 'Job', name: 'pi' } }),
          at(20_000, { kind: 'apply', object: workload }),
        ],
        durationMs: 100_000,
      });
    for (const workload of [jobOf('pi'), jobOf('pi', { indexed })]) {
      const notebook = again(workload);
      expect(notebook.pods.map(({ createdAtMs, deletedAtMs }) => [createdAtMs, deletedAtMs])).toEqual([
        [0, 40_000],
        [20_000, undefined],
      ]);
      expect(twins(notebook)).toEqual([]);
    }
  });

  it('has at most 63 characters, of which the index of a Job is never cut', () => {
    const long = 'a'.repeat(61);
    expect(names(told({ workload: jobOf(long) }))[0]).toMatch(/^a{58}[^a]{5}$/);
    expect(names(told({ workload: daemonSetOf(long) }))[0]).toMatch(/^a{58}[^a]{5}$/);
    expect(names(told({ workload: deploymentOf('a'.repeat(55)) }))[0]).toMatch(/^a{55}-[^a]{2}[^a]{5}$/);
    expect(names(told({ workload: jobOf(long, { indexed }) }))[0]).toMatch(/^a{55}-0-[^a]{5}$/);
    expect(names(told({ workload: jobOf('a'.repeat(57)) }))[0]).toMatch(/^a{57}-[^a]{5}$/);
  });
});

describe('a controller that is deleted and made again', () => {
  const again = (workload: Extract<Act, { kind: 'apply' }>['object'] & { kind: 'Job' | 'StatefulSet' }) =>
    told({
      workload,
      nodes: [nodeOf('a')],
      processes: [forever],
      actions: [
        at(10_000, { kind: 'delete', target: { kind: workload.kind, name: workload.name } }),
        at(20_000, { kind: 'apply', object: workload }),
      ],
      durationMs: 100_000,
    });

  it('does not answer for the pods of its predecessor', () => {
    const notebook = again(jobOf('pi', { backoffLimit: 0 }));
    expect(notebook.last('Job/pi').counts).toMatchObject({ active: 1, failed: 0 });
    expect(notebook.last('Job/pi').conditions).toEqual([]);
  });

  it('C5: waits for names that are taken, twice as long each time from 5 ms', () => {
    const notebook = again(statefulSetOf('db', { replicas: 1 }));
    expect(names(notebook)).toEqual(['db-0', 'db-0']);
    // After 12 attempts from 20 s on: 20 + 0.005 * (2 ** 12 - 1).
    expect(notebook.createdAt).toEqual([0, 40.475]);
    expect(twins(notebook)).toEqual([]);
  });
});

it('a pod that is applied while one of its name is on its way out does not come', () => {
  const pod = podOf('web');
  const applied = (atMs: number) =>
    told({
      pods: [pod],
      processes: [forever],
      actions: [
        at(10_000, { kind: 'deletePod', name: 'web' }),
        at(atMs, { kind: 'apply', object: { kind: 'Pod', pod: { ...pod, uid: 'another' } } }),
      ],
      durationMs: 100_000,
    });
  expect(applied(39_999).pods).toHaveLength(1);
  expect(applied(40_001).createdAt).toEqual([0, 40.001]);
});

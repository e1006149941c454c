import { describe, expect, it } from 'vitest';
import type { ActionPlan } from '../../src/cluster/action-plan.js';
import { at, deploymentOf, type Notebook, process, run, told } from '../support/cluster-plan.js';

const GOOD = process('web-*', run(undefined));
/** Runs with the second image crash after five seconds. */
const BAD = { ...process('web-*', run(5_000)), image: 'app:2' };

const newImage = (atMs: number, image = 'app:2'): ActionPlan =>
  at(atMs, { kind: 'setImage', target: { kind: 'Deployment', name: 'web' }, container: 'app', image });

const progressing = (notebook: Notebook): unknown => {
  const shown = notebook
    .workload('Deployment/web')
    .map(({ fact, atMs }) => ({ ...fact.conditions.find(({ type }) => type === 'Progressing'), atMs }));
  return shown
    .filter(({ reason, status }, i) => i === 0 || reason !== shown[i - 1]?.reason || status !== shown[i - 1]?.status)
    .map(({ status, reason, atMs }) => [atMs / 1000, status, reason]);
};

describe('a Deployment', () => {
  it('makes its pods through a ReplicaSet, and says so', () => {
    const notebook = told({ workload: deploymentOf('web', { replicas: 2 }), processes: [GOOD] });
    const [set] = notebook.namesOf('ReplicaSet');
    expect(set).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{10}$/);
    expect(notebook.pods.map(({ identity }) => identity.owner)).toEqual([`ReplicaSet/${set}`, `ReplicaSet/${set}`]);
    expect(notebook.said('ScalingReplicaSet')).toEqual([[0, `Scaled up replica set ${set} from 0 to 2`]]);
    expect(notebook.said('SuccessfulCreate')).toHaveLength(2);
    expect(notebook.last('Deployment/web').counts).toEqual({
      specReplicas: 2,
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      unavailableReplicas: 0,
    });
  });

  it('C1: leaves a crash loop to the kubelet, and replaces a pod that was evicted or deleted', () => {
    const crashing = told({ workload: deploymentOf('web'), processes: [process('web-*', run(0))] });
    expect(crashing.pods).toHaveLength(1);
    const notebook = told({
      workload: deploymentOf('web'),
      processes: [GOOD],
      actions: [at(60_000, { kind: 'evictPod', name: 'web-*' }), at(100_000, { kind: 'deletePod', name: 'web-*' })],
    });
    // The evicted pod stays, Failed; both are deleted at 100 s, and only one is missing then.
    expect(notebook.createdAt).toEqual([0, 60, 100]);
    expect(new Set(notebook.pods.map(({ identity }) => identity.name)).size).toBe(3);
    expect(notebook.pods[0]?.phases.at(-1)?.fact).toBe('Failed');
  });
});

describe('a rolling update', () => {
  it('C4: adds what the surge allows, and takes away what is spare as new pods become available', () => {
    const notebook = told({
      workload: deploymentOf('web', { replicas: 4, minReadyMs: 10_000 }),
      processes: [GOOD],
      actions: [newImage(100_000)],
    });
    const scaled = notebook.said('ScalingReplicaSet').map(([second, text]) => [second, text.replace(/web-\S+/, 'web')]);
    // One more and one fewer than four at any time: minReady is over strictly later than ten seconds.
    expect(scaled).toEqual([
      [0, 'Scaled up replica set web from 0 to 4'],
      [100, 'Scaled up replica set web from 0 to 1'],
      [100, 'Scaled down replica set web from 4 to 3'],
      [100, 'Scaled up replica set web from 1 to 2'],
      [110.001, 'Scaled down replica set web from 3 to 1'],
      [110.001, 'Scaled up replica set web from 2 to 4'],
      [120.002, 'Scaled down replica set web from 1 to 0'],
    ]);
  });

  it('C2, C4: stalls on new pods that never stay ready for long enough', () => {
    const notebook = told({
      workload: deploymentOf('web', { replicas: 4, minReadyMs: 10_000 }),
      processes: [BAD, GOOD],
      actions: [newImage(100_000)],
    });
    expect(notebook.last('Deployment/web').counts).toMatchObject({
      replicas: 5,
      updatedReplicas: 2,
      availableReplicas: 3,
    });
    expect(notebook.pods).toHaveLength(6);
  });

  it('C2: with minReadySeconds 0 every short run lets it go on', () => {
    const notebook = told({
      workload: deploymentOf('web', { replicas: 4 }),
      processes: [BAD, GOOD],
      actions: [newImage(100_000)],
    });
    expect(notebook.last('Deployment/web').counts).toMatchObject({ replicas: 4, updatedReplicas: 4 });
  });

  it('C3: says when it has not progressed for too long, once, and does not go back', () => {
    const notebook = told({
      workload: deploymentOf('web', { replicas: 1, minReadyMs: 10_000, progressDeadlineMs: 60_000 }),
      processes: [{ ...process('web-*', run(undefined, 1, { startError: 'no such file' })), image: 'app:2' }, GOOD],
      actions: [newImage(100_000)],
    });
    expect(progressing(notebook)).toEqual([
      [0, 'True', 'ReplicaSetUpdated'],
      [10.001, 'True', 'NewReplicaSetAvailable'],
      [100, 'True', 'NewReplicaSetCreated'],
      [100, 'True', 'ReplicaSetUpdated'],
      [160.001, 'False', 'ProgressDeadlineExceeded'],
    ]);
    const { conditions } = notebook.last('Deployment/web');
    const set = notebook.namesOf('ReplicaSet')[1];
    expect(conditions).toContainEqual({
      type: 'Progressing',
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: `ReplicaSet "${set}" has timed out progressing.`,
      changedAtMs: 160_001,
    });
    expect(notebook.pods.filter(({ terminatingAtMs }) => terminatingAtMs !== undefined)).toEqual([]);
  });

  it('goes back to the template before when it is told to, with its old ReplicaSet', () => {
    const notebook = told({
      workload: deploymentOf('web', { replicas: 2, minReadyMs: 10_000 }),
      processes: [BAD, GOOD],
      actions: [newImage(100_000), at(200_000, { kind: 'rollback', deployment: 'web' })],
    });
    expect(notebook.namesOf('ReplicaSet')).toHaveLength(2);
    const alive = notebook.pods.filter(({ deletedAtMs }) => deletedAtMs === undefined);
    expect(alive.map(({ identity }) => identity.containers[0]?.image)).toEqual(['app:1', 'app:1']);
    expect(notebook.last('Deployment/web').counts).toMatchObject({ updatedReplicas: 2, availableReplicas: 2 });
  });
});

describe('a Deployment that recreates', () => {
  it('waits until the old pods are gone before it makes new ones', () => {
    const slow = process('web-*', run(undefined, 0, { onTerm: { exitCode: 0, afterMs: 7_000 } }));
    const notebook = told({
      workload: deploymentOf('web', { replicas: 2, strategy: { type: 'Recreate' } }),
      processes: [slow],
      actions: [newImage(100_000)],
    });
    expect(notebook.createdAt).toEqual([0, 0, 107, 107]);
  });
});

describe('scaling', () => {
  const scale = (atMs: number, replicas: number): ActionPlan =>
    at(atMs, { kind: 'scale', target: { kind: 'Deployment', name: 'web' }, replicas });

  it('adds pods, and takes the youngest away', () => {
    const notebook = told({
      workload: deploymentOf('web', { replicas: 2 }),
      processes: [GOOD],
      actions: [scale(10_000, 3), scale(20_000, 1)],
    });
    expect(notebook.createdAt).toEqual([0, 0, 10]);
    expect(notebook.pods.map(({ deletedAtMs }) => deletedAtMs)).toEqual([undefined, 20_000, 20_000]);
  });

  it('in mid-rollout shares the new pods among both ReplicaSets', () => {
    const notebook = told({
      workload: deploymentOf('web', { replicas: 10, minReadyMs: 10_000 }),
      processes: [BAD, GOOD],
      actions: [newImage(100_000), scale(150_000, 20)],
    });
    // 13 of 10 + 3 are there: 8 old and 5 new. Of 20 + 5 the old get 8 * 25 / 13 = 15, the new 10.
    const sizes = notebook.namesOf('ReplicaSet').map((name) => notebook.last(`ReplicaSet/${name}`).counts.specReplicas);
    expect(sizes).toEqual([15, 10]);
  });
});

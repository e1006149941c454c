import { describe, expect, it } from 'vitest';
import { at, type Notebook, process, run, statefulSetOf, templateOf, told } from '../support/cluster-plan.js';

const born = ({ pods }: Notebook): unknown =>
  pods.map(({ identity, createdAtMs }) => [identity.name, createdAtMs / 1000]);

/** Ready ten seconds after its start. */
const readiness = {
  handler: 'exec',
  initialDelayMs: 0,
  periodMs: 1_000,
  timeoutMs: 1_000,
  successThreshold: 1,
  failureThreshold: 1,
  terminationGraceMs: undefined,
} as const;
const template = templateOf({ container: { readiness } });
const readyAfter = (fromMs: number) =>
  run(undefined, 0, {
    probes: { readiness: { good: [{ fromMs, untilMs: Number.POSITIVE_INFINITY }], takesMs: 0, output: undefined } },
  });

describe('a StatefulSet', () => {
  it('C5: makes its pods one after the other, each when the one before is ready', () => {
    const notebook = told({
      workload: statefulSetOf('db', { template }),
      processes: [process('db-*', readyAfter(10_000))],
    });
    expect(born(notebook)).toEqual([
      ['db-0', 0],
      ['db-1', 10],
      ['db-2', 20],
    ]);
    expect(notebook.said('SuccessfulCreate')[0]).toEqual([0, 'create Pod db-0 in StatefulSet db successful']);
    expect(notebook.last('StatefulSet/db').counts).toMatchObject({
      replicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
    });
  });

  it('C5: a pod that is never ready blocks those after it', () => {
    const notebook = told({
      workload: statefulSetOf('db', { template }),
      processes: [
        process('db-1', run(5_000, 1, { probes: { readiness: { good: [], takesMs: 0, output: undefined } } })),
      ],
    });
    expect(born(notebook)).toEqual([
      ['db-0', 0],
      ['db-1', 0],
    ]);
  });

  it('C5: minReadySeconds holds up the next one', () => {
    const notebook = told({ workload: statefulSetOf('db', { minReadyMs: 30_000, replicas: 2 }) });
    expect(born(notebook)).toEqual([
      ['db-0', 0],
      ['db-1', 30.001],
    ]);
  });

  it('Parallel waits for nobody', () => {
    const notebook = told({
      workload: statefulSetOf('db', { podManagement: 'Parallel', template }),
      processes: [process('db-*', readyAfter(10_000))],
    });
    expect(notebook.createdAt).toEqual([0, 0, 0]);
  });

  it('a pod that is deleted comes back under its name, with a fresh uid and no back-off', () => {
    const notebook = told({
      workload: statefulSetOf('db', { replicas: 1 }),
      processes: [process('db-0', run(0))],
      actions: [at(100_000, { kind: 'deletePod', name: 'db-0' })],
      durationMs: 150_000,
    });
    expect(notebook.pods.map(({ identity }) => identity.name)).toEqual(['db-0', 'db-0']);
    expect(new Set(notebook.pods.map(({ identity }) => identity.uid)).size).toBe(2);
    expect(notebook.pods[1]?.starts).toEqual([100_000, 100_000, 110_000, 130_000]);
  });

  it('C5: an evicted pod is deleted and made again', () => {
    const notebook = told({
      workload: statefulSetOf('db', { replicas: 1 }),
      actions: [at(100_000, { kind: 'evictPod', name: 'db-0' })],
      durationMs: 150_000,
    });
    expect(notebook.said('RecreatingFailedPod')).toEqual([
      [100, 'StatefulSet default/db is recreating failed Pod db-0'],
    ]);
    expect(born(notebook)).toEqual([
      ['db-0', 0],
      ['db-0', 100],
    ]);
  });

  it('C5: is updated from the last pod to the first, each when the one after is healthy', () => {
    const notebook = told({
      workload: statefulSetOf('db', { template }),
      processes: [process('db-*', readyAfter(10_000))],
      actions: [
        at(100_000, {
          kind: 'setImage',
          target: { kind: 'StatefulSet', name: 'db' },
          container: 'app',
          image: 'app:2',
        }),
      ],
    });
    expect(notebook.pods.slice(3).map(({ identity, createdAtMs }) => [identity.name, createdAtMs])).toEqual([
      ['db-2', 100_000],
      ['db-1', 110_000],
      ['db-0', 120_000],
    ]);
    expect(notebook.last('StatefulSet/db').counts).toMatchObject({ updatedReplicas: 3 });
  });

  it('C5: a new template that crash-loops blocks the update of lower ordinals', () => {
    const notebook = told({
      workload: statefulSetOf('db', { minReadyMs: 10_000 }),
      processes: [{ ...process('db-*', run(1_000)), image: 'app:2' }],
      actions: [
        at(100_000, {
          kind: 'setImage',
          target: { kind: 'StatefulSet', name: 'db' },
          container: 'app',
          image: 'app:2',
        }),
      ],
    });
    expect(notebook.pods.slice(3).map(({ identity }) => identity.name)).toEqual(['db-2']);
  });

  const setImage = (atMs: number, image: string) =>
    at(atMs, { kind: 'setImage', target: { kind: 'StatefulSet', name: 'db' }, container: 'app', image });
  const broken = { ...process('db-*', run(1_000)), image: 'app:2' };
  const images = ({ pods }: Notebook): unknown =>
    pods
      .slice(3)
      .map(({ identity, createdAtMs }) => [identity.name, createdAtMs / 1_000, identity.containers[0]?.image]);

  it('C5: a template that is mended helps nobody before the broken pod is deleted', () => {
    const notebook = told({
      workload: statefulSetOf('db', { minReadyMs: 10_000 }),
      processes: [broken],
      actions: [
        setImage(100_000, 'app:2'),
        setImage(200_000, 'app:1'),
        at(900_000, { kind: 'deletePod', name: 'db-2' }),
      ],
    });
    expect(images(notebook)).toEqual([
      ['db-2', 100, 'app:2'],
      ['db-2', 900, 'app:1'],
    ]);
    expect(notebook.last('StatefulSet/db').counts).toMatchObject({ readyReplicas: 3, updatedReplicas: 3 });
  });

  it('Parallel does not wait for the broken pod: it is replaced when the template is mended', () => {
    const notebook = told({
      workload: statefulSetOf('db', { minReadyMs: 10_000, podManagement: 'Parallel' }),
      processes: [broken],
      actions: [setImage(100_000, 'app:2'), setImage(200_000, 'app:3')],
    });
    expect(images(notebook)).toEqual([
      ['db-2', 100, 'app:2'],
      ['db-2', 200, 'app:3'],
      ['db-1', 210.001, 'app:3'],
      ['db-0', 220.002, 'app:3'],
    ]);
  });

  it('a template that comes back is no new one', () => {
    const plan = statefulSetOf('db');
    const again = { ...plan, template: structuredClone(plan.template) };
    const notebook = told({ workload: plan, actions: [at(100_000, { kind: 'apply', object: again })] });
    expect(notebook.pods).toHaveLength(3);
  });

  it('a partition keeps pods before it as they are, also when they are made again', () => {
    const plan = statefulSetOf('db', { updates: { type: 'RollingUpdate', partition: 2 } });
    const template = templateOf({ image: 'app:3' });
    const notebook = told({
      workload: plan,
      actions: [
        setImage(100_000, 'app:3'),
        at(200_000, { kind: 'deletePod', name: 'db-0' }),
        at(300_000, {
          kind: 'apply',
          object: { ...plan, template, updates: { type: 'RollingUpdate', partition: 0 } },
        }),
      ],
    });
    expect(images(notebook)).toEqual([
      ['db-2', 100, 'app:3'],
      ['db-0', 200, 'app:1'],
      ['db-1', 300, 'app:3'],
      ['db-0', 300, 'app:3'],
    ]);
    const counts = notebook.workload('StatefulSet/db').filter(({ atMs }) => atMs < 300_000);
    expect(counts.at(-1)?.fact.counts).toMatchObject({ currentReplicas: 2, updatedReplicas: 1 });
    expect(notebook.last('StatefulSet/db').counts).toMatchObject({ currentReplicas: 3, updatedReplicas: 3 });
  });

  it('OnDelete leaves it to people when a pod gets the new template', () => {
    const notebook = told({
      workload: statefulSetOf('db', { updates: { type: 'OnDelete' } }),
      actions: [setImage(100_000, 'app:3'), at(200_000, { kind: 'deletePod', name: 'db-1' })],
    });
    expect(images(notebook)).toEqual([['db-1', 200, 'app:3']]);
    expect(notebook.last('StatefulSet/db').counts).toMatchObject({ currentReplicas: 2, updatedReplicas: 1 });
  });

  it('scales down from the last', () => {
    const notebook = told({
      workload: statefulSetOf('db'),
      actions: [at(100_000, { kind: 'scale', target: { kind: 'StatefulSet', name: 'db' }, replicas: 1 })],
    });
    expect(notebook.said('SuccessfulDelete').map(([, text]) => text)).toEqual([
      'delete Pod db-2 in StatefulSet db successful',
      'delete Pod db-1 in StatefulSet db successful',
    ]);
  });
});

describe('the pods of a StatefulSet', () => {
  const claimed = { workload: statefulSetOf('db', { replicas: 2, claimTemplates: ['data'] }) };

  it('tell which they are by labels, with a revision of their template', () => {
    const { pods } = told({
      workload: statefulSetOf('db', { replicas: 1 }),
      actions: [
        at(60_000, { kind: 'setImage', target: { kind: 'StatefulSet', name: 'db' }, container: 'app', image: 'app:2' }),
      ],
    });
    expect(pods.map(({ identity }) => identity.labels)).toEqual([
      expect.objectContaining({
        'apps.kubernetes.io/pod-index': '0',
        'controller-revision-hash': expect.stringMatching(/^db-[a-z0-9]{10}$/),
        'statefulset.kubernetes.io/pod-name': 'db-0',
      }),
      expect.objectContaining({ 'statefulset.kubernetes.io/pod-name': 'db-0' }),
    ]);
    const [before, after] = pods.map(({ identity }) => identity.labels['controller-revision-hash']);
    expect(before).not.toBe(after);
  });

  it('wait for claims of their own, which outlive them', () => {
    const notebook = told({
      ...claimed,
      missing: [
        {
          kind: 'PersistentVolumeClaim',
          namespace: undefined,
          name: 'data-db-1',
          untilMs: 90_000,
          problem: 'unbound',
        },
      ],
      actions: [at(200_000, { kind: 'deletePod', name: 'db-0' })],
    });
    const claims = notebook.said('SuccessfulCreate').filter(([, text]) => String(text).startsWith('create Claim'));
    expect(claims).toEqual([
      [0, 'create Claim data-db-0 Pod db-0 in StatefulSet db success'],
      [0, 'create Claim data-db-1 Pod db-1 in StatefulSet db success'],
    ]);
    expect(notebook.said('FailedScheduling').map(([seconds]) => seconds)).toEqual([0]);
    expect(born(notebook)).toHaveLength(3);
  });
});

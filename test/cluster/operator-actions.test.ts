import { describe, expect, it } from 'vitest';
import type { ActionPlan } from '../../src/cluster/action-plan.js';
import { ActionError } from '../../src/cluster/actions.js';
import { NoProgressError } from '../../src/cluster/simulation.js';
import {
  at,
  deploymentOf,
  jobOf,
  nodeOf,
  podOf,
  process,
  run,
  statefulSetOf,
  templateOf,
  told,
} from '../support/cluster-plan.js';

describe('applying a manifest', () => {
  it('makes a pod, and changes the image of one that is there', () => {
    const apply = (atMs: number, image: string): ActionPlan =>
      at(atMs, { kind: 'apply', object: { kind: 'Pod', pod: podOf('web', { image }) } });
    const notebook = told({
      processes: [process('web', run(0))],
      actions: [apply(60_000, 'app:1'), apply(100_000, 'app:1'), apply(120_000, 'app:2')],
      durationMs: 135_000,
    });
    expect(notebook.pods).toHaveLength(1);
    expect(notebook.pods[0]?.starts).toEqual([60_000, 60_000, 70_000, 90_000, 120_000, 130_000]);
  });

  it('makes a Deployment, and rolls a changed template out', () => {
    const apply = (atMs: number, image: string): ActionPlan =>
      at(atMs, { kind: 'apply', object: deploymentOf('web', { template: templateOf({ image }) }) });
    const notebook = told({ actions: [apply(10_000, 'app:1'), apply(20_000, 'app:1'), apply(30_000, 'app:2')] });
    expect(notebook.createdAt).toEqual([10, 30]);
    expect(notebook.namesOf('ReplicaSet')).toHaveLength(2);
  });
});

describe('deleting an object', () => {
  it.each([
    ['Deployment', deploymentOf('web', { replicas: 2 })],
    ['StatefulSet', statefulSetOf('web', { replicas: 2 })],
    ['Job', jobOf('web', { parallelism: 2, completions: 2 })],
  ] as const)('%s: its pods go with it, and nothing comes back', (kind, workload) => {
    const notebook = told({
      workload,
      actions: [at(50_000, { kind: 'delete', target: { kind, name: 'web' } })],
    });
    expect(notebook.pods.map(({ deletedAtMs }) => deletedAtMs)).toEqual([50_000, 50_000]);
    expect(notebook.last(`${kind}/web`).isGone).toBe(true);
  });
});

describe('an action that cannot be done', () => {
  it.each<[string, ActionPlan]>([
    ['no pod is named "web" by then', at(10_000, { kind: 'deletePod', name: 'web' })],
    ['no pod is named "web-*" by then', at(10_000, { kind: 'evictPod', name: 'web-*' })],
    ['no Deployment is named "web" by then', at(10_000, { kind: 'rollback', deployment: 'web' })],
    ['no Job is named "web" by then', at(10_000, { kind: 'delete', target: { kind: 'Job', name: 'web' } })],
    [
      'pod other has no container main',
      at(10_000, { kind: 'setImage', target: { kind: 'Pod', name: 'other' }, container: 'main', image: 'x' }),
    ],
  ])('says so, and where it is written: %s', (message, action) => {
    const fail = () => told({ pods: [podOf('other')], actions: [action] });
    expect(fail).toThrow(message);
    expect(fail).toThrow(ActionError);
  });

  it('a pod on its way out is no longer meant', () => {
    const slow = process('web', run(undefined, 0, { onTerm: { exitCode: 0, afterMs: 20_000 } }));
    const twice = [1, 2].map((second) => at(second * 1_000, { kind: 'deletePod', name: 'web' }));
    expect(() => told({ pods: [podOf('web')], processes: [slow], actions: twice })).toThrow(ActionError);
  });
});

it('a name may be a pattern of controllers too, and every match is meant', () => {
  const notebook = told({
    workloads: ['web-a', 'web-b', 'db'].map((name) => statefulSetOf(name, { podManagement: 'Parallel' })),
    actions: [at(10_000, { kind: 'scale', target: { kind: 'StatefulSet', name: 'web-*' }, replicas: 1 })],
  });
  const sizes = ['web-a', 'web-b', 'db'].map((name) => notebook.last(`StatefulSet/${name}`).counts.replicas);
  expect(sizes).toEqual([1, 1, 3]);
});

describe('actions at one instant', () => {
  it('happen in the order in which they are written', () => {
    const scale = (replicas: number): ActionPlan =>
      at(10_000, { kind: 'scale', target: { kind: 'Deployment', name: 'web' }, replicas });
    const size = (...replicas: readonly number[]) =>
      told({ workload: deploymentOf('web'), actions: replicas.map(scale) }).last('Deployment/web').counts.replicas;
    expect([size(3, 2), size(2, 3)]).toEqual([2, 3]);
  });
});

describe('a pod whose manifest names its node', () => {
  const capacity = { cpuMilli: 1_000, memoryBytes: Number.POSITIVE_INFINITY, pods: 110 };
  const greedy = { nodeName: 'a', requests: { cpuMilli: 600, memoryBytes: 0 } };

  it('S7: is refused where there is no room, and can be deleted', () => {
    const notebook = told({
      nodes: [nodeOf('a', { capacity })],
      pods: [podOf('first', greedy), podOf('second', greedy)],
      actions: [at(60_000, { kind: 'deletePod', name: 'second' })],
    });
    const text = "Node didn't have enough resource: cpu, requested: 600, used: 600, capacity: 1000";
    expect(notebook.said('OutOfcpu')).toEqual([[0, text]]);
    expect(notebook.pods[1]).toMatchObject({ starts: [], deletedAtMs: 60_000, phases: [{ atMs: 0, fact: 'Failed' }] });
  });

  it('S7: is refused where its selector does not match', () => {
    const notebook = told({
      nodes: [nodeOf('a')],
      pods: [podOf('web', { nodeName: 'a', nodeSelector: { disk: 'ssd' } })],
    });
    expect(notebook.said('NodeAffinity')).toHaveLength(1);
  });

  it('S7: is replaced by its controller, over and over', () => {
    const template = templateOf({ nodeName: 'a', requests: { cpuMilli: 1_001, memoryBytes: 0 } });
    const options = { nodes: [nodeOf('a', { capacity })], workload: deploymentOf('web', { template }) };
    expect(() => told(options)).toThrow(NoProgressError);
    const notebook = told({ ...options, fidelity: 'realistic', durationMs: 1_000 });
    expect(notebook.pods.length).toBeGreaterThan(10);
  });
});

import { describe, expect, it } from 'vitest';
import { at, daemonSetOf, nodeOf, process, run, templateOf, told } from '../support/cluster-plan.js';

const nodes = [
  nodeOf('node-1', { labels: { disk: 'ssd' } }),
  nodeOf('node-2'),
  nodeOf('node-3', { labels: { disk: 'ssd' } }),
];

describe('a DaemonSet', () => {
  it('has one pod on every node its selector picks', () => {
    const all = told({ workload: daemonSetOf('agent'), nodes });
    expect(all.pods.map(({ node }) => node)).toEqual(['node-1', 'node-2', 'node-3']);
    expect(all.pods[0]?.identity.name).toMatch(/^agent-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    const some = told({
      workload: daemonSetOf('agent', { template: templateOf({ nodeSelector: { disk: 'ssd' } }) }),
      nodes,
    });
    expect(some.pods.map(({ node }) => node)).toEqual(['node-1', 'node-3']);
    expect(some.last('DaemonSet/agent').counts).toMatchObject({ desiredNumberScheduled: 2, numberReady: 2 });
  });

  it('C6: leaves crash loops to the kubelet', () => {
    expect(told({ workload: daemonSetOf('agent'), processes: [process('agent-*', run(0))] }).pods).toHaveLength(1);
  });

  it('C6: replaces failed pods, slower and slower', () => {
    // Each pod fails a second after its start. A failure within the step is looked at again a whole step later.
    const notebook = told({
      workload: daemonSetOf('agent', { template: templateOf({ activeDeadlineMs: 1_000 }) }),
      durationMs: 40_000,
    });
    expect(notebook.createdAt).toEqual([0, 1, 2, 5, 10, 19, 36]);
    const [first] = notebook.said('FailedDaemonPod');
    const name = notebook.pods[0]?.identity.name;
    expect(first).toEqual([1, `Found failed daemon pod default/${name} on node node-1, will try to kill it`]);
  });

  it('goes through a new template one node after the other', () => {
    const notebook = told({
      workload: daemonSetOf('agent', { minReadyMs: 10_000 }),
      nodes,
      actions: [
        at(100_000, {
          kind: 'setImage',
          target: { kind: 'DaemonSet', name: 'agent' },
          container: 'app',
          image: 'app:2',
        }),
      ],
    });
    expect(notebook.createdAt).toEqual([0, 0, 0, 100, 110.001, 120.002]);
  });

  it('OnDelete leaves it to people when a pod gets the new template', () => {
    const target = { kind: 'DaemonSet', name: 'agent' } as const;
    const notebook = told({
      workload: daemonSetOf('agent', { updates: 'OnDelete' }),
      nodes: [nodeOf('node-1')],
      actions: [
        at(100_000, { kind: 'setImage', target, container: 'app', image: 'app:2' }),
        at(200_000, { kind: 'deletePod', name: 'agent-*' }),
      ],
    });
    expect(notebook.createdAt).toEqual([0, 200]);
    expect(notebook.pods.map(({ identity }) => identity.containers[0]?.image)).toEqual(['app:1', 'app:2']);
  });

  it('stays on a node that is drained', () => {
    const notebook = told({
      workload: daemonSetOf('agent'),
      nodes,
      actions: [at(10_000, { kind: 'drain', node: 'node-2' })],
    });
    expect(notebook.pods.map(({ deletedAtMs }) => deletedAtMs)).toEqual([undefined, undefined, undefined]);
  });
});

describe('many pods at one instant', () => {
  it('are progress, not a loop', () => {
    const many = Array.from({ length: 1_500 }, (_, i) => nodeOf(`n${i}`));
    const workload = daemonSetOf('agent');
    const notebook = told({ workload, nodes: many, processes: [process('agent-*', run(0))], durationMs: 5_000 });
    expect(notebook.pods).toHaveLength(1_500);
  });
});

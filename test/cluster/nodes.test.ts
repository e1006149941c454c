import { describe, expect, it } from 'vitest';
import {
  at,
  daemonSetOf,
  deploymentOf,
  nodeOf,
  podOf,
  process,
  run,
  statefulSetOf,
  templateOf,
  told,
} from '../support/cluster-plan.js';

const nodes = [nodeOf('node-1'), nodeOf('node-2')];
const lost = at(100_000, { kind: 'loseNode', node: 'node-1' });

describe('a node that falls silent', () => {
  it('C11: is not ready after fifty seconds, and its pods are replaced five minutes later', () => {
    const notebook = told({ workload: deploymentOf('web'), nodes, actions: [lost] });
    const states = notebook.workload('Node/node-1').map(({ atMs, fact }) => [atMs / 1000, fact.conditions[0]?.status]);
    expect(states).toEqual([
      [0, 'True'],
      [150, 'Unknown'],
    ]);
    const [first, second] = notebook.pods;
    expect(first?.conditions.filter(({ fact }) => fact.type === 'Ready').at(-1)).toMatchObject({
      atMs: 150_000,
      fact: { status: false },
    });
    // Nobody on the node hears of the deletion.
    expect([first?.terminatingAtMs, first?.deletedAtMs]).toEqual([450_000, undefined]);
    expect(second).toMatchObject({ createdAtMs: 450_000, node: 'node-2' });
    const text = `Marking for deletion Pod default/${first?.identity.name}`;
    expect(notebook.said('TaintManagerEviction')).toEqual([[450, text]]);
  });

  it.each([
    ['1.31', 140_000],
    ['1.32', 150_000],
  ] as const)('C11: by the grace of its release, %s: at %d ms', (version, atMs) => {
    const notebook = told({ version, nodes, actions: [lost] });
    const unknown = notebook.workload('Node/node-1').find(({ fact }) => fact.conditions[0]?.status === 'Unknown');
    expect(unknown?.atMs).toBe(atMs);
  });

  it('keeps its pods when it answers in time', () => {
    const notebook = told({
      workload: deploymentOf('web'),
      nodes,
      actions: [lost, at(400_000, { kind: 'recoverNode', node: 'node-1' })],
    });
    expect(notebook.pods).toHaveLength(1);
    const ready = notebook.pods[0]?.conditions.filter(({ fact }) => fact.type === 'Ready');
    expect(ready?.map(({ atMs, fact }) => [atMs / 1000, fact.status])).toEqual([
      [0, true],
      [150, false],
      [400, true],
    ]);
    expect(notebook.last('Node/node-1').conditions[0]?.status).toBe('True');
  });

  it('deletes what was to go when it answers at last', () => {
    const notebook = told({
      workload: deploymentOf('web'),
      nodes,
      actions: [lost, at(600_000, { kind: 'recoverNode', node: 'node-1' })],
    });
    expect(notebook.pods[0]?.deletedAtMs).toBe(600_000);
  });

  it('holds up a StatefulSet, whose pod may still run there, and leaves DaemonSets alone', () => {
    const notebook = told({ workload: statefulSetOf('db', { replicas: 1 }), nodes, actions: [lost] });
    expect(notebook.pods).toHaveLength(1);
    expect(told({ workload: daemonSetOf('agent'), nodes, actions: [lost] }).said('TaintManagerEviction')).toEqual([]);
  });

  it('gets no pod of a DaemonSet that comes meanwhile, until it answers again', () => {
    const apply = at(200_000, { kind: 'apply', object: daemonSetOf('agent') });
    const back = at(400_000, { kind: 'recoverNode', node: 'node-1' });
    const notebook = told({ nodes, actions: [lost, apply, back] });
    expect(notebook.pods.map(({ node, createdAtMs }) => [node, createdAtMs])).toEqual([
      ['node-2', 200_000],
      ['node-1', 400_000],
    ]);
    const counts = notebook.workload('DaemonSet/agent').map(({ fact }) => fact.counts.desiredNumberScheduled);
    expect(new Set(counts)).toEqual(new Set([1, 2]));
  });

  it('is not counted for a DaemonSet, whose pod is left there', () => {
    const back = at(400_000, { kind: 'recoverNode', node: 'node-1' });
    const until = (durationMs: number) =>
      told({ workload: daemonSetOf('agent'), nodes, actions: [lost, back], durationMs });
    expect(until(300_000).last('DaemonSet/agent').counts).toMatchObject({
      desiredNumberScheduled: 1,
      currentNumberScheduled: 1,
      updatedNumberScheduled: 1,
      numberMisscheduled: 1,
      numberAvailable: 1,
      numberUnavailable: 0,
    });
    expect(until(500_000).last('DaemonSet/agent').counts).toMatchObject({
      desiredNumberScheduled: 2,
      currentNumberScheduled: 2,
      numberMisscheduled: 0,
      numberAvailable: 2,
    });
    expect(until(500_000).pods.map(({ terminatingAtMs }) => terminatingAtMs)).toEqual([undefined, undefined]);
  });

  it('loses the pod of a DaemonSet that does not stay on it for good', () => {
    const tolerations = [{ operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 }];
    const workload = daemonSetOf('agent', { template: templateOf({ tolerations }) });
    const notebook = told({ workload, nodes, actions: [lost], durationMs: 300_000 });
    expect(notebook.pods.map(({ terminatingAtMs }) => terminatingAtMs)).toEqual([210_000, undefined]);
  });

  it('takes no new pods', () => {
    const notebook = told({
      nodes: [nodeOf('node-1')],
      pods: [],
      actions: [lost, at(200_000, { kind: 'apply', object: { kind: 'Pod', pod: podOf('late') } })],
      durationMs: 250_000,
    });
    expect(notebook.said('FailedScheduling')[0]?.[1]).toMatch(
      /^0\/1 nodes are available: 1 node\(s\) had untolerated taint\(s\)\. /,
    );
  });
});

describe('draining', () => {
  it('C11: sends pods with a controller elsewhere, with a fresh back-off, and bare ones away', () => {
    const notebook = told({
      workload: deploymentOf('web'),
      pods: [podOf('bare', { nodeName: 'node-1' })],
      nodes,
      processes: [process('web-*', run(0))],
      actions: [
        at(0, { kind: 'cordon', node: 'node-2' }),
        at(50_000, { kind: 'uncordon', node: 'node-2' }),
        at(100_000, { kind: 'drain', node: 'node-1' }),
      ],
      durationMs: 125_000,
    });
    const [bare, first, second] = notebook.pods;
    expect(bare).toMatchObject({ node: 'node-1', deletedAtMs: 100_000 });
    expect(first).toMatchObject({ node: 'node-1', deletedAtMs: 100_000 });
    expect(second).toMatchObject({ node: 'node-2', starts: [100_000, 100_000, 110_000] });
    expect(notebook.last('Node/node-1').counts.unschedulable).toBe(1);
    expect(first?.conditions).toContainEqual({
      atMs: 100_000,
      fact: {
        type: 'DisruptionTarget',
        status: true,
        reason: 'EvictionByEvictionAPI',
        message: 'Eviction API: evicting',
      },
    });
  });
});

it('S7: a node that is back does not refuse again what it has refused', () => {
  const notebook = told({
    nodes: [nodeOf('a')],
    pods: [podOf('web', { nodeName: 'a', nodeSelector: { disk: 'ssd' } })],
    actions: [at(10_000, { kind: 'loseNode', node: 'a' }), at(20_000, { kind: 'recoverNode', node: 'a' })],
    durationMs: 60_000,
  });
  expect(notebook.said('NodeAffinity')).toHaveLength(1);
  expect(notebook.pods[0]?.phases).toEqual([{ atMs: 0, fact: 'Failed' }]);
});

describe('a reboot', () => {
  const forever = process('web', run(undefined, 0));

  it('A8, B21: all that ran on the node begins anew, there only', () => {
    const notebook = told({
      nodes: [nodeOf('a'), nodeOf('b')],
      pods: [podOf('web', { nodeName: 'a' }), podOf('far', { nodeName: 'b' })],
      processes: [forever],
      actions: [at(100_000, { kind: 'reboot', node: 'a' })],
      durationMs: 200_000,
    });
    expect(notebook.pods.map(({ starts }) => starts)).toEqual([[0, 100_000], [0]]);
    expect(notebook.said('SandboxChanged')).toHaveLength(1);
  });

  it('brings a node back that was lost, without what ran there', () => {
    const broughtBack = (verb: 'recoverNode' | 'reboot') =>
      told({
        nodes: [nodeOf('a')],
        pods: [podOf('web')],
        processes: [forever],
        actions: [at(100_000, { kind: 'loseNode', node: 'a' }), at(200_000, { kind: verb, node: 'a' })],
        durationMs: 300_000,
      });
    expect(broughtBack('recoverNode').pods[0]?.starts).toEqual([0]);
    expect(broughtBack('reboot').pods[0]?.starts).toEqual([0, 200_000]);
    expect(broughtBack('reboot').last('Node/a').conditions).toMatchObject([{ type: 'Ready', status: 'True' }]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Capacity } from '../../src/cluster/template-plan.js';
import { at, daemonSetOf, nodeOf, podOf, process, run, told } from '../support/cluster-plan.js';

const MEBI = 1024 * 1024;
const small: Capacity = { cpuMilli: 1_000, memoryBytes: 1_000 * MEBI, pods: 110 };
const asks = (cpuMilli: number, memoryMebi = 0) => ({ requests: { cpuMilli, memoryBytes: memoryMebi * MEBI } });
const noVictims = (nodes: number, more = ''): string =>
  `no new claims to deallocate, preemption: 0/${nodes} nodes are available: ${nodes} No preemption victims found for incoming pod${more}.`;

describe('the scheduler', () => {
  it('E1: binds a pod and says so', () => {
    const notebook = told({ pods: [podOf('web')] });
    expect(notebook.said('Scheduled')).toEqual([[0, 'Successfully assigned default/web to node-1']]);
    expect(notebook.pods[0]).toMatchObject({ node: 'node-1', boundAtMs: 0, starts: [0] });
    expect(notebook.pods[0]?.conditions[0]?.fact).toMatchObject({ type: 'PodScheduled', status: true });
  });

  it('is not asked where the manifest names the node', () => {
    const notebook = told({ pods: [podOf('web', { nodeName: 'node-1' })] });
    expect(notebook.said('Scheduled')).toEqual([]);
    expect(notebook.pods[0]?.node).toBe('node-1');
  });

  it('spreads pods over equal nodes in their order', () => {
    const nodes = ['a', 'b', 'c'].map((name) => nodeOf(name));
    const pods = ['1', '2', '3', '4'].map((name) => podOf(name));
    expect(told({ nodes, pods }).pods.map(({ node }) => node)).toEqual(['a', 'b', 'c', 'a']);
  });

  it('takes the emptiest node by share of what it offers', () => {
    const nodes = [nodeOf('small', { capacity: small }), nodeOf('large', { capacity: { ...small, cpuMilli: 4_000 } })];
    const pods = [podOf('1', asks(400)), podOf('2', asks(400)), podOf('3', asks(400))];
    expect(told({ nodes, pods }).pods.map(({ node }) => node)).toEqual(['small', 'large', 'large']);
  });

  it('prefers a node that has the image', () => {
    const nodes = [nodeOf('empty', { images: [] }), nodeOf('warm', { images: ['app:*'] })];
    expect(told({ nodes, pods: [podOf('1'), podOf('2')] }).pods.map(({ node }) => node)).toEqual(['warm', 'warm']);
  });

  it('looks at labels', () => {
    const nodes = [nodeOf('a'), nodeOf('b', { labels: { disk: 'ssd' } })];
    expect(told({ nodes, pods: [podOf('1', { nodeSelector: { disk: 'ssd' } })] }).pods[0]?.node).toBe('b');
  });
});

describe('a pod without a node', () => {
  it('S1: says what each node lacks, in the condition and in an event', () => {
    const nodes = [
      nodeOf('full', { capacity: { ...small, cpuMilli: 500, pods: 1 } }),
      nodeOf('busy', { capacity: small }),
      nodeOf('off'),
    ];
    const notebook = told({
      nodes,
      pods: [
        podOf('first', { nodeName: 'full' }),
        podOf('second', { nodeName: 'busy', ...asks(900, 900) }),
        podOf('web', asks(400, 400)),
      ],
      actions: [at(0, { kind: 'cordon', node: 'off' })],
      durationMs: 900,
    });
    const message =
      '0/3 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 1 Too many pods, 1 node(s) were unschedulable. ' +
      'no new claims to deallocate, preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.';
    expect(notebook.said('FailedScheduling')).toEqual([[0, message]]);
    expect(notebook.pods[2]?.conditions).toEqual([
      { atMs: 0, fact: { type: 'PodScheduled', status: false, reason: 'Unschedulable', message } },
    ]);
    expect(notebook.pods[2]).toMatchObject({ node: undefined, starts: [] });
  });

  it('S1: that no node could ever hold is not helped by preemption', () => {
    const notebook = told({
      nodes: [nodeOf('a', { capacity: small })],
      pods: [podOf('web', asks(2_000))],
      durationMs: 900,
    });
    expect(notebook.said('FailedScheduling')[0]?.[1]).toBe(
      '0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    );
  });

  it('S3: is let in when a pod leaves, and a crash loop keeps its place', () => {
    const notebook = told({
      nodes: [nodeOf('a', { capacity: small })],
      pods: [podOf('crashing', asks(600)), podOf('web', asks(600))],
      processes: [process('crashing', run(0))],
      actions: [at(1_000_000, { kind: 'deletePod', name: 'crashing' })],
    });
    expect(notebook.pods[1]).toMatchObject({ boundAtMs: 1_000_000, starts: [1_000_000] });
  });

  it('a pod that has ended leaves its place, too', () => {
    const notebook = told({
      nodes: [nodeOf('a', { capacity: small })],
      pods: [podOf('job', { ...asks(600), restartPolicy: 'Never' }), podOf('web', asks(600))],
      processes: [process('job', run(60_000, 0))],
    });
    expect(notebook.pods[1]?.boundAtMs).toBe(60_000);
  });

  it('S2: nothing helps it: it is tried again after five minutes, at the next pass of half a minute', () => {
    const notebook = told({
      nodes: [nodeOf('a', { capacity: small })],
      pods: [podOf('web', asks(2_000))],
      durationMs: 700_000,
    });
    expect(notebook.said('FailedScheduling').map(([second]) => second)).toEqual([0, 330, 660]);
  });

  it('S2: what may help is tried when the back-off is over: one second, doubling to ten', () => {
    const notebook = told({
      nodes: [nodeOf('a', { capacity: small })],
      pods: [
        podOf('big', asks(900)),
        podOf('web', asks(600)),
        ...[1, 2, 3, 4, 5, 6].map((i) => podOf(`tiny-${i}`, asks(1))),
      ],
      actions: [10, 10.1, 20, 20.1, 30, 30.1].map((second, i) =>
        at(second * 1_000, { kind: 'deletePod', name: `tiny-${i + 1}` }),
      ),
      durationMs: 60_000,
    });
    expect(notebook.said('FailedScheduling').map(([second]) => second)).toEqual([0, 10, 12, 20, 28, 38]);
    expect(notebook.said('FailedScheduling')[0]?.[1]).toBe(
      `0/1 nodes are available: 1 Insufficient cpu. ${noVictims(1)}`,
    );
  });

  it('is let in when its node is uncordoned', () => {
    const notebook = told({
      pods: [podOf('web')],
      actions: [at(0, { kind: 'cordon', node: 'node-1' }), at(60_000, { kind: 'uncordon', node: 'node-1' })],
    });
    expect(notebook.pods[0]?.boundAtMs).toBe(60_000);
    expect(notebook.said('NodeNotSchedulable')).toEqual([[0, 'Node node-1 status is now: NodeNotSchedulable']]);
  });

  it('waits for a claim that is not bound, or not there', () => {
    const missing = { kind: 'PersistentVolumeClaim', namespace: undefined, name: 'data', untilMs: 45_000 } as const;
    const unbound = told({ pods: [podOf('web', { claims: ['data'] })], missing: [{ ...missing, problem: 'unbound' }] });
    const tail =
      'no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.';
    expect(unbound.said('FailedScheduling')).toEqual([
      [0, `0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. ${tail}`],
    ]);
    expect(unbound.pods[0]?.boundAtMs).toBe(45_000);
    const absent = told({ pods: [podOf('web', { claims: ['data'] })], missing: [{ ...missing, problem: undefined }] });
    expect(absent.said('FailedScheduling')[0]?.[1]).toBe(
      `0/1 nodes are available: persistentvolumeclaim "data" not found. ${tail}`,
    );
  });

  it('of a DaemonSet names the nodes it may not go to', () => {
    const nodes = [nodeOf('a', { capacity: { ...small, pods: 0 } }), nodeOf('b'), nodeOf('c')];
    const notebook = told({ nodes, workload: daemonSetOf('agent'), durationMs: 900 });
    expect(notebook.said('FailedScheduling').map(([, text]) => text.split('.')[0])).toEqual([
      "0/3 nodes are available: 1 Too many pods, 2 node(s) didn't satisfy plugin(s) [NodeAffinity]",
    ]);
  });

  it('can be deleted, and is gone at once', () => {
    const notebook = told({
      nodes: [nodeOf('a', { capacity: small })],
      pods: [podOf('web', asks(2_000))],
      actions: [at(10_000, { kind: 'deletePod', name: 'web' })],
    });
    expect(notebook.pods[0]?.deletedAtMs).toBe(10_000);
    expect(notebook.said('FailedScheduling')).toHaveLength(1);
  });
});

describe('on a realistic clock', () => {
  it('binding and delivery take some tens of milliseconds, drawn by pod', () => {
    const pods = ['a', 'b', 'c'].map((name) => podOf(name));
    const notebook = told({ fidelity: 'realistic', pods, durationMs: 60_000 });
    for (const { boundAtMs, starts } of notebook.pods) {
      expect(boundAtMs).toBeGreaterThanOrEqual(1);
      expect(boundAtMs).toBeLessThan(16);
      expect(starts[0]).toBeGreaterThan(boundAtMs ?? 0);
    }
    expect(new Set(notebook.pods.map(({ boundAtMs }) => boundAtMs)).size).toBeGreaterThan(1);
    const alone = told({ fidelity: 'realistic', pods: pods.slice(0, 1), durationMs: 60_000 });
    expect(alone.pods[0]?.boundAtMs).toBe(notebook.pods[0]?.boundAtMs);
  });
});

import type { NodeSelectorTerm, Taint, Toleration } from 'kubernetes-types/core/v1.js';
import { describe, expect, it } from 'vitest';
import { matchesAnyTerm } from '../../src/cluster/node-affinity.js';
import { NodeRoom } from '../../src/cluster/node-room.js';
import { ANYWHERE, ROOMY } from '../../src/cluster/template-plan.js';
import { admittedTolerations, toleratedForMs, untolerated } from '../../src/cluster/tolerations.js';
import { verdictOnNodes } from '../../src/cluster/unschedulable.js';
import { eventRules } from '../../src/kubelet/event-versions.js';
import {
  at,
  daemonSetOf,
  deploymentOf,
  nodeOf,
  podOf,
  process,
  run,
  templateOf,
  told,
} from '../support/cluster-plan.js';

const GPU: Taint = { key: 'gpu', value: 'a100', effect: 'NoSchedule' };
const LEAVE: Taint = { key: 'leave', effect: 'NoExecute' };

describe('a toleration', () => {
  it.each<[Toleration, boolean]>([
    [{ key: 'gpu', operator: 'Exists' }, true],
    [{ key: 'gpu', operator: 'Equal', value: 'a100' }, true],
    [{ key: 'gpu', value: 'a100', effect: 'NoSchedule' }, true],
    [{ operator: 'Exists' }, true],
    [{ key: 'gpu', value: 'h100' }, false],
    [{ key: 'gpu' }, false],
    [{ key: 'gpu', operator: 'Exists', effect: 'NoExecute' }, false],
    [{ key: 'cpu', operator: 'Exists' }, false],
  ])('%j tolerates gpu=a100:NoSchedule: %s', (toleration, isTolerated) => {
    expect(untolerated([GPU], [toleration]) === undefined).toBe(isTolerated);
  });

  it.each<[readonly Toleration[], number]>([
    [[], 0],
    [[{ key: 'leave', operator: 'Exists' }], Number.POSITIVE_INFINITY],
    [[{ key: 'leave', operator: 'Exists', tolerationSeconds: 20 }], 20_000],
    [[{ key: 'leave', operator: 'Exists', tolerationSeconds: -1 }], 0],
    [[{ key: 'other', operator: 'Exists' }], 0],
  ])('%j lets a pod stay for %d ms', (tolerations, ms) => {
    expect(toleratedForMs([GPU, LEAVE], tolerations)).toBe(ms);
  });

  it('a pod that says nothing tolerates a node that is not there for five minutes', () => {
    expect(admittedTolerations([], false).map(({ key, tolerationSeconds }) => [key, tolerationSeconds])).toEqual([
      ['node.kubernetes.io/not-ready', 300],
      ['node.kubernetes.io/unreachable', 300],
    ]);
    expect(admittedTolerations([{ operator: 'Exists' }], false)).toHaveLength(1);
  });
});

describe("a DaemonSet's pod", () => {
  const key = 'node.kubernetes.io/unreachable';
  const shortly = { operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 };
  const staysMs = (...written: readonly Toleration[]) =>
    toleratedForMs([{ key, effect: 'NoExecute' }], admittedTolerations(written, true));

  it.each<[Toleration, number]>([
    [{ key, ...shortly }, Number.POSITIVE_INFINITY],
    [{ key, effect: 'NoExecute' }, Number.POSITIVE_INFINITY],
    [{ key: 'other', ...shortly }, Number.POSITIVE_INFINITY],
    [{ ...shortly }, 60_000],
    [{ key, operator: 'Exists', tolerationSeconds: 60 }, 60_000],
  ])('C11: with %j stays on a silent node for %s ms', (toleration, ms) => {
    expect(staysMs(toleration)).toBe(ms);
  });

  it('tolerates with that what the controller adds, and no more', () => {
    const added = admittedTolerations([], true);
    expect(admittedTolerations([{ key, ...shortly }], true)).toHaveLength(added.length);
    expect(added.every(({ tolerationSeconds }) => tolerationSeconds === undefined)).toBe(true);
  });
});

describe('node affinity', () => {
  const labels = { zone: 'a', cores: '16' };
  const term = (key: string, operator: string, ...values: readonly string[]): NodeSelectorTerm => ({
    matchExpressions: [{ key, operator, values: [...values] }],
  });
  it.each<[NodeSelectorTerm, boolean]>([
    [term('zone', 'In', 'b', 'a'), true],
    [term('zone', 'In', 'b'), false],
    [term('zone', 'NotIn', 'a'), false],
    [term('rack', 'NotIn', 'a'), true],
    [term('zone', 'Exists'), true],
    [term('rack', 'Exists'), false],
    [term('rack', 'DoesNotExist'), true],
    [term('cores', 'Gt', '8'), true],
    [term('cores', 'Lt', '16'), false],
    [term('zone', 'Gt', '8'), false],
    [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n'] }] }, true],
    [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['m'] }] }, false],
    [{}, false],
  ])('%j fits: %s', (one, fits) => {
    expect(matchesAnyTerm([one], 'n', labels)).toBe(fits);
  });

  it('one term is enough, but all of it', () => {
    const [good, bad] = [term('zone', 'Exists'), term('rack', 'Exists')];
    const both = { matchExpressions: [...(good.matchExpressions ?? []), ...(bad.matchExpressions ?? [])] };
    expect(matchesAnyTerm([bad, good], 'n', labels)).toBe(true);
    expect(matchesAnyTerm([both], 'n', labels)).toBe(false);
  });
});

describe('a tainted node', () => {
  const tolerations = [{ key: 'gpu', operator: 'Exists' }];

  it('S1: takes only pods that tolerate it; the others say why they wait', () => {
    const notebook = told({
      nodes: [nodeOf('a', { taints: [GPU] }), nodeOf('b', { labels: { zone: 'b' } }), nodeOf('c', { taints: [LEAVE] })],
      pods: [
        podOf('gpu', { tolerations, nodeTerms: [{ matchExpressions: [{ key: 'zone', operator: 'DoesNotExist' }] }] }),
        podOf('plain', { nodeSelector: { zone: 'c' } }),
      ],
      durationMs: 10_000,
    });
    expect(notebook.pods.map(({ node }) => node)).toEqual(['a', undefined]);
    expect(notebook.said('FailedScheduling')[0]?.[1]).toMatch(
      /^0\/3 nodes are available: 1 node\(s\) didn't match Pod's node affinity\/selector, 2 node\(s\) had untolerated taint\(s\)\. /,
    );
  });

  it('S1: schedulers up to 1.33 name the taint', () => {
    const room = new NodeRoom({ name: 'a', labels: {}, taints: [GPU], capacity: ROOMY, images: [] });
    const misfit = room.misfit(ANYWHERE, false);
    const text = (version: '1.33' | '1.34') => verdictOnNodes(misfit ? [misfit] : [], eventRules(version)).message;
    expect(text('1.33')).toMatch('1 node(s) had untolerated taint {gpu: a100}. preemption');
    expect(text('1.34')).toMatch('1 node(s) had untolerated taint(s). no new claims');
  });

  it('NoExecute throws a pod out that tolerates it for a while only', () => {
    const shortly = templateOf({ tolerations: [{ key: 'leave', operator: 'Exists', tolerationSeconds: 60 }] });
    const notebook = told({
      nodes: [nodeOf('a', { taints: [LEAVE] })],
      workload: deploymentOf('web', { template: shortly }),
      durationMs: 150_000,
    });
    expect(notebook.createdAt).toEqual([0, 60, 120]);
    expect(notebook.said('TaintManagerEviction').map(([second]) => second)).toEqual([60, 120]);
  });

  it('S7: NoExecute: its kubelet refuses a pod whose manifest names the node', () => {
    const notebook = told({ nodes: [nodeOf('a', { taints: [LEAVE] })], pods: [podOf('web', { nodeName: 'a' })] });
    expect(notebook.said('TaintToleration')).toEqual([
      [0, "Predicate TaintToleration failed: node(s) had taints that the pod didn't tolerate"],
    ]);
    expect(notebook.pods[0]?.starts).toEqual([]);
  });

  it('S7: NoExecute: a pod that tolerates it for no time is taken, and thrown out then', () => {
    const forNoTime = [{ key: 'leave', operator: 'Exists', tolerationSeconds: 0 }];
    const notebook = told({
      nodes: [nodeOf('a', { taints: [LEAVE] })],
      pods: [podOf('web', { nodeName: 'a', tolerations: forNoTime })],
    });
    expect(notebook.said('TaintToleration')).toEqual([]);
    expect(notebook.said('TaintManagerEviction').map(([second]) => second)).toEqual([0]);
  });

  it('S7: of several reasons a kubelet tells what is lacking first, then the node, then its taints', () => {
    const refused = (more: Parameters<typeof podOf>[1]) => {
      const capacity = { ...ROOMY, cpuMilli: 100 };
      const nodes = [nodeOf('a', { taints: [LEAVE], capacity })];
      const { events } = told({ nodes, pods: [podOf('web', { nodeName: 'a', ...more })] });
      return events.filter(({ fact }) => fact.type === 'Warning').map(({ fact }) => fact.reason);
    };
    const nodeSelector = { disk: 'ssd' };
    expect(refused({ nodeSelector, requests: { cpuMilli: 200, memoryBytes: 0 } })).toEqual(['OutOfcpu']);
    expect(refused({ nodeSelector })).toEqual(['NodeAffinity']);
    expect(refused({})).toEqual(['TaintToleration']);
  });

  it('C6: a DaemonSet passes it by, unless its pods tolerate it', () => {
    const nodes = [nodeOf('a', { taints: [GPU] }), nodeOf('b')];
    const on = (template = templateOf()) =>
      told({ nodes, workload: daemonSetOf('agent', { template }) }).pods.map(({ node }) => node);
    expect(on()).toEqual(['b']);
    expect(on(templateOf({ tolerations }))).toEqual(['a', 'b']);
  });
});

describe('a node that is lost', () => {
  const key = 'node.kubernetes.io/unreachable';
  const gone = (tolerations: readonly Toleration[]) =>
    told({
      nodes: [nodeOf('a')],
      pods: [podOf('web', { tolerations })],
      processes: [process('web', run(undefined, 0))],
      actions: [at(100_000, { kind: 'loseNode', node: 'a' })],
    }).pods[0]?.terminatingAtMs;

  it.each<[readonly Toleration[], number | undefined]>([
    [[], 450_000],
    [[{ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 10 }], 160_000],
    [[{ key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 0 }], 150_000],
    [[{ key, operator: 'Exists', effect: 'NoExecute' }], undefined],
    [[{ operator: 'Exists' }], undefined],
    [[{ key: 'other', operator: 'Exists' }], 450_000],
  ])('C11: with %j its pods go at %s ms', (tolerations, atMs) => {
    expect(gone(tolerations)).toBe(atMs);
  });

  const leave = { key: 'leave', operator: 'Exists' } as const;
  const evictedAt = (own: Toleration, ...actions: Parameters<typeof at>[]) =>
    told({
      nodes: [nodeOf('a', { taints: [LEAVE] })],
      pods: [podOf('web', { tolerations: [own] })],
      processes: [process('web', run(undefined, 0))],
      actions: actions.map((each) => at(...each)),
    })
      .said('TaintManagerEviction')
      .map(([second]) => second);
  const silent: Parameters<typeof at> = [60_000, { kind: 'loseNode', node: 'a' }];
  const back: Parameters<typeof at> = [200_000, { kind: 'recoverNode', node: 'a' }];

  it('C11: another taint changes nothing for a pod that is to go at some time', () => {
    const halfAnHour = { ...leave, tolerationSeconds: 1_800 };
    expect(evictedAt(halfAnHour)).toEqual([1_800]);
    expect(evictedAt(halfAnHour, silent)).toEqual([1_800]);
    expect(evictedAt(halfAnHour, silent, back)).toEqual([1_800]);
  });

  it('C11: a pod that may stay for good beside its own taints goes for the silence, unless that ends', () => {
    expect(evictedAt(leave, silent)).toEqual([410]);
    expect(evictedAt(leave, silent, back)).toEqual([]);
  });

  it('C11: a pod whose manifest puts it on a silent node tolerates that from then on', () => {
    const late = { kind: 'apply', object: { kind: 'Pod', pod: podOf('late', { nodeName: 'a' }) } } as const;
    const notebook = told({
      nodes: [nodeOf('a')],
      actions: [at(...silent), at(300_000, late)],
    });
    expect(notebook.pods[0]?.terminatingAtMs).toBe(600_000);
  });

  it('a pod that tolerates everything goes onto a cordoned node too', () => {
    const notebook = told({
      nodes: [nodeOf('a')],
      actions: [
        at(0, { kind: 'cordon', node: 'a' }),
        at(10_000, {
          kind: 'apply',
          object: { kind: 'Pod', pod: podOf('web', { tolerations: [{ operator: 'Exists' }] }) },
        }),
      ],
    });
    expect(notebook.pods[0]?.boundAtMs).toBe(10_000);
  });
});

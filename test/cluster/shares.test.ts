import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replicaNames, replicaSetHash } from '../../src/cluster/pod-names.js';
import { divide } from '../../src/cluster/shares.js';
import { simulatePlan } from '../../src/cluster/simulation.js';
import { Counts } from '../../src/trace/counts.js';
import { Quiet } from '../../src/trace/quiet.js';
import type { RuntimeFacts } from '../../src/trace/sink.js';
import {
  at,
  type ClusterOptions,
  clusterPlan,
  deploymentOf,
  jobOf,
  nodeOf,
  podOf,
  process,
  run,
} from '../support/cluster-plan.js';

/** Starts and exits, as text, by container. */
class Runs extends Quiet {
  override readonly keepsStatus: boolean;
  readonly byContainer = new Map<number, string[]>();

  constructor(keepsStatus: boolean) {
    super();
    this.keepsStatus = keepsStatus;
  }

  override started(...[container, ...fact]: Parameters<RuntimeFacts['started']>): void {
    this.#tell(container, 'started', ...fact);
  }

  override exited(...[container, ...fact]: Parameters<RuntimeFacts['exited']>): void {
    this.#tell(container, 'exited', ...fact);
  }

  #tell(container: number, ...fact: readonly unknown[]): void {
    const told = this.byContainer.get(container) ?? [];
    told.push(fact.join(' '));
    this.byContainer.set(container, told);
  }
}

const nodes = ['a', 'b', 'c'].map((name) => nodeOf(name));
const pods = ['1', '2', '3', '4'].map((name) => podOf(`p${name}`));
const small = { cpuMilli: 100, memoryBytes: Number.POSITIVE_INFINITY, pods: 110 };
const greedy = podOf('greedy', { requests: { cpuMilli: 80, memoryBytes: 0 } });

/** A Deployment with its pods, as a scenario compiles it. */
function deployed(count: number): ClusterOptions {
  const set = `web-${replicaSetHash(1, 'default', 'web')}`;
  const names = replicaNames(1, 'default', set, count);
  return {
    workload: deploymentOf('web', { replicas: 2 }),
    pods: names.map((name) => podOf(name, { owner: `ReplicaSet/${set}` })),
  };
}

const shares = (options: ClusterOptions): number => divide(clusterPlan({ nodes, ...options }), new Counts(9)).length;

describe('nodes that do not touch each other', () => {
  it.each<[string, ClusterOptions]>([
    ['bare pods', { pods }],
    ['a Deployment whose pods are all there', deployed(2)],
    ['a kubelet restart', { pods, actions: [at(1, { kind: 'restartKubelet', node: 'a' })] }],
    ['a reboot', { pods, actions: [at(1, { kind: 'reboot', node: 'a' })] }],
    ['a broken registry', { pods, actions: [at(1, { kind: 'setImageError', match: '*', error: undefined })] }],
    ['a deletion of a bare pod', { pods, actions: [at(1, { kind: 'deletePod', name: 'p1' })] }],
    [
      'an image change of a bare pod',
      {
        pods,
        actions: [at(1, { kind: 'setImage', target: { kind: 'Pod', name: 'p2' }, container: undefined, image: 'x' })],
      },
    ],
  ])('%s: are run one by one', (_, options) => {
    expect(shares(options)).toBe(3);
  });

  it.each<[string, ClusterOptions]>([
    ['a Deployment that has pods to make', deployed(1)],
    ['a Job', { workload: jobOf('pi') }],
    [
      'a pod of a Deployment that is deleted',
      { ...deployed(2), actions: [at(1, { kind: 'deletePod', name: 'web-*' })] },
    ],
    ['pods on several nodes that are deleted', { pods, actions: [at(1, { kind: 'deletePod', name: 'p*' })] }],
    ['nobody who could be deleted', { pods, actions: [at(1, { kind: 'deletePod', name: 'q' })] }],
    ['a node that is cordoned', { pods, actions: [at(1, { kind: 'cordon', node: 'a' })] }],
    [
      'a pod that has to wait',
      { nodes: [nodeOf('a', { capacity: small })], pods: [greedy, { ...greedy, name: 'other' }] },
    ],
  ])('%s: are not', (_, options) => {
    expect(shares(options)).toBe(1);
  });

  it('are run together when somebody reads what the API shows', () => {
    expect(divide(clusterPlan({ nodes, pods }), new Runs(true))).toHaveLength(1);
  });

  it('do the same either way', () => {
    const entry = fc.record({ runMs: fc.integer({ min: 0, max: 700_000 }), exitCode: fc.nat(1) });
    const script = fc.array(entry, { minLength: 1, maxLength: 3 });
    const options = fc.record({
      scripts: fc.array(script, { minLength: 1, maxLength: 6 }),
      policy: fc.constantFrom('Always', 'OnFailure', 'Never'),
      fidelity: fc.constantFrom('exact', 'realistic'),
      seed: fc.constantFrom('1', '2', '3'),
      images: fc.constantFrom(['*'], []),
      restartsAtMs: fc.array(fc.integer({ min: 0, max: 3_000_000 }), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(options, ({ scripts, policy, fidelity, seed, images, restartsAtMs }) => {
        const plan = clusterPlan({
          fidelity,
          seed,
          nodes: nodes.map((node) => ({ ...node, images })),
          pods: scripts.map((_, i) => podOf(`p${i}`, { restartPolicy: policy })),
          processes: scripts.map((each, i) =>
            process(`p${i}`, ...each.map(({ runMs, exitCode }) => run(runMs, exitCode))),
          ),
          registry: [{ match: '*', pull: { kind: 'uniform', fromMs: 0, toMs: 9_000 }, error: undefined }],
          actions: restartsAtMs
            .toSorted((a, b) => a - b)
            .map((atMs) => at(atMs, { kind: 'restartKubelet', node: 'b' })),
        });
        const [together, apart] = [new Runs(true), new Runs(false)];
        simulatePlan(plan, together);
        simulatePlan(plan, apart);
        expect(apart.byContainer.size).toBe(scripts.length);
        expect(Object.fromEntries(apart.byContainer)).toEqual(Object.fromEntries(together.byContainer));
      }),
      { numRuns: 60 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Act, ActionPlan } from '../../src/cluster/action-plan.js';
import { ActionError } from '../../src/cluster/actions.js';
import type { ProcessPlan } from '../../src/cluster/plan.js';
import type { WorkloadPlan } from '../../src/cluster/workload-plan.js';
import {
  at,
  type ClusterOptions,
  cronJobOf,
  daemonSetOf,
  deploymentOf,
  jobOf,
  type Notebook,
  nodeOf,
  type PodLife,
  podOf,
  process,
  run,
  statefulSetOf,
  templateOf,
  told,
} from '../support/cluster-plan.js';

const DURATION_MS = 1_800_000;
const CPU = 1_000;

const requests = fc.constantFrom(0, 100, 400).map((cpuMilli) => ({ cpuMilli, memoryBytes: 0 }));
const amount = fc.constantFrom({ pods: 0 }, { pods: 1 }, { percent: 25 }, { percent: 100 });
const strategy = fc.oneof(
  fc.constant({ type: 'Recreate' } as const),
  fc.record({ type: fc.constant('RollingUpdate' as const), maxSurge: amount, maxUnavailable: amount }),
);
const minReadyMs = fc.constantFrom(0, 10_000);
const replicas = fc.integer({ min: 0, max: 4 });

const workloads: fc.Arbitrary<readonly WorkloadPlan[]> = fc
  .record({
    deployment: fc.option(fc.record({ replicas, minReadyMs, strategy, requests })),
    statefulSet: fc.option(
      fc.record({ replicas, minReadyMs, podManagement: fc.constantFrom('OrderedReady' as const, 'Parallel' as const) }),
    ),
    daemonSet: fc.option(fc.record({ minReadyMs })),
    job: fc.option(
      fc.record({
        parallelism: fc.integer({ min: 0, max: 3 }),
        completions: fc.constantFrom(undefined, 1, 4),
        backoffLimit: fc.integer({ min: 0, max: 4 }),
        activeDeadlineMs: fc.constantFrom(undefined, 300_000),
        podReplacementPolicy: fc.constantFrom('TerminatingOrFailed' as const, 'Failed' as const),
        restartPolicy: fc.constantFrom('Never' as const, 'OnFailure' as const),
      }),
    ),
    cronJob: fc.option(
      fc.record({ concurrency: fc.constantFrom('Allow' as const, 'Forbid' as const, 'Replace' as const) }),
    ),
  })
  .map(({ deployment, statefulSet, daemonSet, job, cronJob }) => [
    ...(deployment === null
      ? []
      : [deploymentOf('web', { ...deployment, template: templateOf({ requests: deployment.requests }) })]),
    ...(statefulSet === null ? [] : [statefulSetOf('db', statefulSet)]),
    ...(daemonSet === null ? [] : [daemonSetOf('agent', daemonSet)]),
    ...(job === null ? [] : [jobOf('pi', { ...job, template: templateOf({ restartPolicy: job.restartPolicy }) })]),
    ...(cronJob === null ? [] : [cronJobOf('cron', cronJob)]),
  ]);

const script = fc.array(
  fc.record({ runMs: fc.constantFrom(0, 1_000, 28_000, 400_000, undefined), exitCode: fc.nat(1), slow: fc.boolean() }),
  {
    minLength: 1,
    maxLength: 3,
  },
);
const processes: fc.Arbitrary<readonly ProcessPlan[]> = fc
  .array(fc.record({ name: fc.constantFrom('web-*', 'db-*', 'agent-*', 'pi-*', 'cron-*', 'bare'), script }), {
    maxLength: 6,
  })
  .map((all) =>
    all.map((each) =>
      process(
        each.name,
        ...each.script.map(({ runMs, exitCode, slow }) =>
          run(runMs, exitCode, { onTerm: { exitCode: 143, afterMs: slow ? 20_000 : 0 } }),
        ),
      ),
    ),
  );

const node = fc.constantFrom('a', 'b');
const target = fc.constantFrom(
  { kind: 'Deployment', name: 'web' } as const,
  { kind: 'StatefulSet', name: 'db' } as const,
  { kind: 'DaemonSet', name: 'agent' } as const,
  { kind: 'Job', name: 'pi' } as const,
);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('cordon', 'uncordon', 'drain', 'loseNode', 'recoverNode', 'restartKubelet', 'reboot'),
    node,
  }),
  fc.record({
    kind: fc.constantFrom('deletePod', 'evictPod'),
    name: fc.constantFrom('web-*', 'db-0', 'pi-*', 'bare', '*'),
  }),
  fc.record({ kind: fc.constant('scale' as const), target, replicas }),
  fc.record({
    kind: fc.constant('setImage' as const),
    target,
    container: fc.constant('app'),
    image: fc.constantFrom('app:1', 'app:2', 'app:3'),
  }),
  fc.record({ kind: fc.constant('rollback' as const), deployment: fc.constant('web') }),
  fc.record({ kind: fc.constant('delete' as const), target }),
) as fc.Arbitrary<Act>;
const actions: fc.Arbitrary<readonly ActionPlan[]> = fc
  .array(fc.record({ atMs: fc.integer({ min: 0, max: DURATION_MS / 10 }).map((tenth) => tenth * 10), act }), {
    maxLength: 8,
  })
  .map((all) =>
    all.toSorted((a, b) => a.atMs - b.atMs).map((each, i) => ({ ...at(each.atMs, each.act), where: `action ${i}` })),
  );

const plans: fc.Arbitrary<ClusterOptions> = fc
  .record({ workloads, processes, actions, fidelity: fc.constantFrom('exact', 'realistic') })
  .map((all) => ({
    ...all,
    durationMs: DURATION_MS,
    nodes: ['a', 'b'].map((name) =>
      nodeOf(name, { capacity: { cpuMilli: CPU, memoryBytes: Number.POSITIVE_INFINITY, pods: 6 } }),
    ),
    pods: [podOf('bare')],
  }));

/** What was told, without the actions that could not be done by then. */
function outcome(options: ClusterOptions): Notebook {
  try {
    return told(options);
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    return outcome({ ...options, actions: options.actions?.filter(({ where }) => where !== error.where) ?? [] });
  }
}

const NEVER = Number.POSITIVE_INFINITY;

/** When a pod stops taking up room: it has ended or is gone. */
function leftAtMs({ phases, deletedAtMs }: PodLife): number {
  const ended = phases.find(({ fact }) => fact === 'Failed' || fact === 'Succeeded');
  return Math.min(ended?.atMs ?? NEVER, deletedAtMs ?? NEVER);
}

/** What no cluster ever does. */
function impossible({ pods }: Notebook): readonly string[] {
  const found: string[] = [];
  for (const pod of pods) {
    const { identity, createdAtMs, boundAtMs, starts, terminatingAtMs, deletedAtMs } = pod;
    const order = [createdAtMs, boundAtMs ?? createdAtMs, starts[0] ?? boundAtMs ?? createdAtMs];
    if (order.some((ms, i) => i > 0 && ms < (order[i - 1] ?? 0))) found.push(`${identity.name} starts before its time`);
    if (starts.some((ms) => ms > (deletedAtMs ?? NEVER))) found.push(`${identity.name} starts when it is gone`);
    if (deletedAtMs !== undefined && (terminatingAtMs ?? NEVER) > deletedAtMs)
      found.push(`${identity.name} goes unasked`);
    const twin = pods.find(
      (other) => other !== pod && other.identity.name === identity.name && other.createdAtMs >= createdAtMs,
    );
    if (twin !== undefined && twin.createdAtMs < (deletedAtMs ?? NEVER))
      found.push(`two pods are ${identity.name} at once`);
  }
  for (const pod of pods) {
    if (pod.boundAtMs === undefined) continue;
    const atMs = pod.boundAtMs;
    const there = pods.filter(
      (other) => other.node === pod.node && (other.boundAtMs ?? NEVER) <= atMs && leftAtMs(other) > atMs,
    );
    if (there.length > 6) found.push(`${there.length} pods are on ${pod.node} at ${atMs}`);
  }
  return found;
}

describe('any cluster', () => {
  it('does nothing impossible, and the same each time', () => {
    fc.assert(
      fc.property(plans, (options) => {
        const notebook = outcome(options);
        expect(impossible(notebook)).toEqual([]);
        expect(JSON.stringify(outcome(options))).toBe(JSON.stringify(notebook));
      }),
      { numRuns: Number(globalThis.process.env.CLUSTER_RUNS ?? 30) },
    );
  });
});

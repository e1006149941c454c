import { type AttemptFacts, gatherAttempts } from '../../src/analysis/attempts.js';
import type { Act } from '../../src/cluster/action-plan.js';
import type { Fidelity, Plan, ProcessPlan } from '../../src/cluster/plan.js';
import type { ListedEntry, Script } from '../../src/cluster/script.js';
import { simulatePlan } from '../../src/cluster/simulation.js';
import { ANYWHERE, type PodPlan, ROOMY } from '../../src/cluster/template-plan.js';
import { type Distribution, fixed } from '../../src/engine/distributions.js';
import { resolvePolicy } from '../../src/kubelet/config.js';
import { type ContainerSpec, type PodSpec, plainContainer, plainPod } from '../../src/kubelet/pod-spec.js';
import type { BackoffPolicy } from '../../src/kubelet/policy.js';
import { IDEAL_TIMING } from '../../src/kubelet/timing.js';
import { kubeletVersion, type VersionName } from '../../src/kubelet/versions.js';
import { DAY_MS } from '../../src/time/units.js';
import { Trace } from '../../src/trace/trace.js';

/** An entry that exits 1 after its run; without one it runs for ever. */
export function crashing(run: Distribution | undefined): ListedEntry {
  return {
    run,
    exitCode: 1,
    reason: 'Error',
    needs: [],
    onTerm: { exitCode: 143, afterMs: 0 },
    log: [],
    times: 1,
  };
}

/** A process that runs these many milliseconds, attempt by attempt; the last one repeats. */
export function runs(...runsMs: readonly number[]): Script {
  return { guarded: [], listed: runsMs.map((runMs) => crashing(fixed(runMs))) };
}

/** A container and what runs in it. */
export interface ScriptedContainer {
  readonly spec: ContainerSpec;
  readonly script: Script;
}

export function containerOf(script: Script, name = 'app', more: Partial<ContainerSpec> = {}): ScriptedContainer {
  return { spec: { ...plainContainer(name, 'busybox:1.36'), ...more }, script };
}

/** A pod and what runs in its containers. */
export interface ScriptedPod {
  readonly pod: PodPlan;
  readonly processes: readonly ProcessPlan[];
}

export function podOf(
  name: string,
  containers: readonly ScriptedContainer[],
  { node, ...more }: Partial<PodSpec> & { readonly node?: string } = {},
): ScriptedPod {
  const spec = { ...plainPod(containers.map((container) => container.spec)), ...more };
  const placement = { ...ANYWHERE, nodeName: node };
  return {
    pod: {
      namespace: 'default',
      name,
      uid: `uid-of-${name}`,
      owner: undefined,
      template: { labels: {}, spec, placement },
    },
    processes: containers.map(({ spec: container, script }) => ({
      pod: name,
      container: container.name,
      image: undefined,
      script,
    })),
  };
}

export interface PlanOptions {
  readonly fidelity?: Fidelity;
  readonly version?: VersionName;
  readonly policy?: Partial<BackoffPolicy>;
  readonly reduced?: boolean;
  readonly maxRestartPeriodMs?: number;
  readonly durationMs?: number;
  readonly nodes?: readonly string[];
  /** Of the first node. */
  readonly kubeletRestartsAtMs?: readonly number[];
  readonly actions?: readonly (Act & { readonly atMs: number })[];
  readonly housekeeping?: boolean;
  /** Anything else of a plan. */
  readonly more?: Partial<Plan>;
}

/** A plan on the ideal clock with one node. */
export function planOf(pods: readonly ScriptedPod[], options: PlanOptions = {}): Plan {
  const versionName = options.version ?? '1.36';
  const fidelity = options.fidelity ?? 'exact';
  const config = {
    version: versionName,
    gates: options.reduced === true ? { ReduceDefaultCrashLoopBackOffDecay: true } : {},
    maxRestartPeriodMs: options.maxRestartPeriodMs,
  };
  const rule = fidelity === 'documented' ? 'documentation' : 'kubelet';
  const collects = fidelity !== 'documented' && options.housekeeping !== false;
  const nodes = options.nodes ?? ['node-1'];
  const restarts = (options.kubeletRestartsAtMs ?? []).map((atMs) => ({
    kind: 'restartKubelet' as const,
    node: nodes[0] ?? '',
    atMs,
  }));
  const actions = [...restarts, ...(options.actions ?? [])].map((action) => ({ ...action, where: 'test' }));
  return {
    scenario: 'test',
    seed: '1',
    fidelity,
    durationMs: options.durationMs ?? DAY_MS,
    nameSeed: 1,
    kubelet: {
      versionName,
      version: kubeletVersion(versionName),
      policy: { ...resolvePolicy(config, rule), ...options.policy },
      timing: collects ? IDEAL_TIMING : { ...IDEAL_TIMING, housekeepingPeriodMs: undefined },
    },
    nodes: nodes.map((name) => ({ name, labels: {}, taints: [], capacity: ROOMY, images: ['*'] })),
    pods: pods.map(({ pod }) => pod),
    workloads: [],
    services: [],
    processes: pods.flatMap(({ processes }) => processes),
    registry: [],
    missing: [],
    dependencies: [],
    actions: actions.toSorted((a, b) => a.atMs - b.atMs),
    ...options.more,
  };
}

/** Runs a plan and gives the attempts of every container, in the plan's order. */
export function attemptsOf(plan: Plan): readonly (readonly AttemptFacts[])[] {
  const trace = new Trace();
  simulatePlan(plan, trace);
  return gatherAttempts(trace);
}

/** The attempts of one container whose process runs these many milliseconds, attempt by attempt. */
export function attemptsOfRuns(runsMs: readonly number[], options: PlanOptions = {}): readonly AttemptFacts[] {
  return attemptsOf(planOf([podOf('web', [containerOf(runs(...runsMs))])], options))[0] ?? [];
}

/** Starts of restarts 1, 2, …, in seconds. */
export function restartSeconds(attempts: readonly AttemptFacts[], count: number): readonly number[] {
  return attempts.slice(1, count + 1).map(({ startedAtMs }) => startedAtMs / 1000);
}

/** Waits after crash 1, 2, …, in seconds. */
export function waitSeconds(attempts: readonly AttemptFacts[], count: number): readonly (number | undefined)[] {
  return attempts.slice(0, count).map(({ delayMs }) => (delayMs === undefined ? undefined : delayMs / 1000));
}

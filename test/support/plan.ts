import { type AttemptFacts, gatherAttempts } from '../../src/analysis/attempts.js';
import { type ContainerPlan, containerCount, type Fidelity, type Plan, type PodPlan } from '../../src/cluster/plan.js';
import type { ListedEntry, Script } from '../../src/cluster/script.js';
import { simulatePlan } from '../../src/cluster/simulation.js';
import { type Distribution, fixed } from '../../src/engine/distributions.js';
import { resolvePolicy } from '../../src/kubelet/config.js';
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

export function containerOf(script: Script, name = 'app'): ContainerPlan {
  return { name, image: 'busybox:1.36', resources: '{}', script, imageChanges: [] };
}

export function podOf(name: string, containers: readonly ContainerPlan[], more: Partial<PodPlan> = {}): PodPlan {
  return {
    namespace: 'default',
    name,
    uid: `uid-of-${name}`,
    labels: {},
    owner: undefined,
    node: 'node-1',
    restartPolicy: 'Always',
    terminationGraceMs: 30_000,
    createdAtMs: 0,
    deletedAtMs: undefined,
    containers,
    ...more,
  };
}

export interface PlanOptions {
  readonly fidelity?: Fidelity;
  readonly version?: VersionName;
  readonly policy?: Partial<BackoffPolicy>;
  readonly reduced?: boolean;
  readonly maxRestartPeriodMs?: number;
  readonly durationMs?: number;
  readonly kubeletRestartsAtMs?: readonly number[];
  readonly housekeeping?: boolean;
}

/** A plan on the ideal clock with one node. */
export function planOf(pods: readonly PodPlan[], options: PlanOptions = {}): Plan {
  const versionName = options.version ?? '1.36';
  const fidelity = options.fidelity ?? 'exact';
  const config = {
    version: versionName,
    gates: options.reduced === true ? { ReduceDefaultCrashLoopBackOffDecay: true } : {},
    maxRestartPeriodMs: options.maxRestartPeriodMs,
  };
  const rule = fidelity === 'documented' ? 'documentation' : 'kubelet';
  const collects = fidelity !== 'documented' && options.housekeeping !== false;
  return {
    scenario: 'test',
    seed: '1',
    fidelity,
    durationMs: options.durationMs ?? DAY_MS,
    kubelet: {
      versionName,
      version: kubeletVersion(versionName),
      policy: { ...resolvePolicy(config, rule), ...options.policy },
      timing: collects ? IDEAL_TIMING : { ...IDEAL_TIMING, housekeepingPeriodMs: undefined },
    },
    nodes: [{ name: 'node-1', kubeletRestartsAtMs: options.kubeletRestartsAtMs ?? [] }],
    pods,
    dependencies: [],
  };
}

/** Runs a plan and gives the attempts of every container, in the plan's order. */
export function attemptsOf(plan: Plan): readonly (readonly AttemptFacts[])[] {
  const trace = new Trace();
  simulatePlan(plan, trace);
  return gatherAttempts(trace, containerCount(plan));
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

import type { KubeletPlan, Plan } from '../cluster/plan.js';
import { RUNS_FOREVER } from '../cluster/script.js';
import { type Distribution, drawMs, fixed } from '../engine/distributions.js';
import { masterSeed, namedStream } from '../engine/stream.js';
import { type KubeletConfig, resolvePolicy } from '../kubelet/config.js';
import { plainContainer, plainPod } from '../kubelet/pod-spec.js';
import { IDEAL_TIMING, type Latencies, RECORDED_LATENCIES, realisticTiming } from '../kubelet/timing.js';
import { kubeletVersion } from '../kubelet/versions.js';
import type { ExitReason, RestartPolicy } from '../trace/vocabulary.js';
import type { Interval } from './intervals.js';
import { onePodPlan } from './one-pod-plan.js';

/**
 * What is known of a pod whose container exits by itself, and what is not: an interval says how far a free parameter
 * may go. All times in milliseconds.
 */
export interface Behaviour {
  /** How long a run typically lasts; one value of this holds for all runs of a simulated pod. */
  readonly runMs: Interval;
  /** By how much each run may be shorter or longer than that. */
  readonly runVariesByMs: number;
  readonly exitCode: number;
  readonly exitReason: ExitReason;
  readonly restartPolicy: RestartPolicy;
  /** From the pod's creation to its kubelet's first look: scheduling, volumes, and images where they are pulled. */
  readonly leadMs: Interval;
  /** Further containers of the pod, which run for ever. */
  readonly healthyContainers: number;
}

/**
 * Hosts a transcript may come from: the recorded one, and a slower one that starts containers within a second, makes a
 * sandbox in up to three and looks an image up in up to two whenever it starts a container.
 *
 * @source kubelet-semantics 3.5 (start 0.3 to 1 s; recorded 0.06 to 0.14 s), B27 (imagePullPolicy Always)
 */
export const ANY_HOST: readonly Latencies[] = [
  RECORDED_LATENCIES,
  {
    create: { kind: 'uniform', fromMs: 10, toMs: 100 },
    start: { kind: 'uniform', fromMs: 50, toMs: 900 },
    sandbox: { kind: 'uniform', fromMs: 200, toMs: 3_000 },
    relist: { kind: 'uniform', fromMs: 20, toMs: 80 },
    sync: { kind: 'uniform', fromMs: 2, toMs: 20 },
    imageCheck: { kind: 'uniform', fromMs: 1, toMs: 2_000 },
    stop: { kind: 'uniform', fromMs: 20, toMs: 100 },
    onDemandRelist: { kind: 'uniform', fromMs: 3, toMs: 50 },
    probe: { kind: 'uniform', fromMs: 25, toMs: 60 },
  },
];

export function realisticKubelet(config: KubeletConfig, latencies: Latencies): KubeletPlan {
  return {
    versionName: config.version,
    version: kubeletVersion(config.version),
    policy: resolvePolicy(config, 'kubelet'),
    timing: realisticTiming(config, latencies),
  };
}

/** Kubelets that no transcript can tell apart, once each: the first of those with the same rule and the same clockwork. */
export function distinctKubelets(kubelets: readonly KubeletPlan[]): readonly KubeletPlan[] {
  const told = ({ policy: { name: _, ...rule }, timing }: KubeletPlan): string => JSON.stringify([rule, timing]);
  return kubelets.filter((kubelet, at) => kubelets.findIndex((other) => told(other) === told(kubelet)) === at);
}

/** The typical run of the pod simulated from this seed. */
export function typicalRunMs({ runMs }: Behaviour, seed: string): number {
  const stream = namedStream(masterSeed(seed), 'transcript', 'run');
  return drawMs({ kind: 'uniform', fromMs: runMs.from, toMs: runMs.to + 1 }, stream);
}

/** The pod on a kubelet of its own, from a seed. */
export function realisticPlan(behaviour: Behaviour, kubelet: KubeletPlan, seed: string, durationMs: number): Plan {
  const typicalMs = typicalRunMs(behaviour, seed);
  const variesByMs = behaviour.runVariesByMs;
  const run: Distribution = {
    kind: 'uniform',
    fromMs: Math.max(0, typicalMs - variesByMs),
    toMs: typicalMs + variesByMs,
  };
  return { ...planOf(behaviour, kubelet, run, durationMs), seed, fidelity: 'realistic' };
}

/** The same pod as fast as the rule allows: the shortest runs, on the ideal clock. */
export function fastestPlan(behaviour: Behaviour, kubelet: KubeletPlan): Plan {
  const run = fixed(shortestRunMs(behaviour));
  const alone = { ...behaviour, healthyContainers: 0 };
  return planOf(alone, { ...kubelet, timing: IDEAL_TIMING }, run, Number.POSITIVE_INFINITY);
}

export function shortestRunMs({ runMs, runVariesByMs }: Behaviour): number {
  return Math.max(0, runMs.from - runVariesByMs);
}

function planOf(behaviour: Behaviour, kubelet: KubeletPlan, run: Distribution, durationMs: number): Plan {
  const { exitCode, exitReason, restartPolicy, healthyContainers } = behaviour;
  const entry = { exitCode, reason: exitReason, needs: [], onTerm: { exitCode: 143, afterMs: 0 }, log: [] } as const;
  const script = { guarded: [], listed: [{ ...entry, run, times: 1 }] };
  const names = ['app', ...Array.from({ length: healthyContainers }, (_, at) => `healthy-${at}`)];
  const spec = { ...plainPod(names.map((name) => plainContainer(name, 'app'))), restartPolicy };
  const any = { pod: undefined, container: undefined, image: undefined };
  const processes = [
    { ...any, container: 'app', script },
    { ...any, script: RUNS_FOREVER },
  ];
  return onePodPlan({ scenario: 'transcript', seed: '1', fidelity: 'exact', durationMs, kubelet, spec, processes });
}

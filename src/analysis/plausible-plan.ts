import type { KubeletPlan, Plan } from '../cluster/plan.js';
import { RUNS_FOREVER } from '../cluster/script.js';
import { fixed } from '../engine/distributions.js';
import { type KubeletConfig, resolvePolicy } from '../kubelet/config.js';
import { plainContainer, plainPod } from '../kubelet/pod-spec.js';
import { IDEAL_TIMING, type Latencies, RECORDED_LATENCIES, realisticTiming } from '../kubelet/timing.js';
import { kubeletVersion } from '../kubelet/versions.js';
import type { Behaviour } from './behaviour.js';
import { type DrawnPod, drawnPod } from './drawn-pod.js';
import { onePodPlan } from './one-pod-plan.js';

/** A host that starts containers within a second, and looks an image up in up to two whenever it starts a container. */
const SLOW_LATENCIES: Latencies = {
  create: { kind: 'uniform', fromMs: 10, toMs: 100 },
  start: { kind: 'uniform', fromMs: 50, toMs: 900 },
  startReturn: fixed(0),
  sandbox: { kind: 'uniform', fromMs: 200, toMs: 3_000 },
  relist: { kind: 'uniform', fromMs: 20, toMs: 80 },
  sync: { kind: 'uniform', fromMs: 2, toMs: 20 },
  imageCheck: { kind: 'uniform', fromMs: 1, toMs: 2_000 },
  stop: { kind: 'uniform', fromMs: 20, toMs: 100 },
  onDemandRelist: { kind: 'uniform', fromMs: 3, toMs: 50 },
  probe: { kind: 'uniform', fromMs: 25, toMs: 60 },
};

/**
 * Hosts a transcript may come from: the recorded one, a slower one, and one whose runtime also answers late that a
 * process runs, so that a relist may tell of it before its sync is over (T7).
 *
 * @source kubelet-semantics 3.5 (start 0.3 to 1 s; recorded 0.06 to 0.14 s), B27 (imagePullPolicy Always)
 */
export const ANY_HOST: readonly Latencies[] = [
  RECORDED_LATENCIES,
  SLOW_LATENCIES,
  { ...SLOW_LATENCIES, startReturn: { kind: 'uniform', fromMs: 0, toMs: 600 } },
];

/** The kubelet of a configuration as a host with these latencies runs it. */
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

/**
 * The pod on a kubelet of its own, from a seed. As the kubelet has only just come up its probes begin anywhere in their
 * period (PR2), which stands for what happens between its first look and the first start, such as an image pull.
 */
export function realisticPlan(behaviour: Behaviour, kubelet: KubeletPlan, seed: string, durationMs: number): Plan {
  return { ...planOf(drawnPod(behaviour, seed), kubelet, durationMs), seed, fidelity: 'realistic' };
}

/** The same pod as fast as the rule allows: unprobed, with the shortest runs, on the ideal clock. */
export function fastestPlan(behaviour: Behaviour, kubelet: KubeletPlan): Plan {
  const alone = { ...behaviour, healthyContainers: 0, liveness: undefined, readiness: undefined };
  const pod = { ...drawnPod(alone, '1'), runs: [fixed(shortestRunMs(behaviour))] };
  return planOf(pod, { ...kubelet, timing: IDEAL_TIMING }, Number.POSITIVE_INFINITY);
}

/** The least that a run lasts; Infinity when it never ends by itself. */
export function shortestRunMs({ runMs, runVariesByMs }: Behaviour): number {
  return Math.max(0, (runMs?.from ?? Number.POSITIVE_INFINITY) - runVariesByMs);
}

function planOf(pod: DrawnPod, kubelet: KubeletPlan, durationMs: number): Plan {
  const { runs, liveness, readiness, onTerm, probes, behaviour } = pod;
  const { exitCode, exitReason, restartPolicy, healthyContainers } = behaviour;
  const entry = { exitCode, reason: exitReason, needs: [], onTerm, log: [], probes } as const;
  const script = { guarded: [], listed: runs.map((run) => ({ ...entry, run, times: 1 })) };
  const containers = [
    { ...plainContainer('app', 'app'), liveness, readiness },
    ...Array.from({ length: healthyContainers }, (_, at) => plainContainer(`healthy-${at}`, 'app')),
  ];
  const spec = { ...plainPod(containers), restartPolicy };
  const any = { pod: undefined, container: undefined, image: undefined };
  const processes = [
    { ...any, container: 'app', script },
    { ...any, script: RUNS_FOREVER },
  ];
  return onePodPlan({ scenario: 'transcript', seed: '1', fidelity: 'exact', durationMs, kubelet, spec, processes });
}

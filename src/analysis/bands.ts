import type { Plan } from '../cluster/plan.js';
import { SECOND_MS, toSeconds } from '../time/units.js';
import type { ContainerSamples } from './many-runs.js';
import { type Spread, spreadOf } from './spread.js';

/** The contract of `run --runs N -o json`: what many runs of one scenario, each from its own seed, have in common. */
export interface Bands {
  readonly apiVersion: 'crashloop.dev/v1alpha1';
  readonly kind: 'Bands';
  readonly scenario: string;
  /** Run i, from 0, has the seed `<seed>.<i>`. */
  readonly seed: string;
  readonly runs: number;
  readonly fidelity: string;
  readonly kubeletVersion: string;
  readonly durationSeconds: number;
  readonly pods: readonly BandPod[];
}

export interface BandPod {
  readonly namespace: string;
  readonly name: string;
  readonly containers: readonly BandContainer[];
}

export interface BandContainer {
  readonly name: string;
  readonly restartCount: Spread;
  readonly upSeconds: Spread;
  /** After an exit, for the next start. */
  readonly waitingSeconds: Spread;
  readonly restarts: readonly BandRestart[];
}

/** One restart over all runs that had it. Times in seconds. */
export interface BandRestart {
  /** The first restart is 1. */
  readonly restart: number;
  /** In how many runs it happened. */
  readonly runs: number;
  readonly startedAtSeconds: Spread;
  readonly delaySeconds: Spread;
  readonly backoffSeconds: Spread;
}

/** Condenses the samples of many complete runs. */
export function buildBands(plan: Plan, samples: readonly ContainerSamples[], runs: number): Bands {
  return {
    apiVersion: 'crashloop.dev/v1alpha1',
    kind: 'Bands',
    scenario: plan.scenario,
    seed: plan.seed,
    runs,
    fidelity: plan.fidelity,
    kubeletVersion: plan.kubelet.versionName,
    durationSeconds: toSeconds(plan.durationMs),
    pods: [...new Set(samples.map(({ pod }) => pod))].map((pod) => ({
      namespace: pod.namespace,
      name: pod.name,
      containers: samples.filter((own) => own.pod === pod).map(bandContainer),
    })),
  };
}

function bandContainer(samples: ContainerSamples): BandContainer {
  const restarts = samples.restarts.flatMap((restart, number) => {
    if (restart === undefined) return [];
    const { startsMs, delaysMs, stepsMs } = restart;
    return [
      {
        restart: number,
        runs: startsMs.length,
        startedAtSeconds: inSeconds(startsMs),
        delaySeconds: inSeconds(delaysMs),
        backoffSeconds: inSeconds(stepsMs),
      },
    ];
  });
  return {
    name: samples.name,
    restartCount: spreadOf(samples.restartCounts),
    upSeconds: inSeconds(samples.upMs),
    waitingSeconds: inSeconds(samples.waitingMs),
    restarts,
  };
}

/** Quantiles are exact to the millisecond; the mean is cut to it. */
function inSeconds(valuesMs: readonly number[]): Spread {
  const { min, p5, p50, p95, max, mean } = spreadOf(valuesMs);
  const s = (ms: number): number => ms / SECOND_MS;
  return { min: s(min), p5: s(p5), p50: s(p50), p95: s(p95), max: s(max), mean: s(Math.floor(mean)) };
}

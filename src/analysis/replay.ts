import { compileScenario } from '../scenario/compile.js';
import { type RecordedContainer, scenarioFromRecording } from '../scenario/from-recording.js';
import { parseScenario } from '../scenario/parse.js';
import { parseGoDuration } from '../time/go-duration.js';
import { runMany } from './many-runs.js';

/** One recorded wait against the same wait in many simulated runs. */
export interface ReplayedWait {
  readonly pod: string;
  readonly container: string;
  /** The restart it led to, from 1. */
  readonly restart: number;
  /** The step the kubelet printed; 0 when it refused nothing. */
  readonly stepMs: number;
  readonly observedMs: number;
  readonly simulatedMs: readonly number[];
  /** The share of simulated waits that are shorter, ties counting half. */
  readonly rank: number;
  /** How far the recorded wait lies outside the simulated range; 0 when inside. */
  readonly outsideMs: number;
}

/**
 * Replays a recorded run as one node over many seeds: the processes run and exit as they did, everything else is the
 * model's. Gives every recorded wait with its simulated counterparts.
 */
export function replayRecording(containers: readonly RecordedContainer[], seeds: number): readonly ReplayedWait[] {
  const { plan } = compileScenario(parseScenario(scenarioFromRecording(containers)));
  const samples = runMany(plan, seeds);
  return containers.flatMap(({ pod, container, attempts }) => {
    const own = samples.find((each) => each.pod.name === pod && each.name === container);
    return attempts.flatMap(({ n, delayFromFinishToNextStart, backoffInForce }) => {
      if (delayFromFinishToNextStart === null) return [];
      const observedMs = Math.round(delayFromFinishToNextStart * 1000);
      const simulatedMs = own?.restarts[n + 1]?.delaysMs ?? [];
      const step = parseGoDuration(backoffInForce ?? '0s');
      const restart = n + 1;
      return [
        {
          pod,
          container,
          restart,
          stepMs: step.ok ? step.ms : 0,
          observedMs,
          simulatedMs,
          ...placed(observedMs, simulatedMs),
        },
      ];
    });
  });
}

/** Where an observed wait lies among simulated ones. */
export function placed(observedMs: number, simulatedMs: readonly number[]): Pick<ReplayedWait, 'rank' | 'outsideMs'> {
  let shorter = 0;
  let equal = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const ms of simulatedMs) {
    if (ms < observedMs) shorter += 1;
    else if (ms === observedMs) equal += 1;
    least = Math.min(least, ms);
    most = Math.max(most, ms);
  }
  return {
    rank: (shorter + equal / 2) / simulatedMs.length,
    outsideMs: Math.max(0, least - observedMs, observedMs - most),
  };
}

/** The waits of one backoff step, recorded and simulated. */
export interface StepComparison {
  readonly stepMs: number;
  readonly waits: readonly ReplayedWait[];
}

/** Groups waits by the step in force, shortest first. */
export function byStep(waits: readonly ReplayedWait[]): readonly StepComparison[] {
  const steps = [...new Set(waits.map(({ stepMs }) => stepMs))].sort((a, b) => a - b);
  return steps.map((stepMs) => ({ stepMs, waits: waits.filter((wait) => wait.stepMs === stepMs) }));
}

/** The mean rank of recorded waits among simulated ones; 0.5 when the model has no bias. */
export function meanRank(waits: readonly ReplayedWait[]): number {
  return waits.reduce((sum, { rank }) => sum + rank, 0) / waits.length;
}

import { scenarioFromRecordedPod } from '../scenario/from-recorded-pod.js';
import { parseScenario } from '../scenario/parse.js';
import type { RecordedInstance, RecordedKubelet, RecordedPod } from '../scenario/recorded-pod.js';
import { parseGoDuration } from '../time/go-duration.js';
import { seedOfRun } from './many-runs.js';
import { placed, type ReplayedWait } from './replay.js';
import type { RunAttempt } from './run.js';
import { simulate } from './simulate.js';

const SEED = 'recorded';

/** The wait before one start of a container. */
interface Wait {
  /** Which wait it is: the k-th start after the last thing that was done to the node or the pod. */
  readonly key: string;
  readonly delayMs: number;
}

/** A start, and the end of the instance before it; milliseconds. */
interface Start {
  readonly atMs: number;
  readonly previousEndMs: number | null;
}

/**
 * Replays a recorded pod alone on a node over many seeds. Gives every recorded wait with its simulated counterparts.
 *
 * A restart of the kubelet or an edit of the image cuts a wait short wherever it stands, in each run elsewhere: waits
 * over such an instant are left out, and those after it are counted from there.
 */
export function replayPod(kubelet: RecordedKubelet, pod: RecordedPod, seeds: number): readonly ReplayedWait[] {
  const scenario = parseScenario(scenarioFromRecordedPod(kubelet, pod));
  const runs = Array.from({ length: seeds }, (_, run) => simulate(scenario, { seed: seedOfRun(SEED, run) }));
  const cutsMs = [pod.kubeletRestartedAt, pod.imageEdit?.at].flatMap((at) => (at == null ? [] : [at * 1000]));
  return Object.entries(pod.instances).flatMap(([container, instances]) => {
    const simulated = new Map<string, number[]>();
    for (const { pods } of runs) {
      const attempts = pods[0]?.containers.find(({ name }) => name === container)?.attempts ?? [];
      for (const { key, delayMs } of waitsOf(simulatedStarts(attempts), cutsMs))
        simulated.set(key, [...(simulated.get(key) ?? []), delayMs]);
    }
    return waitsOf(recordedStarts(instances), cutsMs).map(({ key, delayMs, place }) => {
      const simulatedMs = simulated.get(key) ?? [];
      const step = parseGoDuration(instances[place - 1]?.backoff ?? '0s');
      const observedMs = delayMs;
      const about = { pod: pod.name, container, restart: place, stepMs: step.ok ? step.ms : 0 };
      return { ...about, observedMs, simulatedMs, ...placed(observedMs, simulatedMs) };
    });
  });
}

/** The starts of a container, and its waits by key, leaving out those that something done from outside cut short. */
function waitsOf(starts: readonly Start[], cutsMs: readonly number[]): readonly (Wait & { readonly place: number })[] {
  const segmentOf = (atMs: number): number => cutsMs.filter((cutMs) => cutMs <= atMs).length;
  const counted = new Map<number, number>();
  return starts.flatMap(({ atMs, previousEndMs }, place) => {
    const segment = segmentOf(atMs);
    const ordinal = counted.get(segment) ?? 0;
    counted.set(segment, ordinal + 1);
    if (previousEndMs === null || segmentOf(previousEndMs) !== segment) return [];
    return [{ key: `${segment}/${ordinal}`, delayMs: Math.round(atMs - previousEndMs), place }];
  });
}

/** What the runtime could not start counts from when it was created, as the recordings do. */
const recordedStarts = (instances: readonly RecordedInstance[]): readonly Start[] =>
  instances.map(({ startedAt, createdAt }, place) => ({
    atMs: (startedAt ?? createdAt ?? 0) * 1000,
    previousEndMs: toMs(instances[place - 1]?.finishedAt),
  }));

const simulatedStarts = (attempts: readonly RunAttempt[]): readonly Start[] =>
  attempts.map(({ startedAtSeconds }, place) => ({
    atMs: startedAtSeconds * 1000,
    previousEndMs: toMs(attempts[place - 1]?.finishedAtSeconds),
  }));

const toMs = (seconds: number | null | undefined): number | null => (seconds == null ? null : seconds * 1000);

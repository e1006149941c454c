import { simulatePlan } from '../cluster/simulation.js';
import { compileScenario } from '../scenario/compile.js';
import { scenarioFromRecordedPod } from '../scenario/from-recorded-pod.js';
import { parseScenario } from '../scenario/parse.js';
import type { RecordedKubelet, RecordedPod } from '../scenario/recorded-pod.js';
import { parseGoDuration } from '../time/go-duration.js';
import { Trace } from '../trace/trace.js';
import { Eras } from './eras.js';
import { seedOfRun } from './many-runs.js';
import { type Measured, Samples, Variants } from './measured.js';
import { countsOfEvents, orderOfEvents } from './told-events.js';
import { type ToldPod, tellPod } from './told-pod.js';
import { changesOfPod, lengthsOfStates, orderOfStates, restartsIn } from './told-statuses.js';
import { retriesIn, waitsIn } from './told-waits.js';

const SEED = 'recorded';

/** Texts of a recording, and those of them that no simulated run shows. */
export interface Matched {
  readonly compared: number;
  readonly missed: readonly Miss[];
}

export interface Miss {
  readonly where: string;
  readonly text: string;
  /** What simulated runs show there. */
  readonly simulated: readonly string[];
}

/** A wait, and the step the kubelet printed during it; 0 when it refused nothing. */
export interface MeasuredWait extends Measured {
  readonly stepMs: number;
}

/** A recorded pod against many simulated runs of it. Times in milliseconds. */
export interface PodScore {
  readonly run: string;
  readonly version: string;
  readonly pod: string;
  readonly seeds: number;
  /** From each exit to the next start. */
  readonly waits: readonly MeasuredWait[];
  /** From each try to the next, of what is tried over and over. */
  readonly retries: readonly Measured[];
  /** How long each state of a container was shown. */
  readonly lengths: readonly Measured[];
  /** How often each event occurred. */
  readonly counts: readonly Measured[];
  /** What was shown of each container between two starts, in order. */
  readonly states: Matched;
  /** Changes of the pod as a whole. */
  readonly changes: Matched;
  /** What was said of each container between two starts, in order. */
  readonly events: Matched;
}

/**
 * Replays a recorded pod alone on a node over many seeds: its processes run, answer and end as they did, everything else
 * is the model's.
 */
export function scorePod(kubelet: RecordedKubelet, pod: RecordedPod, seeds: number): PodScore {
  const { plan } = compileScenario(parseScenario(scenarioFromRecordedPod(kubelet, pod)));
  const eras = new Eras([pod.kubeletRestartedAt, pod.imageEdit?.at].flatMap((at) => at ?? []));
  const samples = { waits: new Samples(), retries: new Samples(), lengths: new Samples(), counts: new Samples() };
  const variants = { states: new Variants(), changes: new Variants(), events: new Variants() };
  for (let run = 0; run < seeds; run += 1) {
    const trace = new Trace();
    simulatePlan({ ...plan, seed: seedOfRun(SEED, run) }, trace);
    const whole = tellPod(trace, Number.POSITIVE_INFINITY);
    samples.waits.add(waitsIn(whole, eras));
    samples.retries.add(retriesIn(whole, eras));
    const restarts = [...restartsIn(whole, eras)];
    samples.lengths.add(lengthsOfStates(restarts));
    samples.counts.add(countsOfEvents(until(whole, pod.untilSeconds)));
    variants.states.add(orderOfStates(restarts));
    variants.changes.add(changesOfPod(whole));
    variants.events.add(orderOfEvents(whole, eras));
  }
  const restarts = [...restartsIn(pod, eras)];
  return {
    run: kubelet.run,
    version: kubelet.version,
    pod: pod.name,
    seeds,
    waits: withSteps(samples.waits.measure(waitsIn(pod, eras)), pod, eras),
    retries: samples.retries.measure(retriesIn(pod, eras)),
    lengths: samples.lengths.measure(lengthsOfStates(restarts)),
    counts: samples.counts.measure(countsOfEvents(pod)),
    states: match([...orderOfStates(restarts)], variants.states),
    changes: match([...changesOfPod(pod)], variants.changes),
    events: match([...orderOfEvents(pod, eras)], variants.events),
  };
}

function withSteps(waits: readonly Measured[], { instances }: RecordedPod, eras: Eras): readonly MeasuredWait[] {
  const steps = new Map<string, number>();
  for (const [container, own] of Object.entries(instances)) {
    eras.placesOf(own).forEach((place, index) => {
      const step = parseGoDuration(own[index - 1]?.backoff ?? '0s');
      steps.set(`${container} ${place}`, step.ok ? step.ms : 0);
    });
  }
  return waits.map((wait) => ({ ...wait, stepMs: steps.get(wait.what) ?? 0 }));
}

function until(pod: ToldPod, seconds: number): ToldPod {
  return { ...pod, events: pod.events.filter(({ at }) => at <= seconds) };
}

/** The last order of each container may have been cut short by the end of the recording. */
function match(observed: readonly (readonly [where: string, text: string])[], variants: Variants): Matched {
  const subjectOf = (where: string): string => where.split(' ')[0] ?? '';
  const lastOf = new Map(observed.map(([where]) => [subjectOf(where), where]));
  const missed = observed.flatMap(([where, text]): readonly Miss[] => {
    if (variants.has(where, text)) return [];
    const simulated = variants.of(where);
    const isCut = lastOf.get(subjectOf(where)) === where && simulated.some((each) => each.startsWith(text));
    return isCut ? [] : [{ where, text, simulated }];
  });
  return { compared: observed.length, missed };
}

import { simulatePlan } from '../cluster/simulation.js';
import { compileScenario } from '../scenario/compile.js';
import { scenarioFromRecordedPod } from '../scenario/from-recorded-pod.js';
import { parseScenario } from '../scenario/parse.js';
import type { RecordedKubelet, RecordedPod } from '../scenario/recorded-pod.js';
import { Trace } from '../trace/trace.js';
import { Eras } from './eras.js';
import { seedOfRun } from './many-runs.js';
import { type Measured, Samples, Variants } from './measured.js';
import { countsOfEvents, orderOfEvents } from './told-events.js';
import { type ToldPod, tellPod } from './told-pod.js';
import { changesOfPod, lengthsOfStates, orderOfStates } from './told-statuses.js';
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

/** A recorded pod against many simulated runs of it. Times in milliseconds. */
export interface PodScore {
  readonly run: string;
  readonly version: string;
  readonly pod: string;
  readonly seeds: number;
  /** From each exit to the next start. */
  readonly waits: readonly Measured[];
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
    samples.lengths.add(lengthsOfStates(whole, eras));
    samples.counts.add(countsOfEvents(until(whole, pod.untilSeconds)));
    variants.states.add(orderOfStates(whole, eras));
    variants.changes.add(changesOfPod(whole));
    variants.events.add(orderOfEvents(whole, eras));
  }
  return {
    run: kubelet.run,
    version: kubelet.version,
    pod: pod.name,
    seeds,
    waits: samples.waits.measure(waitsIn(pod, eras)),
    retries: samples.retries.measure(retriesIn(pod, eras)),
    lengths: samples.lengths.measure(lengthsOfStates(pod, eras)),
    counts: samples.counts.measure(countsOfEvents(pod)),
    states: match([...orderOfStates(pod, eras)], variants.states),
    changes: match([...changesOfPod(pod)], variants.changes),
    events: match([...orderOfEvents(pod, eras)], variants.events),
  };
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

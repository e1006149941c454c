import { Agenda } from '../src/engine/agenda.js';
import { runAgenda, startOfRun } from '../src/engine/run.js';
import { resolvePolicy } from '../src/kubelet/config.js';
import { Kubelet } from '../src/kubelet/kubelet.js';
import { LoneContainer, loneContainersOf } from '../src/kubelet/lone-container.js';
import type { NewPod } from '../src/kubelet/new-pod.js';
import { plainContainer, plainPod } from '../src/kubelet/pod-spec.js';
import { IDEAL_TIMING, type Timing } from '../src/kubelet/timing.js';
import { NEWEST_VERSION } from '../src/kubelet/versions.js';
import { PLENTY } from '../src/kubelet/world.js';
import { HOUR_MS, MINUTE_MS } from '../src/time/units.js';
import { Histogram } from '../src/trace/histogram.js';
import type { PodIdentity } from '../src/trace/identity.js';
import { checkWord } from './check-word.js';
import { CrashingProcess } from './crashing-process.js';

/** Workload W(n, hours), `reps` times over; see WORKLOAD.md. */
export interface Workload {
  readonly n: number;
  readonly hours: number;
  readonly reps: number;
  readonly seed: number;
  readonly meanMs: number;
  /** W knows no collection of entries; the kubelet's own rule (`collects`) tells apart runs of 300 s and more only. */
  readonly housekeeping: 'off' | 'collects';
  /** Through workers and the agenda, or each container alone, as counting sinks have it on the ideal clock. */
  readonly path: 'agenda' | 'alone';
}

export interface Outcome {
  readonly events: number;
  readonly restarts: number;
  /** Equal in every language and engine; see WORKLOAD.md. */
  readonly check: string;
}

const CONTAINERS_PER_NODE = 110;
/** All containers of a node start at 0, and each restart takes few events; a run that needs more makes no progress. */
const EVENTS_PER_INSTANT = 10_000;
const EVENTS_AT_ONCE = 1_000_000;

const POLICY = resolvePolicy({ version: NEWEST_VERSION, gates: {}, maxRestartPeriodMs: undefined }, 'kubelet');
const TIMING: Readonly<Record<Workload['housekeeping'], Timing>> = {
  off: { ...IDEAL_TIMING, housekeepingPeriodMs: undefined },
  collects: IDEAL_TIMING,
};

const IMAGE = 'busybox:1.36';
/** One for all pods. */
const SPEC = plainPod([plainContainer('app', IMAGE)]);
const NO_LABELS = {};

function identityOf(key: number): PodIdentity {
  const name = `w-${key}`;
  const containers = [{ index: key, name: 'app', type: 'container', image: IMAGE }] as const;
  return { index: key, namespace: 'default', name, uid: name, labels: NO_LABELS, owner: undefined, containers };
}

/**
 * Runs the workload through the kubelet model, node after node; a node's pods exist only while it runs.
 *
 * The ideal clock with the kubelet's own policy is W's rule: an admission is a start there, so a reset counted from the
 * admission is W's `r > 600 s`, the free first restart is its delay of 0, and its horizon excludes what ours includes.
 */
export function runWorkload(workload: Workload): Outcome {
  const { n, reps, hours } = workload;
  const horizonMs = Math.floor(hours * HOUR_MS + 0.5);
  const sink = new Histogram(n * reps, horizonMs, MINUTE_MS);
  for (let rep = 0; rep < reps; rep += 1) {
    for (let first = 0; first < n; first += CONTAINERS_PER_NODE) {
      const count = Math.min(CONTAINERS_PER_NODE, n - first);
      runNode(workload, rep * n + first, count, horizonMs - 1, sink);
    }
  }
  return { events: sink.events, restarts: sink.totalRestarts(), check: checkWord(sink.restarts, sink.perBucket) };
}

function runAlone(pod: NewPod, kubelet: Kubelet, lastMs: number): void {
  for (const container of loneContainersOf(pod)) {
    const bounds = { horizonMs: lastMs, maxEventsPerInstant: EVENTS_PER_INSTANT, eventsLeft: Number.POSITIVE_INFINITY };
    new LoneContainer(container, kubelet, pod.spec.restartPolicy, 0).advance(bounds);
  }
}

function runNode(workload: Workload, first: number, count: number, lastMs: number, sink: Histogram): void {
  const agenda = new Agenda();
  const kubelet = new Kubelet({
    node: `node-${first}`,
    versionName: NEWEST_VERSION,
    policy: POLICY,
    timing: TIMING[workload.housekeeping],
    agenda,
    sink,
    world: PLENTY,
    masterSeed: workload.seed,
  });
  for (let key = first; key < first + count; key += 1) {
    const pod = { identity: identityOf(key), spec: SPEC, processes: [new CrashingProcess(workload, key)] };
    if (workload.path === 'agenda') kubelet.addPod(pod, 0);
    else runAlone(pod, kubelet, lastMs);
  }
  const progress = startOfRun();
  const bounds = { horizonMs: lastMs, maxEvents: EVENTS_AT_ONCE, maxEventsPerInstant: EVENTS_PER_INSTANT };
  for (;;) {
    const stop = runAgenda(agenda, progress, bounds);
    if (stop.kind === 'no-progress') throw new Error(`${stop.culprit} makes no progress at ${stop.atMs} ms`);
    if (stop.kind !== 'budget') return;
  }
}

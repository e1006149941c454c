import { parseGoDuration } from '../time/go-duration.js';
import { type ContainerEvidence, type Moment, type PodEvidence, TOLD_BY_LINES } from './evidence.js';
import { type LogTime, logTimeOf } from './log-clock.js';

/** One line in which a kubelet refuses to start a container again. */
interface Refusal {
  readonly message: string;
  readonly container: string | undefined;
  readonly pod: string | undefined;
  readonly namespace: string | undefined;
  /** Undefined: the line does not name the step. */
  readonly stepMs: number | undefined;
  readonly time: LogTime | undefined;
}

/** What lines of logs tell; `isZoneSupposed`: they do not say in which zone their times are. */
export interface ToldMessages {
  readonly pods: readonly PodEvidence[];
  readonly isZoneSupposed: boolean;
}

/** `back-off 5m0s restarting failed container=app pod=web-0_default(uid)`. @source kubelet-semantics D7 */
const STATE = /back-off (\S+) restarting failed container=(\S+) pod=([-a-z0-9.]+)_([-a-z0-9]+)\([^)]*\)/;
/** `Back-off restarting failed container app in pod web-0_default(uid)`; before 1.27 it named neither. */
const EVENT = /Back-off restarting failed container(?: (\S+) in pod ([-a-z0-9.]+)_([-a-z0-9]+)\([^)]*\))?/;
const LONGEST_LINE = 5_000;

/**
 * Reads refusals wherever they stand: alone, as an event's message, or in lines of a kubelet's log; and tells what became
 * of each container when the newest of its lines was written.
 *
 * @param referenceMs the present, in milliseconds since 1970, for times without a year
 */
export function podsFromMessages(text: string, referenceMs: number | undefined): ToldMessages {
  const lines = text.split('\n').filter((line) => line.length <= LONGEST_LINE);
  const refusals = lines.flatMap((line) => refusalIn(line, referenceMs));
  const pods = [...grouped(refusals, ({ namespace, pod }) => `${namespace ?? ''}/${pod ?? ''}`).values()];
  return {
    pods: pods.map(podFromRefusals),
    isZoneSupposed: refusals.some(({ time }) => time?.isZoneTold === false),
  };
}

function refusalIn(line: string, referenceMs: number | undefined): readonly Refusal[] {
  const state = STATE.exec(line);
  const [message, container, pod, namespace] =
    state === null ? (EVENT.exec(line) ?? []) : [state[0], state[2], state[3], state[4]];
  if (message === undefined) return [];
  const step = state?.[1] === undefined ? undefined : parseGoDuration(state[1]);
  const stepMs = step?.ok === true && step.ms > 0 ? step.ms : undefined;
  return [{ message, container, pod, namespace, stepMs, time: logTimeOf(line, referenceMs) }];
}

function podFromRefusals(refusals: readonly Refusal[]): PodEvidence {
  const [first] = refusals;
  const times = refusals.flatMap(({ time }) => (time === undefined ? [] : [time.atMs]));
  return {
    ...TOLD_BY_LINES,
    name: first?.pod,
    namespace: first?.namespace,
    createdAt: undefined,
    containers: [...grouped(refusals, ({ container }) => container ?? '').values()].map(containerFromRefusals),
    printedAtMs: times.length === 0 ? undefined : times.reduce((newest, atMs) => Math.max(newest, atMs)),
    isFromRefusals: true,
  };
}

function containerFromRefusals(refusals: readonly Refusal[]): ContainerEvidence {
  const newest = refusals.reduce((best, one) => ((one.time?.atMs ?? 0) >= (best.time?.atMs ?? 0) ? one : best));
  const finishedAt = endBefore(newest, refusals);
  return {
    name: newest.container,
    type: 'container',
    state: { kind: 'waiting', reason: 'CrashLoopBackOff', message: newest.message },
    last:
      finishedAt === undefined
        ? undefined
        : { exitCode: undefined, reason: undefined, startedAt: undefined, finishedAt },
    restartCount: undefined,
    countIsLeast: true,
    countedContainers: 1,
    isKilledByProbes: undefined,
    pullsAlways: false,
    restartPolicy: undefined,
    restartRules: [],
  };
}

/** An end is seen by the relist of each second, and refused by the sync that it brings about. */
const SEEN_WITHIN_MS = 2_000;

/**
 * A wait of a step is refused no longer than the step, so it ended so long before at most. Where the log has the refusals
 * of a smaller step before it, the first with this one came with the end.
 *
 * @source kubelet-semantics D6, D7, T1
 */
function endBefore({ time, stepMs }: Refusal, refusals: readonly Refusal[]): Moment | undefined {
  if (time === undefined || stepMs === undefined) return undefined;
  const { atMs } = time;
  const dated = refusals
    .flatMap((one) => (one.time === undefined ? [] : [{ stepMs: one.stepMs, atMs: one.time.atMs }]))
    .sort((a, b) => a.atMs - b.atMs);
  const before = dated.findLastIndex((one) => one.stepMs !== undefined && one.stepMs !== stepMs);
  const first = dated[before + 1];
  const isNewWait = before >= 0 && (dated[before]?.stepMs ?? 0) < stepMs;
  if (isNewWait && first !== undefined && first.stepMs === stepMs && atMs - first.atMs < stepMs) {
    return { kind: 'at', fromMs: first.atMs - SEEN_WITHIN_MS, toMs: first.atMs };
  }
  return { kind: 'at', fromMs: atMs - stepMs, toMs: atMs };
}

function grouped<T>(values: readonly T[], keyOf: (value: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
}

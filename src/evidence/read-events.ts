import { type DurationRange, parseHumanDuration } from '../time/human-duration.js';
import { SECOND_MS } from '../time/units.js';
import { ago, type ContainerEvidence, type PodEvidence, TOLD_BY_LINES } from './evidence.js';
import { AGE } from './pod-row-text.js';

/** One line of an events table about a pod. */
interface EventLine {
  readonly namespace: string | undefined;
  readonly pod: string | undefined;
  readonly reason: string;
  readonly isWarning: boolean;
  readonly message: string;
  readonly last: DurationRange;
  readonly count: number | undefined;
}

/** `47s (x4 over 85s)   Warning   BackOff   pod/web-0   Back-off restarting …`, a namespace before it or not. */
const LISTED = new RegExp(
  `^\\s*(?:([a-z0-9][-a-z0-9]*)\\s+)?(${AGE})(?:\\s+\\(x(\\d+) over ${AGE}\\))?\\s+(Normal|Warning)\\s+(\\w+)\\s+[Pp]od/(\\S+)\\s+(.*)$`,
);

/** `Warning  BackOff  85s (x4 over 2m)  kubelet  Back-off … in pod web-0_default(8a1c)`: of a page of describe, which names the pod elsewhere. */
const DESCRIBED = new RegExp(
  `^\\s*(Normal|Warning)\\s+(\\w+)\\s+(${AGE})(?:\\s+\\(x(\\d+) over ${AGE}\\))?\\s+[-\\w]+(?:, \\S+)?\\s+(.* in pod ([-a-z0-9.]+)_([-a-z0-9]+)\\(.*)$`,
);

/** Reads the lines of `kubectl get events` and `kubectl events` that are about pods, and tells what became of each. */
export function podsFromEvents(text: string): readonly PodEvidence[] {
  const lines = text.split('\n').flatMap((line) => (line.length > 5_000 ? [] : eventLine(line)));
  const pods = new Map<string, EventLine[]>();
  for (const line of lines) {
    const key = `${line.namespace ?? ''}/${line.pod ?? ''}`;
    const known = pods.get(key);
    if (known === undefined) pods.set(key, [line]);
    else known.push(line);
  }
  return [...pods.values()].map(podFromEvents);
}

function eventLine(line: string): readonly EventLine[] {
  const [, namespace, age = '', count, type, reason = '', pod, message = ''] = LISTED.exec(line) ?? inPage(line);
  const last = parseHumanDuration(age);
  if (last === undefined) return [];
  const known = count === undefined ? undefined : Number(count);
  return [{ namespace, pod, reason, isWarning: type === 'Warning', message, last, count: known }];
}

/** In the order of {@link LISTED}. */
function inPage(line: string): readonly (string | undefined)[] {
  const [, type, reason, age, count, message, pod, namespace] = DESCRIBED.exec(line) ?? [];
  return [undefined, namespace, age, count, type, reason, pod, message];
}

function podFromEvents(lines: readonly EventLine[]): PodEvidence {
  const [first] = lines;
  const newest = (is: (line: EventLine) => boolean): EventLine | undefined =>
    lines.filter(is).reduce<EventLine | undefined>((best, line) => {
      return best === undefined || line.last.fromMs < best.last.fromMs ? line : best;
    }, undefined);
  const scheduled = newest(({ reason }) => reason === 'Scheduled');
  return {
    ...TOLD_BY_LINES,
    name: first?.pod,
    namespace: first?.namespace,
    createdAt: scheduled === undefined ? undefined : ago(scheduled.last),
    containers: [containerFromEvents(lines, newest)],
    printedAtMs: undefined,
  };
}

const STARTS = new Set(['Started', 'Created', 'Pulled']);
const CRASH = /^(?:spec\.\w+\{([^}]+)\}: )?Back-off restarting failed container (\S+)?/;
/** Reasons that say what keeps a container from starting, in the words that its state would show. */
const WAITS = /^Error: (ErrImagePull|ImagePullBackOff|ErrImageNeverPull|InvalidImageName)$/;

function containerFromEvents(
  lines: readonly EventLine[],
  newest: (is: (line: EventLine) => boolean) => EventLine | undefined,
): ContainerEvidence {
  const backOff = newest(({ reason, message }) => reason === 'BackOff' && CRASH.test(message));
  const started = newest(({ reason }) => STARTS.has(reason));
  const failed = newest(({ message }) => WAITS.test(message));
  const isBackingOff = backOff !== undefined && (started === undefined || backOff.last.fromMs <= started.last.fromMs);
  const starts = lines.filter(({ reason }) => reason === 'Started').map(({ count }) => count ?? 1);
  const [, container, named] = CRASH.exec(backOff?.message ?? '') ?? [];
  const reason = isBackingOff ? 'CrashLoopBackOff' : WAITS.exec(failed?.message ?? '')?.[1];
  return {
    name: container ?? named,
    type: 'container',
    state: reason === undefined ? { kind: 'unknown' } : { kind: 'waiting', reason, message: undefined },
    last: isBackingOff ? endBetween(started, backOff) : undefined,
    restartCount: starts.length === 0 ? undefined : starts.reduce((most, count) => Math.max(most, count), 1) - 1,
    countIsLeast: true,
    countedContainers: 1,
    isKilledByProbes: lines.some(({ message }) => /failed (liveness|startup) probe/.test(message)) ? true : undefined,
    pullsAlways: false,
    restartPolicy: undefined,
    restartRules: [],
  };
}

/** A waiting container is looked at within 90 s, and a tick; a newest refusal older than that was followed by others. */
const LONGEST_PAUSE_MS = 91 * SECOND_MS;

/**
 * It ended after its newest start that was told, and before the newest refusal; but the kubelet tells only one in five
 * minutes once there were many, so that after an old refusal it may have started and ended again.
 *
 * @source kubelet-semantics T12, E17, E18
 */
function endBetween(started: EventLine | undefined, refused: EventLine): ContainerEvidence['last'] {
  const fromMs = refused.last.fromMs > LONGEST_PAUSE_MS ? 0 : refused.last.fromMs;
  const toMs = started?.last.toMs;
  const finishedAt = toMs === undefined ? undefined : ago({ fromMs, toMs: Math.max(fromMs, toMs) });
  return { exitCode: undefined, reason: undefined, startedAt: undefined, finishedAt };
}

import type { RecordedEvent, RecordedInstance, RecordedPod } from './recorded-pod.js';

/** An entry of a scenario's `attempts`, as it is written. */
export type AttemptText = Readonly<Record<string, unknown>>;

/** The kubelet logs a kill when it begins, the runtime stamps the exit; their clocks differ by this much at most. */
const CLOCK_SKEW_SECONDS = 0.02;

/**
 * What a container's process did, start after start: how long it ran and how it ended where it ended by itself; that it
 * would have run on where the kubelet ended it, with what it answered to probes, hooks and SIGTERM.
 *
 * Runs recorded as shorter than nothing (the runtime stamps StartedAt after the process has begun) count as zero.
 */
export function attemptsOf(
  pod: RecordedPod,
  container: string,
  instances: readonly RecordedInstance[],
): readonly AttemptText[] {
  const answers = answersOf(pod, container);
  const places = [`spec.containers{${container}}`, `spec.initContainers{${container}}`];
  const events = pod.events.filter(({ object }) => places.includes(object));
  const listed = instances.map((instance) => attemptOf(instance, events, answers));
  const last = listed.at(-1);
  // What a process does that ended by itself, after the recording, nobody knows; the others would do the same again.
  const repeats = last !== undefined && (last.run === undefined || last.run === 'forever');
  return repeats ? listed : [...listed, { run: 'forever', ...answers }];
}

function attemptOf(
  { startedAt, finishedAt, exitCode, reason }: RecordedInstance,
  events: readonly RecordedEvent[],
  answers: AttemptText,
): AttemptText {
  if (finishedAt === null) return { run: 'forever', ...answers };
  const beganAt = startedAt ?? Number.NEGATIVE_INFINITY;
  const during = (event: RecordedEvent): boolean => event.at > beganAt && event.at < finishedAt + CLOCK_SKEW_SECONDS;
  if (startedAt === null) {
    const failed = events.findLast((event) => event.reason === 'Failed' && during(event));
    return { startError: failed?.message.replace(/^Error: /, '') ?? 'cannot be started' };
  }
  const killing = events.findLast((event) => event.reason === 'Killing' && during(event));
  if (killing !== undefined) {
    const hook = events.findLast((event) => event.reason === 'FailedPostStartHook' && during(event));
    const postStart = hook === undefined ? {} : { postStart: { run: milliseconds(hook.at - startedAt), exit: 1 } };
    const preStopSeconds = Number.parseFloat((answers as { preStop?: { run: string } }).preStop?.run ?? '0');
    const after = milliseconds(finishedAt - killing.at - preStopSeconds);
    // When all containers are restarted, a record may be removed before its exit was stored.
    const onTerm = reason === '' ? { after } : { exit: exitCode ?? 0, after };
    return { run: 'forever', ...answers, ...postStart, onTerm };
  }
  const run = milliseconds(finishedAt - startedAt);
  return reason === 'OOMKilled' ? { run, oom: true, ...answers } : { run, exit: exitCode ?? 0, ...answers };
}

const milliseconds = (seconds: number): string => `${Math.max(0, Math.round(seconds * 1000))}ms`;

/** What the recorder says of one of the pod's containers. */
function behaviourOf({ behaviour, spec }: RecordedPod, container: string): Readonly<Record<string, unknown>> | string {
  if (spec.containers.length + (spec.initContainers?.length ?? 0) === 1) return behaviour;
  const own = Object.entries(behaviour).find(([key]) => key === container || key.startsWith(`${container}(`))?.[1];
  return typeof own === 'object' && own !== null ? (own as Readonly<Record<string, unknown>>) : String(own);
}

/** What probes see and hooks do, in every attempt alike. @throws RangeError when a scenario has no word for it */
function answersOf(pod: RecordedPod, container: string): AttemptText {
  const behaviour = behaviourOf(pod, container);
  if (typeof behaviour === 'string') {
    return behaviour.includes('readiness alternates') ? { ready: 'alternating' } : {};
  }
  const { liveness, readiness, startup, preStop } = behaviour;
  return {
    ...(liveness === undefined ? {} : { healthy: answerOf(String(liveness)) }),
    ...(readiness === undefined ? {} : { ready: answerOf(String(readiness)) }),
    ...(startup === undefined ? {} : { started: answerOf(String(startup)) }),
    ...(preStop === undefined
      ? {}
      : { preStop: { run: `${/^sleep (\d+)$/.exec(String(preStop))?.[1] ?? 0}s`, exit: 0 } }),
  };
}

function answerOf(words: string): unknown {
  if (words === 'always fails') return false;
  const until = /^ok for (\d+) s then fails$/.exec(words)?.[1];
  if (until === undefined) throw new RangeError(`a probe that "${words}" cannot be said`);
  return [{ from: '0s', until: `${until}s` }];
}

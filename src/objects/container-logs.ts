import type { ContainerStatus, Pod } from 'kubernetes-types/core/v1.js';
import { gatherLogs, type LogLine, plannedLines, type StartedLog } from '../analysis/attempt-logs.js';
import { type AttemptFacts, gatherAttempts } from '../analysis/attempts.js';
import type { Trace } from '../trace/trace.js';
import { containerId } from './made-up.js';

/** Which log of a pod is asked for, and how much of it. */
export interface LogRequest {
  readonly container: string;
  /** `previous`: of the run before, which has ended. */
  readonly run: 'current' | 'previous';
  /** What is written later is not there yet; Infinity: to the end of the run. */
  readonly untilMs: number;
  /** Lines written before are left out. */
  readonly fromMs?: number | undefined;
  /** Only so many, the last ones. */
  readonly tailLines?: number | undefined;
}

export type LogAnswer =
  | { readonly kind: 'lines'; readonly lines: readonly LogLine[] }
  /** The API says no: a bad request, in its words. */
  | { readonly kind: 'refused'; readonly message: string };

/** Reads the logs of containers, as the API's `GET pods/NAME/log` does. */
export type LogReader = (pod: Pod, request: LogRequest) => LogAnswer;

/** A reader of the logs of one run; pods are given as the API served them at the time of the question. */
export function logReader(trace: Trace): LogReader {
  const logs = gatherLogs(trace);
  const attempts = gatherAttempts(trace);
  return (pod, request) => {
    const choice = chosenRun(pod, request);
    if (typeof choice !== 'string') return choice;
    const uid = pod.metadata?.uid ?? '';
    const identity = trace.pods.find((each) => each.uid === uid);
    const container = identity?.containers.find(({ name }) => name === request.container);
    if (container === undefined) return { kind: 'lines', lines: [] };
    const isChosen = ({ attempt }: { readonly attempt: number }): boolean =>
      containerId(uid, container.name, attempt) === choice;
    const log = logs.get(container.index)?.findLast(isChosen);
    return { kind: 'lines', lines: linesOf(log, attempts[container.index]?.findLast(isChosen), request) };
  };
}

/**
 * The id of the run whose log is served, empty for a pod that no node has: the run asked for, or else the newest one that
 * began.
 *
 * @source pkg/kubelet/kubelet_pods.go validateContainerLogStatus
 */
function chosenRun(pod: Pod, { container, run }: LogRequest): string | LogAnswer {
  if (pod.spec?.nodeName === undefined) return '';
  const name = pod.metadata?.name ?? '';
  const subject = `container "${container}" in pod "${name}"`;
  const status = statusOf(pod, container);
  if (status === undefined) return refused(`${subject} is not available`);
  const { running, terminated, waiting } = status.state ?? {};
  const last = status.lastState?.terminated;
  const lastId = last?.containerID ?? '';
  if (run === 'previous') return lastId === '' ? refused(`previous terminated ${subject} not found`) : lastId;
  if (running !== undefined) return status.containerID ?? '';
  if (terminated !== undefined || last !== undefined) {
    const id = terminated?.containerID ?? lastId;
    return id === '' ? refused(`${subject} is terminated`) : id;
  }
  return refused(`${subject} is waiting to start: ${WAITING[waiting?.reason ?? ''] ?? waiting?.reason ?? ''}`);
}

/** What is said in place of the reason. */
const WAITING: Readonly<Record<string, string>> = {
  ErrImagePull: "image can't be pulled",
  ImagePullBackOff: 'trying and failing to pull image',
};

const refused = (message: string): LogAnswer => ({ kind: 'refused', message });

function statusOf({ status }: Pod, container: string): ContainerStatus | undefined {
  const all = [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])];
  return all.find(({ name }) => name === container);
}

/** What is in the log: a process that was stopped says no more. Of the last lines, those that are new enough. */
function linesOf(log: StartedLog | undefined, run: AttemptFacts | undefined, request: LogRequest): readonly LogLine[] {
  if (log === undefined) return [];
  const untilMs = Math.min(request.untilMs, run?.finishedAtMs ?? Number.POSITIVE_INFINITY);
  const written = plannedLines(log)
    .filter(({ atMs }) => atMs <= untilMs)
    .flatMap(({ atMs, text }) => text.split('\n').map((each) => ({ atMs, text: each })));
  const { tailLines = written.length, fromMs = 0 } = request;
  return written.slice(Math.max(0, written.length - tailLines)).filter(({ atMs }) => atMs >= fromMs);
}

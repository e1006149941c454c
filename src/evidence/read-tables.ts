import { ago, type ContainerEvidence, type PodEvidence, type ToldState } from './evidence.js';
import { type PodRowText, readPodRow } from './pod-row-text.js';
import { contradictionsIn } from './row-contradictions.js';

/** Reads the rows of `kubectl get pods`, with or without header, or parts of a row; of a watch the newest of each pod. */
export function podsFromRows(text: string): readonly PodEvidence[] {
  const pods = new Map<string, PodEvidence>();
  for (const line of text.split('\n')) {
    const pod = podFromRow(line);
    if (pod !== undefined) pods.set(`${pod.namespace ?? ''}/${pod.name ?? ''}`, pod);
  }
  return [...pods.values()];
}

function podFromRow(line: string): PodEvidence | undefined {
  const row = readPodRow(line);
  if (row === undefined) return undefined;
  const { namespace, name, status, age } = row;
  const isTerminating = status === 'Terminating';
  return {
    name,
    namespace,
    node: undefined,
    createdAt: age === undefined ? undefined : ago(age),
    phase: status === 'Pending' ? 'Pending' : undefined,
    reason: undefined,
    isTerminating,
    restartPolicy: undefined,
    deadlineAtMs: undefined,
    owner: undefined,
    containers: [containerFromRow(row)],
    printedAtMs: undefined,
    contradictions: contradictionsIn(row),
  };
}

function containerFromRow({ status, restarts, lastEndAgo: end, total, init }: PodRowText): ContainerEvidence {
  const [word = '', detail] = status.split(':');
  const isInit = word === 'Init';
  return {
    name: undefined,
    type: isInit ? 'init' : 'container',
    state:
      init === undefined
        ? stateOf(isInit ? (detail ?? '') : status)
        : { kind: 'running', startedAt: undefined, init: { at: init.done + 1, total: init.total } },
    last:
      end === undefined
        ? undefined
        : { exitCode: undefined, reason: undefined, startedAt: undefined, finishedAt: ago(end) },
    restartCount: restarts,
    countIsLeast: false,
    countedContainers: Math.max(1, total ?? 1),
    isKilledByProbes: undefined,
    pullsAlways: false,
    restartPolicy: undefined,
    restartRules: [],
  };
}

/** Words of the STATUS column that a container's end leaves there. */
const ENDED =
  /^(Error|Completed|OOMKilled|StartError|ContainerCannotRun|ContainerStatusUnknown|DeadlineExceeded|Evicted|Failed|Succeeded)$/;

function stateOf(word: string): ToldState {
  if (word === 'Running' || word === 'NotReady') return { kind: 'running', startedAt: undefined };
  const code = /^(ExitCode|Signal):(\d+)$/.exec(word)?.[2];
  if (ENDED.test(word) || code !== undefined) {
    const exitCode = code === undefined ? exitCodeOf(word) : Number(code);
    return { kind: 'terminated', run: { exitCode, reason: word, startedAt: undefined, finishedAt: undefined } };
  }
  if (/^(Terminating|Unknown|Pending|)$/.test(word) || word.includes('/')) return { kind: 'unknown' };
  return { kind: 'waiting', reason: word, message: undefined };
}

function exitCodeOf(reason: string): number | undefined {
  if (reason === 'Completed' || reason === 'Succeeded') return 0;
  return reason === 'OOMKilled' ? 137 : undefined;
}

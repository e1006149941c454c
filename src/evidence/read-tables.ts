import { parseHumanDuration } from '../time/human-duration.js';
import { ago, type ContainerEvidence, type PodEvidence, type ToldState } from './evidence.js';

const NAME = '[a-z0-9][-a-z0-9.]*';
const AGE = '(?:\\d+[ydhms])+';
/** `web-0   0/1   CrashLoopBackOff   16 (106s ago)   42m`, in any spacing, the columns at its ends maybe cut off. */
const ROW = new RegExp(
  `^\\s*(?:(?:(${NAME})\\s+)?(?:pod/)?(${NAME})\\s+)?(?:(\\d+)/(\\d+)\\s+)?([A-Z][A-Za-z]*(?::[A-Za-z0-9/]+)?)\\s+(\\d{1,7})` +
    `(?:\\s+\\((${AGE}) ago\\))?(?:\\s+(${AGE})(?:\\s.*)?)?\\s*$`,
);

/** Reads the rows of `kubectl get pods`, with or without header, or parts of a row; of a watch the newest of each pod. */
export function podsFromRows(text: string): readonly PodEvidence[] {
  const pods = new Map<string, PodEvidence>();
  for (const line of text.split('\n')) {
    const pod = line.length > 2_000 ? undefined : podFromRow(line);
    if (pod !== undefined) pods.set(`${pod.namespace ?? ''}/${pod.name ?? ''}`, pod);
  }
  return [...pods.values()];
}

function podFromRow(line: string): PodEvidence | undefined {
  const match = ROW.exec(line);
  if (match === null) return undefined;
  const [, namespace, name, , total, status = '', restarts, lastAgo, age] = match;
  // Without a name it takes more than a word and a number to make a row.
  if (name === undefined && age === undefined && lastAgo === undefined) return undefined;
  if (name !== undefined && total === undefined && age === undefined) return undefined;
  const created = age === undefined ? undefined : parseHumanDuration(age);
  const isTerminating = status === 'Terminating';
  return {
    name,
    namespace,
    node: undefined,
    createdAt: created === undefined ? undefined : ago(created),
    phase: undefined,
    reason: undefined,
    isTerminating,
    restartPolicy: undefined,
    deadlineAtMs: undefined,
    owner: undefined,
    containers: [containerFromRow(status, Number(restarts), lastAgo)],
    printedAtMs: undefined,
  };
}

function containerFromRow(status: string, restartCount: number, lastAgo: string | undefined): ContainerEvidence {
  const end = lastAgo === undefined ? undefined : parseHumanDuration(lastAgo);
  const [word = '', detail] = status.split(':');
  const isInit = word === 'Init';
  return {
    name: undefined,
    type: isInit ? 'init' : 'container',
    state: stateOf(isInit ? (detail ?? '') : status),
    last:
      end === undefined
        ? undefined
        : { exitCode: undefined, reason: undefined, startedAt: undefined, finishedAt: ago(end) },
    restartCount,
    countIsLeast: false,
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

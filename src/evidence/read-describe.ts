import { type DurationRange, parseHumanDuration } from '../time/human-duration.js';
import { parseRfc1123 } from '../time/timestamp.js';
import {
  type ContainerEvidence,
  type EndedRun,
  type Moment,
  type PodEvidence,
  stampAt,
  type ToldState,
} from './evidence.js';
import { meant, restartPolicyOf } from './fields.js';

/** A `Key:   value` line of a page, with what stands below it. */
interface Entry {
  readonly key: string;
  readonly value: string;
  readonly indent: number;
}

const ENTRY = /^(\s*)([^\s:][^:]*?):(?:\s+(.*?))?\s*$/;
/** What is longer is an annotation or the message of an event. */
const LONGEST_LINE = 5_000;
const CONTAINER_NAME = /^[a-z0-9][-a-z0-9.]*$/;
const SECTIONS: ReadonlyMap<string, ContainerEvidence['type'] | 'none'> = new Map([
  ['Init Containers', 'init'],
  ['Containers', 'container'],
  ['Ephemeral Containers', 'none'],
  ['Conditions', 'none'],
  ['Volumes', 'none'],
  ['QoS Class', 'none'],
  ['Events', 'none'],
]);
const EVENT_AGE = /^\s*(?:Normal|Warning)\s+(\w+)\s+(\S+)(?:\s+\(x\d+ over (\S+)\))?\s/;
const NOT_SCHEDULED = /^\s*PodScheduled\s+False\s*$/;
const FAILED_SCHEDULING = /^\s*Warning\s+FailedScheduling\s+\S+(?:\s+\(x\d+ over \S+\))?\s+\S+\s+(.*\S)/;

/** Where the pages of `kubectl describe pod` begin: a name without indentation, before a namespace. */
export function describedPods(text: string): readonly string[] {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, at) => {
    if (!/^\s*Name:\s+\S/.test(line)) return [];
    return lines.slice(at + 1, at + 4).some((next) => /^\s*Namespace:/.test(next)) ? [at] : [];
  });
  // A page that lost its head still tells of its containers.
  if (starts.length === 0) return [text];
  return starts.map((start, at) => lines.slice(start, starts[at + 1]).join('\n'));
}

/** What one page of `kubectl describe pod` tells; the restart policy and the message of a wait are not on it. */
export function podFromDescribe(text: string): PodEvidence {
  const lines = text.split('\n').filter(({ length }) => length <= LONGEST_LINE);
  const heads = lines.filter((line) => /^\s*(Name|Containers):/.test(line));
  const base = heads.reduce((least, line) => Math.min(least, indentOf(line)), 80);
  const entries = lines.flatMap((line): readonly Entry[] => {
    const match = ENTRY.exec(line);
    if (match === null) return [];
    const [, , key = '', value = ''] = match;
    return [{ key, value, indent: Math.max(0, indentOf(line) - base) }];
  });
  const headEnd = entries.findIndex(({ key }) => SECTIONS.has(key));
  const head = new Map(
    entries.slice(0, headEnd === -1 ? undefined : headEnd).map(({ key, value }) => [key, value] as const),
  );
  const status = head.get('Status');
  const node = head.get('Node')?.split('/')[0];
  const startedAt = parseRfc1123(head.get('Start Time') ?? '');
  return {
    name: head.get('Name'),
    namespace: head.get('Namespace'),
    node: node === '<none>' ? undefined : node,
    createdAt: startedAt === undefined ? undefined : stampAt(startedAt),
    phase: status?.startsWith('Terminating') === true ? undefined : status,
    reason: head.get('Reason'),
    isTerminating: status?.startsWith('Terminating') === true,
    restartPolicy: undefined,
    deadlineAtMs: undefined,
    owner: head.get('Controlled By'),
    containers: containersIn(entries),
    printedAtMs: startedAt === undefined ? undefined : printedAt(lines, startedAt),
    unscheduled: lines.some((line) => NOT_SCHEDULED.test(line)) ? { message: obstacleIn(lines) } : undefined,
  };
}

/** A page has conditions without their messages; the scheduler's is in its event. */
function obstacleIn(lines: readonly string[]): string | undefined {
  return lines.flatMap((line) => FAILED_SCHEDULING.exec(line)?.[1] ?? []).at(-1);
}

const indentOf = (line: string): number => line.search(/\S|$/);

/** The pod was scheduled when it started, and events tell how long ago that was. */
function printedAt(lines: readonly string[], startedAtMs: number): number | undefined {
  const ages = lines.flatMap((line): readonly DurationRange[] => {
    const [, reason, last = '', first] = EVENT_AGE.exec(line) ?? [];
    const age = reason === 'Scheduled' ? parseHumanDuration(first ?? last) : undefined;
    return age === undefined ? [] : [age];
  });
  const [age] = ages;
  return age === undefined || age.toMs - age.fromMs > 999 ? undefined : startedAtMs + age.fromMs;
}

/** A container's part of a page: its entries, below its name. */
interface Part {
  readonly name: string;
  readonly type: ContainerEvidence['type'];
  readonly entries: Entry[];
}

function containersIn(entries: readonly Entry[]): readonly ContainerEvidence[] {
  const parts: Part[] = [];
  let section: ContainerEvidence['type'] | 'none' = 'none';
  let hasHeading = false;
  for (const entry of entries) {
    const { key, value, indent } = entry;
    const opened = value === '' || key === 'QoS Class' ? SECTIONS.get(key) : undefined;
    if (opened !== undefined && indent <= 1) {
      section = opened;
      hasHeading = true;
    } else if ((section !== 'none' || !hasHeading) && value === '' && indent <= 2 && CONTAINER_NAME.test(key)) {
      parts.push({ name: key, type: section === 'none' ? 'container' : section, entries: [] });
    } else if (section !== 'none' || !hasHeading) {
      parts.at(-1)?.entries.push(entry);
    }
  }
  return parts.map(containerOf);
}

function containerOf({ name, type, entries }: Part): ContainerEvidence {
  const find = (key: string): string | undefined => entries.find((entry) => entry.key === key)?.value;
  const count = /^\d{1,9}$/.exec(find('Restart Count') ?? '')?.[0];
  const restartPolicy = restartPolicyOf(find('Restart Policy'));
  return {
    name,
    type: type === 'init' && restartPolicy === 'Always' ? 'sidecar' : type,
    state: stateOf(detailsOf(entries, 'State')),
    last: endedRun(detailsOf(entries, 'Last State')),
    restartCount: count === undefined ? undefined : Number(count),
    countIsLeast: false,
    countedContainers: 1,
    isKilledByProbes: find('Liveness') !== undefined || find('Startup') !== undefined,
    pullsAlways: false,
    restartPolicy,
    restartRules: [],
  };
}

const DETAILS = new Set(['Reason', 'Message', 'Exit Code', 'Signal', 'Started', 'Finished']);

/** `State: Waiting` and the lines that belong to it. */
function detailsOf(entries: readonly Entry[], state: string): ReadonlyMap<string, string> {
  const at = entries.findIndex(({ key }) => key === state);
  const details = new Map<string, string>();
  if (at === -1) return details;
  details.set(state, entries[at]?.value ?? '');
  for (const { key, value } of entries.slice(at + 1)) {
    if (DETAILS.has(key)) details.set(key, value);
    else if (key === 'State' || key === 'Last State' || key === 'Ready') break;
  }
  return details;
}

function stateOf(details: ReadonlyMap<string, string>): ToldState {
  const reason = details.get('Reason');
  switch (details.get('State')) {
    case 'Running':
      return { kind: 'running', startedAt: momentOf(details.get('Started')) };
    case 'Waiting':
      return { kind: 'waiting', reason, message: details.get('Message') };
    case 'Terminated':
      return { kind: 'terminated', run: runOf(details) };
    default:
      return { kind: 'unknown' };
  }
}

const endedRun = (details: ReadonlyMap<string, string>): EndedRun | undefined =>
  details.get('Last State') === 'Terminated' ? runOf(details) : undefined;

function runOf(details: ReadonlyMap<string, string>): EndedRun {
  const code = /^\d{1,9}$/.exec(details.get('Exit Code') ?? '')?.[0];
  return {
    exitCode: code === undefined ? undefined : Number(code),
    reason: details.get('Reason'),
    startedAt: momentOf(details.get('Started')),
    finishedAt: momentOf(details.get('Finished')),
  };
}

function momentOf(text: string | undefined): Moment | undefined {
  const atMs = parseRfc1123(text ?? '');
  return atMs === undefined ? undefined : meant(atMs);
}

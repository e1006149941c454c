import { cleanText } from './clean-text.js';
import { type Evidence, EvidenceError, type PodEvidence } from './evidence.js';
import { describedPods, podFromDescribe } from './read-describe.js';
import { podsFromEvents } from './read-events.js';
import { podsFromMessages, type ToldMessages } from './read-messages.js';
import { readObjects } from './read-objects.js';
import { podsFromRows } from './read-tables.js';
import { type Segment, segmentsOf } from './segments.js';

/** More text than any cluster's pods fill. */
const LONGEST = 64 * 1024 * 1024;
/** More pods than one answer can be about. */
const MOST_PODS = 10_000;

/**
 * Recognises what kubectl printed, in whatever form, and reads it: objects as JSON or YAML, pages of describe, rows of
 * tables, lines of events or of a kubelet's log, one after the other with prompts between them or not.
 *
 * @param referenceMs the present, in milliseconds since 1970: logs write times without a year
 * @throws {EvidenceError} when no pod is in it
 */
export function readEvidence(text: string, referenceMs?: number): Evidence {
  if (text.length > LONGEST)
    throw new EvidenceError(`the text has ${text.length} characters; at most ${LONGEST} are read`);
  if (text.trim() === '')
    throw new EvidenceError('the text is empty: expected what kubectl get, describe or events print');
  const found = segmentsOf(cleanText(text)).map((segment) => readSegment(segment, referenceMs));
  const pods = found.flatMap(({ pods }) => pods);
  const damage = found.flatMap(({ damage }) => damage);
  if (pods.length === 0) throw new EvidenceError(nothingFound(damage));
  if (pods.length > MOST_PODS)
    throw new EvidenceError(`the text tells of ${pods.length} pods; at most ${MOST_PODS} are explained`);
  const times = found.flatMap(({ newestMs }) => (newestMs === undefined ? [] : [newestMs]));
  return {
    pods,
    newestMs: times.length === 0 ? undefined : times.reduce((newest, time) => Math.max(newest, time)),
    versions: new Map(found.flatMap(({ versions }) => [...versions])),
    isZoneSupposed: found.some(({ isZoneSupposed }) => isZoneSupposed),
    damage,
  };
}

function nothingFound(damage: readonly string[]): string {
  const [first] = damage;
  const forms =
    'kubectl get pods (a table, a row, -o json or -o yaml), describe pod or get events, or a back-off line of a kubelet';
  return `no pod is recognised in the text: expected the output of ${forms}${first === undefined ? '' : ` (${first})`}`;
}

function readSegment(segment: Segment, referenceMs: number | undefined): Evidence {
  const read = readForm(segment.text, referenceMs);
  const { printedAtMs, namespace } = segment;
  const pods = read.pods.map((pod) => ({
    ...pod,
    namespace: pod.namespace ?? namespace,
    printedAtMs: printedAtMs ?? pod.printedAtMs,
  }));
  return { ...read, pods };
}

const OBJECTS = /^\s*[{[]|^\s*(?:- )?"?(?:kind|containerStatuses|initContainerStatuses)"?:/m;
const PAGE = /^\s*(?:Restart Count|State|Last State|Controlled By|Start Time|Node):/m;

function readForm(text: string, referenceMs: number | undefined): Evidence {
  const none = { newestMs: undefined, versions: versionsIn(text), isZoneSupposed: false, damage: [] };
  if (PAGE.test(text) && !/"containerStatuses"|^\s*containerStatuses:/m.test(text)) {
    const pods = describedPods(text)
      .map(podFromDescribe)
      .filter(({ name, containers }) => name !== undefined || containers.length > 0);
    return { ...none, pods, newestMs: newestOf(pods) };
  }
  if (OBJECTS.test(text)) {
    const { versions, ...objects } = readObjects(text);
    if (objects.pods.length > 0) return { ...none, ...objects, versions: new Map([...none.versions, ...versions]) };
    const lines = readLines(text, referenceMs);
    return { ...none, ...lines, damage: lines.pods.length === 0 ? objects.damage : [] };
  }
  return { ...none, ...readLines(text, referenceMs) };
}

/** Rows tell more of a pod than its events do, and those more than a message alone. */
function readLines(text: string, referenceMs: number | undefined): ToldMessages {
  const rows = podsFromRows(text);
  const listed = [...rows, ...untold(podsFromEvents(text), rows)];
  const { pods, isZoneSupposed } = podsFromMessages(text, referenceMs);
  const said = untold(pods, listed);
  return { pods: [...listed, ...said], isZoneSupposed: isZoneSupposed && said.length > 0 };
}

function untold(pods: readonly PodEvidence[], told: readonly PodEvidence[]): readonly PodEvidence[] {
  const namespaces = new Map<string | undefined, Set<string | undefined>>();
  for (const { name, namespace } of told) namespaces.set(name, (namespaces.get(name) ?? new Set()).add(namespace));
  return pods.filter(({ name, namespace }) => {
    const known = namespaces.get(name);
    // Where either form leaves the namespace out, the name is all there is to go by.
    return known === undefined || !(namespace === undefined || known.has(undefined) || known.has(namespace));
  });
}

function newestOf(pods: readonly PodEvidence[]): number | undefined {
  const runs = pods.flatMap(({ containers }) =>
    containers.flatMap(({ state, last }) => {
      const startedAt = state.kind === 'running' ? state.startedAt : undefined;
      const run = state.kind === 'terminated' ? state.run : last;
      return [startedAt, run?.startedAt, run?.finishedAt, last?.finishedAt];
    }),
  );
  const times = [...runs, ...pods.map(({ createdAt }) => createdAt)].flatMap((moment) =>
    moment?.kind === 'at' ? [moment.fromMs] : [],
  );
  return times.length === 0 ? undefined : times.reduce((newest, time) => Math.max(newest, time));
}

/**
 * The kubelet of 1.35 and later says "Container started", the ones before name the container. Which of the releases it
 * is makes no difference to the wait.
 *
 * @source kubelet-semantics E4
 */
function versionsIn(text: string): ReadonlyMap<string, string> {
  const listed = /^\S+\s+(?:Not)?Ready\S*\s+\S+\s+\S+\s+v(1\.\d+)\.\d+/m.exec(text)?.[1];
  if (listed !== undefined) return new Map([['*', listed]]);
  if (/\bContainer (?:created|started)\s*$/m.test(text)) return new Map([['*', '1.36']]);
  if (/\b(?:Created container:?|Started container) \S+\s*$/m.test(text)) return new Map([['*', '1.34']]);
  return new Map();
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Behaviour,
  POD_IN_MESSAGES,
  type RecordedInstance,
  type RecordedKubelet,
  type RecordedPod,
} from '../../src/scenario/recorded-pod.js';
import type { RawAttempt, RawContainer, RawManifest, RawPod } from './raw-types.js';
import { imageEditIn, kubeletRestartedAt, takenAwayAt } from './recorded-experiments.js';

/** A pod that restarts all its containers for ever fills the file with the same cycle; this much of it will do. */
const LONGEST_SECONDS: Readonly<Record<string, number>> = { restartall: 1200 };
/** The recorder took the pods away one after the other; a kubelet knows of it up to a relist before it shows. */
const TAKEN_AWAY_MARGIN_SECONDS = 1;
const NEVER = Number.POSITIVE_INFINITY;

const read = <Data>(...path: string[]): Data => JSON.parse(readFileSync(join(...path), 'utf8')) as Data;

/** Reads run X from the folder of the recorder: what containers did, what the API showed, what was applied. */
export function readRawRun(folder: string, run: string): RecordedKubelet {
  const containers = read<RawContainer[]>(folder, 'recordings', `run-${run}.json`);
  const [first] = containers;
  if (first === undefined) throw new RangeError(`run ${run} holds no container`);
  const later = laterAttempts(folder, run);
  const { version, crashConfig, gates, housekeeping } = first;
  const pods = read<RawPod[]>(folder, 'recordings', `status-${run}.json`).map((raw) => {
    const manifest = read<RawManifest>(folder, 'manifests', run, `${raw.pod}.json`);
    const own = containers.filter(({ pod }) => pod === raw.pod);
    return podOf(raw, manifest, own, later.get(raw.pod) ?? [], later.size > 0);
  });
  return { run, version, crashConfig, gates, housekeeping, pods };
}

/** The runs a folder of the recorder holds. */
export function rawRuns(folder: string): readonly string[] {
  const names = readdirSync(join(folder, 'recordings')).sort();
  return names.flatMap((name) => /^status-(\w+)\.json$/.exec(name)?.[1] ?? []);
}

/** What the containers of a run did after its kubelet was restarted, by pod; empty for the other runs. */
function laterAttempts(folder: string, run: string): ReadonlyMap<string, readonly RawAttempt[]> {
  const name = `run-${run}-restart-and-edit.json`;
  if (!readdirSync(join(folder, 'recordings')).includes(name)) return new Map();
  const rows = read<{ pod: string; attempts: RawAttempt[] }[]>(folder, 'recordings', name);
  return new Map(rows.map(({ pod, attempts }) => [pod, attempts]));
}

function podOf(
  { pod: name, timeline, kubelet }: RawPod,
  { metadata, spec: applied }: RawManifest,
  containers: readonly RawContainer[],
  later: readonly RawAttempt[],
  hasRestart: boolean,
): RecordedPod {
  const { namespace } = metadata;
  const { nodeSelector: _, hostNetwork: __, ...spec } = applied;
  const behaviour = JSON.parse(metadata.annotations['oracle/behaviour'] ?? '{}') as Behaviour;
  const known = containers.map(({ container, attempts }) => [container, [...merged(attempts, later)]] as const);
  const lastAt = Math.max(
    ...timeline.map(({ at }) => at),
    ...kubelet.events.map(({ at }) => at),
    ...kubelet.podSyncsAt,
    ...known.flatMap(([, attempts]) => attempts.map(({ startedAt, finishedAt }) => finishedAt ?? startedAt ?? 0)),
  );
  const untilSeconds = Math.min(
    lastAt,
    takenAwayAt(timeline, kubelet.events, spec) - TAKEN_AWAY_MARGIN_SECONDS,
    LONGEST_SECONDS[name] ?? NEVER,
  );
  const seen = ({ at }: { readonly at: number }): boolean => at <= untilSeconds;
  const anonymous = <Data>(data: Data): Data => withoutUid(data, name, namespace);
  const events = kubelet.events.filter(seen).map(anonymous);
  const order = [...(spec.initContainers ?? []), ...spec.containers].map((container) => container.name);
  const attemptsOf = new Map(known);
  return {
    name,
    namespace,
    behaviour,
    spec,
    untilSeconds,
    kubeletRestartedAt: hasRestart ? kubeletRestartedAt(kubelet.podSyncsAt, events, later) : null,
    imageEdit: imageEditIn(kubelet.podSyncsAt, events, spec),
    instances: Object.fromEntries(
      order.map((container) => [container, instances(attemptsOf.get(container) ?? [], untilSeconds)]),
    ),
    statuses: timeline.filter(seen).map(anonymous),
    syncsAt: kubelet.podSyncsAt.filter((at) => at <= untilSeconds),
    events,
  };
}

/** The attempts before a restart of the kubelet and those after it, which repeat a few. */
function merged(attempts: readonly RawAttempt[], later: readonly RawAttempt[]): readonly RawAttempt[] {
  const first = attempts.at(-1)?.n ?? -1;
  // The last one of the first part was cut short of its restart.
  const repeated = later.find(({ n }) => n === first);
  const whole = attempts.map((attempt) => (attempt.n === first ? { ...attempt, ...repeated } : attempt));
  return [...whole, ...later.filter(({ n }) => n > first)];
}

function instances(attempts: readonly RawAttempt[], untilSeconds: number): readonly RecordedInstance[] {
  const known = attempts.filter(({ createdAt, startedAt }) => (startedAt ?? createdAt ?? NEVER) <= untilSeconds);
  return known.map((attempt, index): RecordedInstance => {
    const { n, createdAt = null, startedAt, finishedAt, noticedAt = null, exitCode, reason } = attempt;
    const head = { n, createdAt, startedAt };
    if (finishedAt === null || finishedAt > untilSeconds)
      return { ...head, finishedAt: null, noticedAt: null, exitCode: null, reason: null, delay: null, backoff: null };
    const { delayFromFinishToNextStart = null, backoffInForce = null } = attempt;
    const delay = index === known.length - 1 ? null : delayFromFinishToNextStart;
    return { ...head, finishedAt, noticedAt, exitCode, reason, delay, backoff: backoffInForce };
  });
}

const UID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

function withoutUid<Data>(data: Data, pod: string, namespace: string): Data {
  const named = new RegExp(`${pod}_${namespace}\\(${UID}\\)`, 'g');
  return JSON.parse(JSON.stringify(data).replaceAll(named, POD_IN_MESSAGES)) as Data;
}

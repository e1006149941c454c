import type {
  RecordedEvent,
  RecordedInstance,
  RecordedKubelet,
  RecordedPod,
  RecordedState,
  RecordedStatus,
} from '../../src/scenario/recorded-pod.js';

/**
 * How a recorded kubelet lies in a file: rows instead of objects, and what recurs (events, states, conditions) once in
 * a table of the run, so that 80 minutes of 70 pods stay small enough to live beside the tests.
 */
interface PackedKubelet extends Omit<RecordedKubelet, 'pods'> {
  readonly eventTable: readonly EventRow[];
  readonly podTable: readonly PodRow[];
  readonly stateTable: readonly StateRow[];
  readonly pods: readonly PackedPod[];
}

interface PackedPod extends Omit<RecordedPod, 'instances' | 'statuses' | 'events'> {
  readonly instances: Readonly<Record<string, readonly InstanceRow[]>>;
  /** When, the row of the pod table, then for each container the row of the state table and its restart count. */
  readonly statuses: readonly (readonly number[])[];
  /** When, and the row of the event table. */
  readonly events: readonly (readonly [at: number, event: number])[];
}

type EventRow = readonly [object: string, type: string, reason: string, message: string];
type PodRow = readonly [phase: string, conditions: Readonly<Record<string, string>>];
type StateRow = readonly [
  state: string,
  reason: string | null,
  message: string | null,
  exitCode: number | null,
  ready: boolean,
  started: boolean,
  lastExitCode: number | null,
  lastReason: string | null,
];
type InstanceRow = readonly [
  n: number,
  createdAt: number | null,
  startedAt: number | null,
  finishedAt: number | null,
  noticedAt: number | null,
  exitCode: number | null,
  reason: string | null,
  delay: number | null,
  backoff: string | null,
];

/** The names of a pod's containers, in the order in which its statuses list them. */
function containerNames({ spec }: Pick<RecordedPod, 'spec'>): readonly string[] {
  return [...(spec.initContainers ?? []), ...spec.containers].map(({ name }) => name);
}

/** Rows that recur, each once. */
class Table<Row> {
  readonly rows: Row[] = [];
  readonly #places = new Map<string, number>();

  place(row: Row): number {
    const key = JSON.stringify(row);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.rows.length);
    return this.rows.push(row) - 1;
  }
}

/** The text of a file, one pod a line. */
export function packRecording(kubelet: RecordedKubelet): string {
  const events = new Table<EventRow>();
  const pods = new Table<PodRow>();
  const states = new Table<StateRow>();
  const packStatus = ({ at, phase, conditions, containers }: RecordedStatus, names: readonly string[]): number[] => {
    const shown = names.flatMap((name) => {
      const state = containers[name];
      return state === undefined ? [] : [states.place(stateRow(state)), state.restartCount];
    });
    return [at, pods.place([phase, conditions]), ...shown];
  };
  const packed = kubelet.pods.map((pod): PackedPod => {
    const rows = Object.entries(pod.instances).map(([name, instances]) => [name, instances.map(instanceRow)] as const);
    return {
      ...pod,
      instances: Object.fromEntries(rows),
      statuses: pod.statuses.map((status) => packStatus(status, containerNames(pod))),
      events: pod.events.map((event) => [event.at, events.place(eventRow(event))] as const),
    };
  });
  const { pods: _, ...head } = kubelet;
  const tables = { eventTable: events.rows, podTable: pods.rows, stateTable: states.rows };
  const lines = Object.entries({ ...head, ...tables }).map(([key, value]) => `"${key}":${JSON.stringify(value)}`);
  const podLines = packed.map((pod) => JSON.stringify(pod)).join(',\n');
  return `{\n${lines.join(',\n')},\n"pods":[\n${podLines}\n]\n}\n`;
}

export function unpackRecording(text: string): RecordedKubelet {
  const { eventTable, podTable, stateTable, pods, ...head } = JSON.parse(text) as PackedKubelet;
  return {
    ...head,
    pods: pods.map((pod) => {
      const names = containerNames(pod);
      const rows = Object.entries(pod.instances).map(([name, own]) => [name, own.map(instanceOf)] as const);
      return {
        ...pod,
        instances: Object.fromEntries(rows),
        statuses: pod.statuses.map((row) => statusOf(row, names, podTable, stateTable)),
        events: pod.events.map(([at, event]) => eventOf(at, rowOf(eventTable, event))),
      };
    }),
  };
}

function rowOf<Row>(table: readonly Row[], place: number | undefined): Row {
  const row = place === undefined ? undefined : table[place];
  if (row === undefined) throw new RangeError(`a table of the recording has no row ${place}`);
  return row;
}

const eventRow = ({ object, type, reason, message }: RecordedEvent): EventRow => [object, type, reason, message];

const eventOf = (at: number, [object, type, reason, message]: EventRow): RecordedEvent => {
  return { at, object, type, reason, message };
};

const stateRow = (shown: RecordedState): StateRow => {
  const { state, reason, message, exitCode, ready, started, lastExitCode, lastReason } = shown;
  return [state, reason, message, exitCode, ready, started, lastExitCode, lastReason];
};

function statusOf(
  [at = 0, pod, ...shown]: readonly number[],
  names: readonly string[],
  podTable: readonly PodRow[],
  stateTable: readonly StateRow[],
): RecordedStatus {
  const [phase, conditions] = rowOf(podTable, pod);
  const listed = names.slice(0, shown.length / 2).map((name, index) => {
    const [state, reason, message, exitCode, ready, started, lastExitCode, lastReason] = rowOf(
      stateTable,
      shown[2 * index],
    );
    const restartCount = shown[2 * index + 1] ?? 0;
    const container: RecordedState = {
      state,
      reason,
      message,
      exitCode,
      restartCount,
      ready,
      started,
      lastExitCode,
      lastReason,
    };
    return [name, container] as const;
  });
  return { at, phase, conditions, containers: Object.fromEntries(listed) };
}

const instanceRow = (instance: RecordedInstance): InstanceRow => {
  const { n, createdAt, startedAt, finishedAt, noticedAt, exitCode, reason, delay, backoff } = instance;
  return [n, createdAt, startedAt, finishedAt, noticedAt, exitCode, reason, delay, backoff];
};

const instanceOf = ([
  n,
  createdAt,
  startedAt,
  finishedAt,
  noticedAt,
  exitCode,
  reason,
  delay,
  backoff,
]: InstanceRow): RecordedInstance => {
  return { n, createdAt, startedAt, finishedAt, noticedAt, exitCode, reason, delay, backoff };
};

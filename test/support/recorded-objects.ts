import type { Container, ContainerState, ContainerStatus, Event, Pod, Volume } from 'kubernetes-types/core/v1.js';
import { eventsAt } from '../../src/analysis/event-list.js';
import {
  POD_IN_MESSAGES,
  type RecordedInstance,
  type RecordedPod,
  type RecordedState,
} from '../../src/scenario/recorded-pod.js';
import { formatTimestamp } from '../../src/time/timestamp.js';
import type { RecordedPod as PodWithEvents } from './recorded-events.js';

/** What the recordings leave out: who the pod was to the API. */
export interface Passport {
  readonly node: string;
  readonly annotation: string;
  /** When the pod was added, in milliseconds since 1970; the recordings count from there. */
  readonly addedMs: number;
}

const ADDRESS = '192.0.2.2';
const TOKEN = 'kube-api-access-xxxxx';
/** The recorded API server kept events for longer than the hour of a default one. */
const KEPT_MS = Number.POSITIVE_INFINITY;
const MOUNT = { name: TOKEN, readOnly: true, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' };
const TOKEN_VOLUME: Volume = {
  name: TOKEN,
  projected: {
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
      { configMap: { name: 'kube-root-ca.crt' } },
      { downwardAPI: {} },
    ],
  },
};
const TOLERATIONS = ['not-ready', 'unreachable'].map((key) => {
  return { key: `node.kubernetes.io/${key}`, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 };
});
const REMOVED = 'The container is removed because RestartAllContainers in place';
const PROBE = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };

/** The pod as the API server held it at an instant, put together from what was recorded of it. */
export function podAt(recorded: RecordedPod, events: PodWithEvents, passport: Passport, atMs: number): Pod {
  const { name, namespace, spec } = recorded;
  const at = (atMs - passport.addedMs) / 1_000;
  const status = recorded.statuses.findLast((each) => each.at <= at);
  const states = (containers: readonly { readonly name: string; readonly image: string }[]): ContainerStatus[] =>
    containers.flatMap(({ name: container, image }) => {
      const state = status?.containers[container];
      return state === undefined ? [] : [containerStatus({ container, image, state, at }, recorded, events, passport)];
    });
  const edit = recorded.imageEdit;
  const current = (container: Container): Container => {
    const isEdited = edit !== null && edit.container === container.name && edit.at <= at;
    return isEdited ? { ...container, image: edit.image } : container;
  };
  const isEnded = status?.phase === 'Failed' && status.containers.app?.reason === 'ContainerStatusUnknown';
  return {
    metadata: {
      name,
      namespace,
      labels: { app: name },
      annotations: { 'oracle/behaviour': passport.annotation },
      creationTimestamp: formatTimestamp(passport.addedMs),
    },
    spec: {
      ...(spec as object),
      priority: 0,
      serviceAccountName: 'default',
      nodeName: passport.node,
      nodeSelector: { 'kubernetes.io/hostname': passport.node },
      tolerations: TOLERATIONS,
      containers: spec.containers.map(admitted).map(current),
      ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(admitted) }),
      volumes: [...((spec.volumes ?? []) as Volume[]), TOKEN_VOLUME],
    },
    status: {
      phase: status?.phase ?? 'Pending',
      ...(isEnded
        ? { reason: 'DeadlineExceeded', message: 'Pod was active on the node longer than the specified deadline' }
        : {}),
      conditions: Object.entries(status?.conditions ?? {}).map(([type, is]) => ({ type, status: is })),
      hostIP: ADDRESS,
      podIP: ADDRESS,
      podIPs: [{ ip: ADDRESS }],
      startTime: formatTimestamp(passport.addedMs),
      containerStatuses: states(spec.containers),
      ...(spec.initContainers === undefined ? {} : { initContainerStatuses: states(spec.initContainers) }),
    },
  };
}

/** A container as the API server completed it. */
function admitted(applied: object): Container {
  const container = applied as Container;
  const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
  const filled = probes.flatMap((key) => {
    const probe = container[key];
    return probe === undefined ? [] : [[key, { ...PROBE, ...probe }] as const];
  });
  return {
    ...container,
    ...Object.fromEntries(filled),
    volumeMounts: [...(container.volumeMounts ?? []), MOUNT],
  };
}

interface Shown {
  readonly container: string;
  readonly image: string;
  readonly state: RecordedState;
  readonly at: number;
}

function containerStatus(
  { container, image, state, at }: Shown,
  recorded: RecordedPod,
  events: PodWithEvents,
  passport: Passport,
): ContainerStatus {
  const instances = (recorded.instances[container] ?? []).filter(({ createdAt, startedAt, finishedAt }) => {
    return (createdAt ?? startedAt ?? finishedAt ?? 0) <= at;
  });
  const of = (n: number): RecordedInstance | undefined => instances.find((each) => each.n === n);
  const time = (seconds: number | null | undefined): string | undefined =>
    seconds === null || seconds === undefined ? undefined : formatTimestamp(passport.addedMs + seconds * 1_000);
  const ended = (exitCode: number, reason: string | null, n: number): ContainerState => {
    if (reason === 'RestartingAllContainers') return { terminated: { exitCode, reason, message: REMOVED } };
    const instance = of(n);
    const isStartError = reason === 'StartError';
    const terminated = {
      exitCode,
      reason: reason ?? '',
      message: isStartError ? startError(events) : '',
      startedAt: isStartError ? '1970-01-01T00:00:00Z' : (time(instance?.startedAt) ?? ''),
      finishedAt: time(instance?.finishedAt) ?? '',
    };
    return { terminated };
  };
  const isUnknown = state.reason === 'ContainerStatusUnknown';
  const lastOf = state.state === 'waiting' || isUnknown ? state.restartCount : state.restartCount - 1;
  const now: ContainerState =
    state.state === 'running'
      ? { running: { startedAt: time(of(state.restartCount)?.startedAt) ?? '' } }
      : state.state === 'waiting'
        ? { waiting: { reason: state.reason ?? '' } }
        : isUnknown
          ? { terminated: { exitCode: state.exitCode ?? 0, reason: state.reason ?? '', message: state.message ?? '' } }
          : ended(state.exitCode ?? 0, state.reason, state.restartCount);
  return {
    name: container,
    image,
    imageID: instances.length === 0 ? '' : 'sha256:x',
    containerID: instances.length === 0 ? '' : 'containerd://x',
    ready: state.ready,
    started: state.started,
    restartCount: state.restartCount,
    state: now,
    ...(state.lastExitCode === null ? {} : { lastState: ended(state.lastExitCode, state.lastReason, lastOf) }),
  };
}

/** The runtime's words, which the kubelet repeats in an event. */
function startError({ kinds }: PodWithEvents): string {
  const told = kinds.find(
    ({ reason, message }) => reason === 'Failed' && message.startsWith('Error: failed to create'),
  );
  return told?.message.replace(/^Error: /, '') ?? '';
}

/** The pod's events as the API server held them at an instant, in its order. */
export function podEventsAt(events: PodWithEvents, passport: Passport, atMs: number): readonly Event[] {
  const { addedMs, node } = passport;
  const [first] = events.kinds;
  const object = first?.object;
  if (object === undefined) return [];
  const involvedObject = { kind: 'Pod', namespace: object.namespace, name: object.name, uid: object.uid };
  const scheduled: Event = {
    metadata: {},
    involvedObject,
    type: 'Normal',
    reason: 'Scheduled',
    message: `Successfully assigned ${object.namespace}/${object.name} to ${node}`,
    eventTime: new Date(addedMs).toISOString(),
    reportingComponent: 'default-scheduler',
  };
  const listed = eventsAt(events.occurrences, events.kubeletRestarts, atMs - addedMs, events.version, KEPT_MS);
  return [
    scheduled,
    ...listed.map(({ type, reason, message, fieldPath, count, firstMs, lastMs, source }): Event => {
      return {
        metadata: {},
        involvedObject: { ...involvedObject, ...(fieldPath === null ? {} : { fieldPath }) },
        type,
        reason,
        message: message.replace(POD_IN_MESSAGES, `${object.name}_${object.namespace}(${object.uid})`),
        count,
        firstTimestamp: formatTimestamp(addedMs + firstMs),
        lastTimestamp: formatTimestamp(addedMs + lastMs),
        source: { component: source },
      };
    }),
  ];
}

import type { ContainerStatus, ShownReason } from '../trace/sink.js';
import type { ContainerState } from '../trace/vocabulary.js';
import type { Container, Seen } from './container.js';
import type { Pod } from './pod.js';
import { restartsAfterExit } from './restart-policy.js';
import { RESTARTING_ALL_CONTAINERS_MESSAGE, STATUS_UNKNOWN_MESSAGES } from './waiting-texts.js';

interface State {
  readonly state: ContainerState;
  readonly reason: ShownReason;
  readonly message: string | null;
}

/** @source kubelet-semantics P11: exit code 137 */
const UNKNOWN: State = {
  state: 'terminated',
  reason: 'ContainerStatusUnknown',
  message: STATUS_UNKNOWN_MESSAGES.state,
};
const RUNNING: State = { state: 'running', reason: null, message: null };

/**
 * A container as the API is to show it.
 *
 * @source kubelet-semantics P7 to P15, P19; kubelet_pods.go convertToAPIContainerStatuses
 */
export function containerStatus(container: Container, pod: Pod, seen: Seen): ContainerStatus {
  const { newest, exited, removal } = container[seen];
  const found = stateOf(container, pod, seen);
  const isLost = pod.isTerminated && found.state !== 'terminated' && mayHaveRun(container, pod, seen);
  const { state, reason, message } = isLost ? UNKNOWN : found;
  const isUp = state === 'running';
  const attempt = newest?.attempt ?? 0;
  const started = isUp && (container.probers?.isStarted(attempt) ?? true);
  const isDone = container.spec.type === 'init' && exited && newest?.exitCode === 0;
  const ready = container.spec.type === 'init' ? isDone : started && (container.probers?.isReady(attempt) ?? true);
  // What a waiting container ran last has moved into its last state.
  const last = found.state === 'waiting' ? newest : newest?.previous;
  const lastRemoved = last === undefined && (newest?.followsRemoval ?? removal?.why === 'all-containers-restarted');
  const restartCount = newest === undefined && removal !== undefined ? removal.launches : attempt;
  return { state, reason, message, restartCount, ready, started, lastAttempt: last?.attempt ?? null, lastRemoved };
}

/**
 * Whether a container of an ended pod should have left a trace: not what an init container kept from being tried.
 *
 * @source pkg/kubelet/status/status_manager.go TerminatePod, hasPodInitialized, initializedContainers
 */
function mayHaveRun({ spec, index }: Container, pod: Pod, seen: Seen): boolean {
  const inits = pod.containers.filter((other) => other.spec.type !== 'container');
  if (spec.type === 'container') return inits.length === 0 || pod.wasInitialized;
  return index === inits[0]?.index || inits.some((other) => other.index >= index && other[seen].newest !== undefined);
}

function stateOf(container: Container, pod: Pod, seen: Seen): State {
  // Of a container that is not to start again, nobody tells why it does not.
  const startError = pod.deletionRequested ? undefined : container.startError;
  const { newest, exited, removal } = container[seen];
  if (newest === undefined) {
    if (startError !== undefined) return { state: 'waiting', ...startError };
    if (removal?.why === 'all-containers-restarted') {
      return { state: 'waiting', reason: 'RestartingAllContainers', message: RESTARTING_ALL_CONTAINERS_MESSAGE };
    }
    const waitsForInit = pod.containers[0]?.spec.type !== 'container';
    return { state: 'waiting', reason: waitsForInit ? 'PodInitializing' : 'ContainerCreating', message: null };
  }
  if (!exited) return RUNNING;
  // The error of a start overrides the exit it followed, if the container is to be restarted (P9).
  if (startError !== undefined && restartsAfterExit(pod.spec.restartPolicy, container.spec, newest.exitCode)) {
    return { state: 'waiting', ...startError };
  }
  return { state: 'terminated', reason: newest.reason, message: null };
}

import type { ContainerState, ContainerStateTerminated, ContainerStatus } from 'kubernetes-types/core/v1.js';
import type { ContainerAt, ShownRun } from '../analysis/container-at.js';
import { containerId, fullImage, imageId } from './made-up.js';
import { EPOCH, NO_TIME, timeOf } from './times.js';

/** A container to be told as the API serves it. */
export interface StatusSubject {
  readonly podUid: string;
  readonly container: ContainerAt;
  /** As its specification says now. */
  readonly image: string;
  /** What the runtime said of the newest start that failed. */
  readonly startError: string | null | undefined;
}

/** @source kubelet-semantics P7 to P19; pkg/kubelet/kubelet_pods.go convertToAPIContainerStatuses */
export function containerStatus(subject: StatusSubject): ContainerStatus {
  const { container, podUid, image } = subject;
  const { name, ready, restartCount, started, state, lastAttempt } = container;
  const attempt = state === 'waiting' ? lastAttempt : restartCount;
  const hasRun = attempt !== null;
  return {
    name,
    state: stateOf(subject),
    lastState: container.last === null ? {} : { terminated: terminated(subject, container.last, lastAttempt) },
    ready,
    restartCount,
    image: hasRun ? fullImage(image) : image,
    imageID: hasRun ? imageId(image) : '',
    ...(hasRun && { containerID: containerId(podUid, name, attempt) }),
    started,
  };
}

function stateOf(subject: StatusSubject): ContainerState {
  const { container } = subject;
  const { state, reason, message, current, restartCount } = container;
  switch (state) {
    case 'waiting':
      return { waiting: { ...(reason !== null && { reason }), ...(message !== null && { message }) } };
    case 'running':
      return { running: { startedAt: timeOf(current?.startedAtMs ?? 0) } };
    case 'terminated':
      return { terminated: terminated(subject, { ...current, reason, message }, restartCount) };
  }
}

interface End extends Partial<Omit<ShownRun, 'reason'>> {
  readonly reason: string | null;
  readonly message?: string | null;
}

/** What the API says of ends of which only that is known. @source kubelet-semantics A26, P11 */
const MESSAGES: Readonly<Record<string, string>> = {
  RestartingAllContainers: 'The container is removed because RestartAllContainers in place',
};

function terminated(
  { container, podUid, startError }: StatusSubject,
  end: End,
  attempt: number | null,
): ContainerStateTerminated {
  const { reason, startedAtMs, finishedAtMs, exitCode } = end;
  const isStartError = reason === 'StartError';
  const message = end.message ?? (isStartError ? startError : MESSAGES[reason ?? '']) ?? undefined;
  const isKnown = attempt !== null && finishedAtMs !== null && finishedAtMs !== undefined;
  return {
    exitCode: exitCode ?? 0,
    ...(reason !== null && { reason }),
    ...(message !== undefined && { message }),
    startedAt: isStartError ? EPOCH : timeOrNone(startedAtMs),
    finishedAt: timeOrNone(finishedAtMs),
    ...(isKnown && { containerID: containerId(podUid, container.name, attempt) }),
  };
}

const timeOrNone = (atMs: number | null | undefined): string =>
  atMs === null || atMs === undefined ? NO_TIME : timeOf(atMs);

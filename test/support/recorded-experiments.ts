import type {
  RecordedEvent,
  RecordedImageEdit,
  RecordedSpec,
  RecordedStatus,
} from '../../src/scenario/recorded-pod.js';
import type { RawAttempt } from './raw-types.js';

/** A kubelet process that meets a pod looks at its volumes, and again 0.3 s later. */
const VOLUME_WAIT_SECONDS = 0.28;

/** When the recorder took the pod away; Infinity when the pod outlived the recording. */
export function takenAwayAt(
  timeline: readonly RecordedStatus[],
  events: readonly RecordedEvent[],
  spec: RecordedSpec,
): number {
  const mayEnd = spec.restartPolicy !== 'Always' || spec.activeDeadlineSeconds !== undefined;
  const ended = timeline.filter(({ phase }) => !mayEnd && (phase === 'Failed' || phase === 'Succeeded'));
  const stopped = events.filter(
    ({ reason, message }) => message.startsWith('Stopping container') || reason === 'FailedMount',
  );
  return Math.min(Number.POSITIVE_INFINITY, ...[...ended, ...stopped].map(({ at }) => at));
}

/** The first sync of the pod by the kubelet process that took over. */
export function kubeletRestartedAt(
  syncsAt: readonly number[],
  events: readonly RecordedEvent[],
  later: readonly RawAttempt[],
): number | null {
  const place = later.findIndex(({ phase }) => phase !== undefined);
  const current = later[place];
  const next = later[place + 1];
  if (current === undefined || next === undefined) return firstVolumeWait(syncsAt, events);
  const startedBy = syncsAt.findLast((at) => at < (next.startedAt ?? 0)) ?? null;
  const waited = startedBy !== null && startedBy > (current.finishedAt ?? 0);
  // A container that ran on was met by a sync that nothing else called for, later than those that follow its start.
  return waited ? startedBy : (syncsAt.find((at) => at > (current.startedAt ?? 0) + 1) ?? null);
}

/** The sync, after the pod's first, that took so long to come to the image as one that waits for volumes does. */
function firstVolumeWait(syncsAt: readonly number[], events: readonly RecordedEvent[]): number | null {
  const waits = (at: number): boolean => {
    const next = events.find((event) => event.at >= at);
    return next?.reason === 'Pulling' && next.at - at > VOLUME_WAIT_SECONDS;
  };
  return syncsAt.slice(1).find(waits) ?? null;
}

/** The sync that first named another image than the pod began with. */
export function imageEditIn(
  syncsAt: readonly number[],
  events: readonly RecordedEvent[],
  spec: RecordedSpec,
): RecordedImageEdit | null {
  for (const { at, object, reason, message } of events) {
    const image = reason === 'Pulled' ? /^Container image "([^"]+)"/.exec(message)?.[1] : undefined;
    const container = spec.containers.find(({ name }) => object === `spec.containers{${name}}`);
    const syncAt = syncsAt.findLast((sync) => sync <= at);
    if (image === undefined || container === undefined || container.image === image || syncAt === undefined) continue;
    return { at: syncAt, container: container.name, image };
  }
  return null;
}

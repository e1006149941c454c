import { blockerOf } from '../analysis/blocker.js';
import type { Run, RunContainer, RunEvent, RunPod } from '../analysis/run.js';
import { counted, duration } from './words.js';

/** Waiting reasons whose message says no more than the sentence does. */
const SAYS_NOTHING_MORE = ['CrashLoopBackOff', 'ContainerCreating', 'PodInitializing'];

/** What a container that is to run and does not waits for, and when it is tried again; undefined when it does not wait. */
export function waitingText(run: Run, pod: RunPod, container: RunContainer): string | undefined {
  const { waiting } = container;
  if (waiting === null) return undefined;
  const { sinceSeconds, failedStarts, lastTrySeconds, nextTrySeconds } = waiting;
  if (failedStarts > 0 && lastTrySeconds !== null) {
    const told = `${counted(failedStarts, 'start')} failed since ${duration(sinceSeconds)}`;
    const next = nextTrySeconds === null ? '' : `; the next try is due at ${duration(nextTrySeconds)}`;
    return `${told}, the last at ${duration(lastTrySeconds)}${next}.`;
  }
  if (nextTrySeconds !== null) return `The backoff is over at ${duration(nextTrySeconds)}.`;
  return obstacle(run, pod, container);
}

/** The kubelet's own words about what is wrong, where they say more than the reason. */
export function waitingMessage({ state, reason, message }: RunContainer): string | undefined {
  if (state !== 'waiting' || message === null || SAYS_NOTHING_MORE.includes(reason ?? '')) return undefined;
  return `${reason}: ${message}`;
}

/** What keeps a container from being tried at all. @source kubelet-semantics S2 */
function obstacle(run: Run, pod: RunPod, container: RunContainer): string {
  const scheduled = pod.conditions.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False') {
    const why = scheduled.message ?? scheduled.reason ?? '';
    const retries = 'It tries again when something changes, and after five minutes at the latest.';
    return `The scheduler has found no node since ${duration(scheduled.sinceSeconds)}: ${why} ${retries}`;
  }
  if (pod.node === null) return 'The scheduler has not chosen a node.';
  const before = blockerOf(pod, container);
  if (before !== undefined)
    return `It waits for ${before.type === 'init' ? 'init container' : 'sidecar'} ${before.name}.`;
  const mount = run.events.findLast((event) => isAbout(event, pod) && event.reason === 'FailedMount');
  if (mount !== undefined)
    return `Its volumes are not mounted, last said at ${duration(mount.lastSeconds)}; the kubelet goes on trying.`;
  return `kubectl shows ${pod.status}.`;
}

/** A pod of a StatefulSet has the name of the one before it, but not its events. */
export function isAbout({ uid }: RunEvent, pod: RunPod): boolean {
  return uid === pod.uid;
}

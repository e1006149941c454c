import type { StepRule } from '../analysis/backoff-steps.js';
import type { Run, RunContainer, RunPod } from '../analysis/run.js';
import { exitsText } from './exits-text.js';
import { outlook } from './outlook.js';
import { endedBy } from './pod-end.js';
import { ranSeconds } from './restart-table.js';
import { waitingText } from './waiting-text.js';
import { about, counted, duration, percent } from './words.js';

/** Starting, pulling and the like: less than this is not worth a word. */
const TELLING_DOWN_SECONDS = 1;

/** How a container spent its time, in seconds. */
export interface TimeSpent {
  readonly running: number;
  readonly waiting: number;
}

/** Until when a pod could have run. */
export function endOfPod(run: Run, { endedAtSeconds, deletedAtSeconds }: RunPod): number {
  return Math.min(endedAtSeconds ?? run.durationSeconds, deletedAtSeconds ?? run.durationSeconds);
}

/** Tells in a few sentences what happened to a container, and what to expect next. */
export function containerStory(run: Run, pod: RunPod, container: RunContainer, policy: StepRule): string {
  const { attempts } = container;
  const last = attempts.at(-1);
  if (last === undefined) return `It never started. ${waitingText(run, pod, container) ?? goneText(pod)}`.trimEnd();
  const restarts = attempts.length - 1;
  if (restarts === 0 && last.finishedAtSeconds === null) {
    return `It starts at ${duration(last.startedAtSeconds)} and runs to the end without a restart.`;
  }
  const isOver = container.waiting === null && last.finishedAtSeconds !== null;
  if (container.type === 'init' && isOver && last.exitCode === 0) {
    const tries = restarts === 0 ? '' : ` after ${counted(restarts, 'restart')}`;
    return `It succeeds at ${duration(last.finishedAtSeconds ?? 0)}${tries}, and the next container may start.`;
  }
  if (restarts === 0 && isOver && container.state === 'terminated') {
    const end = endedBy(pod) === 'itself' ? `: the pod ends ${pod.phase}` : '';
    return `It runs ${duration(ranSeconds(last) ?? 0)}, exits with ${last.exitCode}, and is not started again${end}.`;
  }
  const livedSeconds = endOfPod(run, pod) - pod.createdAtSeconds;
  const { running, waiting } = timeSpent(run, pod, container);
  const share = (seconds: number): string =>
    `${about(seconds)} (${percent(livedSeconds === 0 ? 0 : seconds / livedSeconds)})`;
  const down = Math.round((livedSeconds - running - waiting) * 1000) / 1000;
  const neither = down >= TELLING_DOWN_SECONDS ? `, neither for ${share(down)}` : '';
  const spent = `${counted(restarts, 'restart')} in ${duration(livedSeconds)}: up for ${share(running)}, waiting to start again for ${share(waiting)}${neither}.`;
  const isNew = pod.deletedAtSeconds === null && pod.endedAtSeconds === null;
  const next = isNew ? outlook(container, policy, run.durationSeconds) : undefined;
  return [exitsText(attempts), spent, ending(run, pod, container), next].filter((text) => text !== undefined).join(' ');
}

function goneText(pod: RunPod): string {
  const { deletedAtSeconds, phase, reason } = pod;
  if (endedBy(pod) === 'itself') return `The pod ended ${phase}${reason === null ? '' : ` (${reason})`}.`;
  return deletedAtSeconds === null ? '' : `The pod was deleted at ${duration(deletedAtSeconds)}.`;
}

function ending(run: Run, pod: RunPod, container: RunContainer): string {
  const last = container.attempts.at(-1);
  if (endedBy(pod) === 'itself') {
    const reason = pod.reason === null ? '' : ` (${pod.reason})`;
    return `It ended ${container.reason}, and the pod is ${pod.phase}${reason} since ${duration(pod.endedAtSeconds ?? 0)}.`;
  }
  if (pod.deletedAtSeconds !== null) return `The pod was deleted at ${duration(pod.deletedAtSeconds)}.`;
  if (last === undefined || last.finishedAtSeconds === null) {
    return `It has been running since ${about(last?.startedAtSeconds ?? 0)}.`;
  }
  const waits = waitingText(run, pod, container);
  const shows = `At the end kubectl shows ${pod.status}`;
  return waits === undefined ? `${shows}.` : `${shows}; ${waits.charAt(0).toLowerCase()}${waits.slice(1)}`;
}

/** How a container spent the time of its pod. */
export function timeSpent(run: Run, pod: RunPod, container: RunContainer): TimeSpent {
  const endSeconds = endOfPod(run, pod);
  let running = 0;
  let waiting = 0;
  for (const { startedAtSeconds, finishedAtSeconds, delaySeconds, backoffSeconds } of container.attempts) {
    running += (finishedAtSeconds ?? endSeconds) - startedAtSeconds;
    if (finishedAtSeconds === null) continue;
    if (delaySeconds !== null) waiting += delaySeconds;
    else if (container.waiting !== null || backoffSeconds !== null)
      waiting += Math.max(0, endSeconds - finishedAtSeconds);
  }
  return { running: Math.round(running * 1000) / 1000, waiting: Math.round(waiting * 1000) / 1000 };
}

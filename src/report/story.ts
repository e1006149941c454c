import type { Run, RunContainer, RunPod } from '../analysis/run.js';
import { ranSeconds } from './restart-table.js';
import { counted, duration, percent } from './words.js';

/** How a container spent its time, in seconds. */
interface TimeSpent {
  readonly running: number;
  readonly waiting: number;
}

/** Tells in a few sentences what happened to a container, and what to expect next. */
export function containerStory(run: Run, pod: RunPod, container: RunContainer): string {
  const { attempts } = container;
  const endSeconds = pod.deletedAtSeconds ?? run.durationSeconds;
  const livedSeconds = endSeconds - pod.createdAtSeconds;
  const last = attempts.at(-1);
  if (last === undefined) return 'It never started.';
  const restarts = attempts.length - 1;
  if (restarts === 0 && last.finishedAtSeconds === null) {
    return `It starts at ${duration(last.startedAtSeconds)} and runs to the end without a restart.`;
  }
  const { running, waiting } = timeSpent(container, endSeconds);
  if (restarts === 0 && container.state === 'terminated' && pod.phase !== 'Running') {
    return `It runs ${duration(ranSeconds(last) ?? 0)}, exits with ${last.exitCode}, and is not started again: the pod ends ${pod.phase}.`;
  }
  const share = (seconds: number): string =>
    `${duration(seconds)} (${percent(livedSeconds === 0 ? 0 : seconds / livedSeconds)})`;
  const first = `${counted(restarts, 'restart')} in ${duration(livedSeconds)}: it ran for ${share(running)} of the time and waited for ${share(waiting)}.`;
  return `${first} ${ending(pod, container)}`;
}

function ending(pod: RunPod, container: RunContainer): string {
  const last = container.attempts.at(-1);
  if (pod.deletedAtSeconds !== null) return `The pod was deleted at ${duration(pod.deletedAtSeconds)}.`;
  if (last === undefined || last.finishedAtSeconds === null) {
    return `It has been running since ${duration(last?.startedAtSeconds ?? 0)}.`;
  }
  if (container.state === 'terminated' && container.reason !== null && pod.phase !== 'Running') {
    return `It ended ${container.reason}, and the pod is ${pod.phase}.`;
  }
  const due = last.finishedAtSeconds + (last.backoffSeconds ?? 0);
  if (last.backoffSeconds === null) return `At the end kubectl shows ${pod.status}.`;
  return `At the end kubectl shows ${pod.status}; the backoff is over at ${duration(due)}.`;
}

function timeSpent({ attempts }: RunContainer, endSeconds: number): TimeSpent {
  let running = 0;
  let waiting = 0;
  for (const { startedAtSeconds, finishedAtSeconds, delaySeconds, backoffSeconds } of attempts) {
    running += (finishedAtSeconds ?? endSeconds) - startedAtSeconds;
    if (finishedAtSeconds === null) continue;
    if (delaySeconds !== null) waiting += delaySeconds;
    else if (backoffSeconds !== null) waiting += endSeconds - finishedAtSeconds;
  }
  return { running: Math.round(running * 1000) / 1000, waiting: Math.round(waiting * 1000) / 1000 };
}

import type { Run, RunEvent, RunPod } from '../analysis/run.js';
import { isAbout } from './waiting-text.js';
import { counted, duration, wrapped } from './words.js';

const MOST_EVENTS = 8;
const INDENT = '    ';

/** What happens at every kill of a probe. */
const TELLING_NORMAL = ['Killing', 'SandboxChanged', 'DeadlineExceeded', 'TaintManagerEviction', 'Preempted'];

/** Events of a pod that tell more than that it crashed and waits; empty where there are none. */
export function eventsText(run: Run, pod: RunPod, width: number): string {
  const events = run.events.filter((event) => isAbout(event, pod) && tells(event));
  if (events.length === 0) return '';
  const lines = events.slice(0, MOST_EVENTS).flatMap((event) => eventLines(event, width));
  const rest = events.length - MOST_EVENTS;
  const more = rest > 0 ? [`  … and ${counted(rest, 'event')} more; -o json tells all`] : [];
  return `${[`events of pod ${pod.name}`, ...lines, ...more].join('\n')}\n`;
}

/** Whether an event tells more than that a container crashed and waits. */
export function tells({ type, reason }: Pick<RunEvent, 'type' | 'reason'>): boolean {
  return type === 'Warning' ? reason !== 'BackOff' : TELLING_NORMAL.includes(reason);
}

function eventLines({ reason, count, firstSeconds, lastSeconds, message }: RunEvent, width: number): readonly string[] {
  const when =
    count === 1
      ? `at ${duration(firstSeconds)}`
      : `${counted(count, 'time')}, ${duration(firstSeconds)} to ${duration(lastSeconds)}`;
  return [`  ${reason}, ${when}`, ...wrapped(message, width - INDENT.length).map((line) => INDENT + line)];
}

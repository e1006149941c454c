import type { Run, RunContainer, RunPod } from '../analysis/run.js';
import { eventsText } from './events-text.js';
import { restartTable } from './restart-table.js';
import { containerStory, endOfPod } from './story.js';
import { TIMELINE_LEGEND, timeline } from './timeline.js';
import { waitingMessage, waitingText } from './waiting-text.js';
import { counted, duration, wrapped } from './words.js';
import { workloadLines } from './workload-text.js';

export interface RunTextOptions {
  readonly description: string | undefined;
  /** The backoff rule in force, in a few words. */
  readonly policy: string;
  readonly width: number;
  readonly rows: 'all' | 'some';
  /** Events that tell more than crashes and waits, if there are any; to look for them takes time. */
  readonly events: 'telling' | 'none';
}

const WIDEST_TIMELINE = 100;
/** More pods than this are told in a line each. */
const MOST_PODS_IN_FULL = 5;

const TYPE_TEXT = { container: 'container', init: 'init container', sidecar: 'sidecar' } as const;

/** Tells a run to a person: what it is, then for each container its story, its restarts and a timeline. */
export function runText(run: Run, options: RunTextOptions): string {
  const { scenario, kubeletVersion, fidelity, seed, durationSeconds } = run;
  const head = `${scenario}: ${duration(durationSeconds)} on kubelet ${kubeletVersion}, ${options.policy} (${fidelity}, seed ${seed})`;
  const lines = options.description === undefined ? [head] : [head, ...wrapped(options.description, options.width)];
  const workloads = workloadLines(run.workloads).flatMap((line) => wrapped(line, options.width));
  const inFull = options.rows === 'all' || run.pods.length <= MOST_PODS_IN_FULL;
  const bodies = run.pods.map((pod) => (inFull ? podText(run, pod, options) : podLine(run, pod, options)));
  const separator = inFull ? '\n' : '';
  const ranAny = run.pods.some(({ containers }) => containers.some(({ attempts }) => attempts.length > 0));
  const legend = inFull && ranAny ? `\n${TIMELINE_LEGEND}\n` : '';
  const controllers = workloads.length === 0 ? '' : `${workloads.join('\n')}\n\n`;
  return `${lines.join('\n')}\n\n${controllers}${bodies.join(separator)}${legend}`;
}

function podText(run: Run, pod: RunPod, options: RunTextOptions): string {
  const containers = pod.containers.map((container) => containerText(run, pod, container, options));
  const events = options.events === 'none' ? '' : eventsText(run, pod, options.width);
  return [...containers, ...(events === '' ? [] : [events])].join('\n');
}

function containerText(run: Run, pod: RunPod, container: RunContainer, options: RunTextOptions): string {
  const { width } = options;
  const title = `pod ${pod.name}, ${TYPE_TEXT[container.type]} ${container.name}`;
  const message = waitingMessage(container);
  const told = [containerStory(run, pod, container), ...(message === undefined ? [] : [message])];
  const story = `${[title, ...told.flatMap((text) => wrapped(text, width))].join('\n')}\n`;
  if (container.attempts.length === 0) return story;
  const bar = timeline(container, pod.createdAtSeconds, endOfPod(run, pod), Math.min(width, WIDEST_TIMELINE));
  return `${story}\n${restartTable(container, pod, options)}\n${bar}`;
}

function podLine(run: Run, pod: RunPod, { width }: RunTextOptions): string {
  return pod.containers
    .map((container) => {
      const restarts = counted(container.restartCount, 'restart');
      const lived = duration(endOfPod(run, pod) - pod.createdAtSeconds);
      const { deletedAtSeconds } = pod;
      const stands = deletedAtSeconds === null ? pod.status : `deleted at ${duration(deletedAtSeconds)}`;
      const line = `pod ${pod.name}, ${TYPE_TEXT[container.type]} ${container.name}: ${stands}, ${restarts} in ${lived}`;
      const obstacle = container.attempts.length === 0 ? waitingText(run, pod, container) : undefined;
      const below = obstacle === undefined ? [] : wrapped(obstacle, width - 2).map((text) => `  ${text}`);
      return `${[line, ...below].join('\n')}\n`;
    })
    .join('');
}

import type { Run, RunContainer, RunPod } from '../analysis/run.js';
import { restartTable } from './restart-table.js';
import { containerStory } from './story.js';
import { TIMELINE_LEGEND, timeline } from './timeline.js';
import { counted, duration } from './words.js';

export interface RunTextOptions {
  readonly description: string | undefined;
  /** The backoff rule in force, in a few words. */
  readonly policy: string;
  readonly width: number;
  readonly rows: 'all' | 'some';
}

const WIDEST_TIMELINE = 100;
/** More pods than this are told in a line each. */
const MOST_PODS_IN_FULL = 5;

/** Tells a run to a person: what it is, then for each container its story, its restarts and a timeline. */
export function runText(run: Run, options: RunTextOptions): string {
  const { scenario, kubeletVersion, fidelity, seed, durationSeconds } = run;
  const head = `${scenario}: ${duration(durationSeconds)} on kubelet ${kubeletVersion}, ${options.policy} (${fidelity}, seed ${seed})`;
  const lines = options.description === undefined ? [head] : [head, ...wrapped(options.description, options.width)];
  const inFull = options.rows === 'all' || run.pods.length <= MOST_PODS_IN_FULL;
  const bodies = run.pods.map((pod) => (inFull ? podText(run, pod, options) : podLine(run, pod)));
  const separator = inFull ? '\n' : '';
  const legend = inFull && run.pods.length > 0 ? `\n${TIMELINE_LEGEND}\n` : '';
  return `${lines.join('\n')}\n\n${bodies.join(separator)}${legend}`;
}

function podText(run: Run, pod: RunPod, options: RunTextOptions): string {
  return pod.containers.map((container) => containerText(run, pod, container, options)).join('\n');
}

function containerText(run: Run, pod: RunPod, container: RunContainer, options: RunTextOptions): string {
  const title = `pod ${pod.name}, container ${container.name}`;
  const story = wrapped(containerStory(run, pod, container), options.width).join('\n');
  const width = Math.min(options.width, WIDEST_TIMELINE);
  const bar = timeline(container, pod.createdAtSeconds, pod.deletedAtSeconds ?? run.durationSeconds, width);
  return `${title}\n${story}\n\n${restartTable(container, pod.phase, options.rows)}\n${bar}`;
}

function podLine(run: Run, pod: RunPod): string {
  return pod.containers
    .map((container) => {
      const restarts = counted(container.restartCount, 'restart');
      return `pod ${pod.name}, container ${container.name}: ${pod.status}, ${restarts} in ${duration(run.durationSeconds)}\n`;
    })
    .join('');
}

/** Breaks a sentence into lines no wider than the terminal, at spaces. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

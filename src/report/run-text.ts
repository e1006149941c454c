import type { StepRule } from '../analysis/backoff-steps.js';
import type { Run, RunContainer } from '../analysis/run.js';
import { type AlikePods, alikePods } from './alike.js';
import { eventsText } from './events-text.js';
import { podsSummary } from './pods-summary.js';
import { policyText } from './policy-text.js';
import { restartTable } from './restart-table.js';
import { containerStory, endOfPod } from './story.js';
import type { Style } from './style.js';
import { timeline, timelineLegend } from './timeline.js';
import { waitingMessage } from './waiting-text.js';
import { counted, duration, wrapped } from './words.js';
import { workloadLines } from './workload-text.js';

export interface RunTextOptions {
  readonly description: string | undefined;
  /** The backoff rule in force. */
  readonly policy: StepRule;
  readonly width: number;
  readonly rows: 'all' | 'some';
  /** Events that tell more than crashes and waits, if there are any; to look for them takes time. */
  readonly events: 'telling' | 'none';
  readonly style: Style;
}

const WIDEST_TIMELINE = 100;
/** Of more kinds of pods than this each is told in a line, and one in full. */
const MOST_PODS_IN_FULL = 5;
/** Pods that are alike are named up to so many. */
const MOST_NAMES = 3;

const TYPE_TEXT = { container: 'container', init: 'init container', sidecar: 'sidecar' } as const;

/** Tells a run to a person: what it is, then for each container its story, its restarts and a timeline. */
export function runText(run: Run, options: RunTextOptions): string {
  const { scenario, kubeletVersion, fidelity, seed, durationSeconds } = run;
  const { width, style, description, policy } = options;
  const what = `${scenario}: ${duration(durationSeconds)} on kubelet ${kubeletVersion}, ${policyText(policy)} (${fidelity}, seed ${seed})`;
  const head = wrapped(what, width).map((line) => style(line, 'heading'));
  const told = description === undefined ? [] : wrapped(description, width);
  const workloads = workloadLines(run.workloads).flatMap((line) => wrapped(line, width));
  const groups = alikePods(run.pods);
  const isLong = options.rows === 'some' && groups.length > MOST_PODS_IN_FULL;
  const bodies = isLong ? manyPods(run, groups, options) : groups.map((pods) => podsText(run, pods, options));
  const inFull = isLong ? [mostRestarted(groups)].filter((pods) => restartsOf(pods) > 0) : groups;
  const drawn = inFull.some(({ first }) => first.containers.some((container) => !saysStoryAll(container, options)));
  const sections = [
    [...head, ...told].join('\n'),
    ...(workloads.length === 0 ? [] : [workloads.join('\n')]),
    ...bodies.map((body) => body.trimEnd()),
    ...(drawn ? [timelineLegend(style)] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** A line each, and in full the one that restarted most. */
function manyPods(run: Run, groups: readonly AlikePods[], options: RunTextOptions): readonly string[] {
  const most = mostRestarted(groups);
  const summary = podsSummary(run, groups, options);
  return restartsOf(most) === 0 ? [summary] : [summary, podsText(run, most, options)];
}

function mostRestarted(groups: readonly AlikePods[]): AlikePods {
  return groups.reduce((best, pods) => (restartsOf(pods) > restartsOf(best) ? pods : best));
}

function restartsOf({ first }: AlikePods): number {
  return Math.max(...first.containers.map(({ restartCount }) => restartCount));
}

function podsText(run: Run, pods: AlikePods, options: RunTextOptions): string {
  const { first } = pods;
  const containers = first.containers.map((container) => containerText(run, pods, container, options));
  const events = options.events === 'none' ? '' : eventsText(run, first, options.width);
  return [...containers, ...(events === '' ? [] : [events])].join('\n');
}

function containerText(run: Run, pods: AlikePods, container: RunContainer, options: RunTextOptions): string {
  const { width, style, policy } = options;
  const { first: pod } = pods;
  const title = `${namesText(pods)}, ${TYPE_TEXT[container.type]} ${container.name}`;
  const message = waitingMessage(container);
  const told = [containerStory(run, pod, container, policy), ...(message === undefined ? [] : [message])];
  const heading = wrapped(title, width).map((line) => style(line, 'heading'));
  const story = `${[...heading, ...told.flatMap((text) => wrapped(text, width))].join('\n')}\n`;
  if (saysStoryAll(container, options)) return story;
  const span = { fromSeconds: pod.createdAtSeconds, untilSeconds: endOfPod(run, pod) };
  const bar = timeline(container, span, { width: Math.min(width, WIDEST_TIMELINE), style });
  return `${story}\n${restartTable(container, pod, options)}\n${bar}`;
}

function namesText({ first, names }: AlikePods): string {
  if (names.length === 1) return `pod ${first.name}`;
  const shown = names.slice(0, MOST_NAMES).join(', ');
  const more = names.length - MOST_NAMES;
  return `${counted(names.length, 'pod')} alike (${shown}${more > 0 ? `, and ${more} more` : ''})`;
}

/** It never started, or started once: nothing to list. */
function saysStoryAll({ attempts, waiting }: RunContainer, { rows }: RunTextOptions): boolean {
  return attempts.length === 0 || (rows === 'some' && attempts.length === 1 && waiting === null);
}

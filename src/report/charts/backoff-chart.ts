import type { Run, RunAttempt } from '../../analysis/run.js';
import type { Why } from '../../trace/vocabulary.js';
import { whyText } from '../why-text.js';
import { counted, duration } from '../words.js';
import { alike, alikeName, containersOf } from './containers.js';
import { type ChartHead, type ChartTerms, termsText } from './head.js';

/** The backoff in force at every exit, and how long the wait really was. */
export interface BackoffChart {
  readonly kind: 'backoff';
  readonly head: ChartHead;
  readonly panels: readonly BackoffPanel[];
}

export interface BackoffPanel {
  readonly name: string;
  readonly waits: readonly Wait[];
}

/** The wait before one restart. */
export interface Wait {
  readonly restart: number;
  readonly backoffMs: number;
  /** Undefined while it lasts. */
  readonly delayMs: number | undefined;
  readonly sort: WaitSort;
  readonly text: string;
}

/** Why a wait was as long as it was, as coarsely as signs can tell. */
export type WaitSort = 'waited' | 'free' | 'reset' | 'probe' | 'forgotten' | 'failed' | 'waiting';

const SORTS: Readonly<Record<Why, WaitSort>> = {
  'first-restart-free': 'free',
  'no-backoff': 'free',
  backoff: 'waited',
  'probe-kill-backoff': 'waited',
  'reset-after-long-run': 'reset',
  'entry-collected': 'reset',
  'probe-kill-free': 'probe',
  'fresh-key': 'forgotten',
  'kubelet-restarted': 'forgotten',
  'all-containers-restarted': 'forgotten',
  'record-removed': 'forgotten',
  'start-failed': 'failed',
};

const MOST_PANELS = 4;
const MOST_WAITS = 60;

/** Makes the picture of steps and waits; containers that waited alike share one. */
export function backoffChart(run: Run, terms: ChartTerms): BackoffChart {
  const all = containersOf(run)
    .map(({ name, container }) => ({ name, waits: container.attempts.flatMap(waitAfter) }))
    .filter(({ waits }) => waits.length > 0);
  const groups = alike(all, ({ waits }) => waits.map(({ delayMs, backoffMs }) => `${backoffMs}/${delayMs}`).join());
  const shown = groups.toSorted((a, b) => b.item.waits.length - a.item.waits.length).slice(0, MOST_PANELS);
  const hidden = groups.slice(MOST_PANELS).length;
  const longest = Math.max(0, ...shown.map(({ item }) => item.waits.length));
  const notes = [
    ...(all.length === 0 ? ['No container waited to be started again.'] : []),
    ...(hidden > 0 ? [`Left out: ${counted(hidden, 'container')} with as many restarts or fewer.`] : []),
    ...(longest > MOST_WAITS ? [`Only the first ${MOST_WAITS} waits are drawn, of ${longest}.`] : []),
  ];
  const { scenario, durationMs } = terms;
  const title = `${scenario}: the backoff at each exit, and how long the wait was`;
  const subtitle = `${termsText(terms)} · ${duration(durationMs / 1_000)}`;
  return {
    kind: 'backoff',
    head: { title, subtitle, notes },
    panels: shown.map(({ item, count }) => ({
      name: alikeName(item.name, count),
      waits: item.waits.slice(0, MOST_WAITS),
    })),
  };
}

function waitAfter(attempt: RunAttempt): readonly Wait[] {
  const { finishedAtSeconds, delaySeconds, backoffSeconds, why } = attempt;
  if (finishedAtSeconds === null || backoffSeconds === null) return [];
  const restart = attempt.attempt + 1;
  const waited = delaySeconds === null ? 'still waiting at the end' : `waited ${duration(delaySeconds)}`;
  const reason = whyText(attempt);
  return [
    {
      restart,
      backoffMs: Math.round(backoffSeconds * 1_000),
      delayMs: delaySeconds === null ? undefined : Math.round(delaySeconds * 1_000),
      sort: delaySeconds === null || why === null ? 'waiting' : SORTS[why],
      text: `restart ${restart}: ${waited}${reason === undefined ? '' : `\n${reason}`}`,
    },
  ];
}

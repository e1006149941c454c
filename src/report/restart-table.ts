import type { RunAttempt, RunContainer, RunPod } from '../analysis/run.js';
import { type FittedColumn, fittedTable } from './fitted-table.js';
import { endedBy } from './pod-end.js';
import { interestingRows, type ShownRow } from './restart-rows.js';
import type { Style, Tone } from './style.js';
import { whyText } from './why-text.js';
import { about, counted, duration } from './words.js';

const full = (value: number | null): string => (value === null ? '-' : duration(value));

const rough = (value: number | null): string => (value === null ? '-' : about(value));

const time = (of: (row: RunAttempt) => number | null): Pick<FittedColumn<RunAttempt>, 'align' | 'cell' | 'short'> => ({
  align: 'right',
  cell: (row) => full(of(row)),
  short: (row) => rough(of(row)),
});

const COLUMNS: readonly FittedColumn<RunAttempt>[] = [
  { title: 'RESTART', align: 'right', cell: ({ attempt }) => (attempt === 0 ? 'start' : String(attempt)) },
  { title: 'STARTED', ...time(({ startedAtSeconds }) => startedAtSeconds) },
  { title: 'RAN', rank: 2, ...time(ranSeconds) },
  {
    title: 'EXIT',
    rank: 3,
    cell: ({ exitCode, reason }) => (exitCode === null ? '-' : `${exitCode} ${reason ?? ''}`.trimEnd()),
    short: ({ exitCode }) => (exitCode === null ? '-' : String(exitCode)),
    tone: toneOfExit,
  },
  {
    title: 'BACKOFF',
    rank: 1,
    align: 'right',
    cell: ({ backoffSeconds }) => (backoffSeconds ? duration(backoffSeconds) : '-'),
  },
  { title: 'DELAY', ...time(({ delaySeconds }) => delaySeconds), tone: () => 'waiting' },
];

export interface RestartTableOptions {
  readonly rows: 'all' | 'some';
  readonly width: number;
  readonly style: Style;
}

/** How long an attempt ran, in seconds to the millisecond; null while it runs. */
export function ranSeconds({ startedAtSeconds, finishedAtSeconds }: RunAttempt): number | null {
  return finishedAtSeconds === null ? null : Math.round((finishedAtSeconds - startedAtSeconds) * 1000) / 1000;
}

function toneOfExit({ exitCode }: RunAttempt): Tone | undefined {
  if (exitCode === null) return undefined;
  return exitCode === 0 ? 'good' : 'bad';
}

/**
 * One row per instance: when it started, how it ended, and the wait that followed with its reason. Of a long history the
 * rows that tell something are shown, and how many are left out.
 */
export function restartTable(container: RunContainer, pod: RunPod, options: RestartTableOptions): string {
  const { attempts } = container;
  const { style, width } = options;
  const shown = options.rows === 'all' ? attempts.map(asShown) : interestingRows(attempts);
  const rows = shown.flatMap((each) => (each.kind === 'row' ? [each.row] : []));
  const beside = {
    title: 'WHY',
    text: (row: RunAttempt) => whyText(row) ?? openEnd(row, container, pod),
    isTelling: ({ why }: RunAttempt) => why !== 'backoff' && why !== 'no-backoff',
  };
  const table = fittedTable({ columns: COLUMNS, beside, width, style }, rows);
  const lines = table.rows[Symbol.iterator]();
  const told = shown.map((each) => {
    return each.kind === 'row' ? (lines.next().value ?? '') : style(`      …   ${each.text}`, 'detail');
  });
  const note = rows.length < attempts.length ? [style('      -o wide shows every row', 'detail')] : [];
  return [table.head, ...told, ...note, ''].join('\n');
}

const asShown = (row: RunAttempt): ShownRow => ({ kind: 'row', row });

/** What is to be said of the newest instance, whose wait has not ended. */
function openEnd(attempt: RunAttempt, container: RunContainer, pod: RunPod): string {
  const { finishedAtSeconds, exitCode, failedStarts } = attempt;
  if (finishedAtSeconds === null) return 'still running at the end';
  if (endedBy(pod) === 'itself') return 'is not started again: the pod has ended';
  if (pod.terminatingAtSeconds !== null) return 'is not started again: the pod was deleted';
  const { waiting, type } = container;
  if (waiting === null && type === 'init' && exitCode === 0) return 'has succeeded';
  if (waiting === null) return 'is not started again: so says its restart policy';
  if (failedStarts > 0) return `${counted(failedStarts, 'start')} failed since`;
  const over = waiting.nextTrySeconds;
  if (over === null) return 'no start has followed by the end';
  return `still waiting; the backoff ends at ${duration(over)}`;
}

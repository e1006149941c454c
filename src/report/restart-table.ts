import type { RunAttempt, RunContainer, RunPod } from '../analysis/run.js';
import { type Column, renderTable } from './table.js';
import { whyText } from './why-text.js';
import { counted, duration, wrapped } from './words.js';

const FIRST_ROWS = 10;
const LAST_ROWS = 2;
/** A terminal narrower than this has no room for reasons beside the numbers. */
const NARROW = 80;
const REASON_INDENT = '      ';

const seconds = (value: number | null): string => (value === null ? '-' : duration(value));

const NUMBERS: readonly Column<RunAttempt>[] = [
  { title: 'RESTART', align: 'right', cell: ({ attempt }) => (attempt === 0 ? 'start' : String(attempt)) },
  { title: 'STARTED', align: 'right', cell: ({ startedAtSeconds }) => duration(startedAtSeconds) },
  { title: 'RAN', align: 'right', cell: (row) => seconds(ranSeconds(row)) },
  { title: 'EXIT', cell: ({ exitCode, reason }) => (exitCode === null ? '-' : `${exitCode} ${reason ?? ''}`) },
  {
    title: 'BACKOFF',
    align: 'right',
    cell: ({ backoffSeconds }) => (backoffSeconds ? duration(backoffSeconds) : '-'),
  },
  { title: 'DELAY', align: 'right', cell: ({ delaySeconds }) => seconds(delaySeconds) },
];

export interface RestartTableOptions {
  readonly rows: 'all' | 'some';
  readonly width: number;
}

export function ranSeconds({ startedAtSeconds, finishedAtSeconds }: RunAttempt): number | null {
  return finishedAtSeconds === null ? null : Math.round((finishedAtSeconds - startedAtSeconds) * 1000) / 1000;
}

/**
 * One row per instance: when it started, how it ended, and the wait that followed with its reason. A long history
 * keeps its first and last rows and says how many are left out.
 */
export function restartTable(container: RunContainer, pod: RunPod, options: RestartTableOptions): string {
  const { attempts } = container;
  const hidden = attempts.length - FIRST_ROWS - LAST_ROWS;
  const showsAll = options.rows === 'all' || hidden <= 1;
  const shown = showsAll ? attempts : [...attempts.slice(0, FIRST_ROWS), ...attempts.slice(-LAST_ROWS)];
  const reason = (row: RunAttempt): string => whyText(row) ?? openEnd(row, container, pod);
  const lines = options.width < NARROW ? narrowLines(shown, reason, options.width) : wideLines(shown, reason);
  const [head = '', ...body] = lines;
  if (showsAll) return [head, ...body, ''].join('\n');
  const note = `      …   ${counted(hidden, 'row')} left out; -o wide shows all`;
  return [head, ...body.slice(0, FIRST_ROWS), note, ...body.slice(FIRST_ROWS), ''].join('\n');
}

function wideLines(rows: readonly RunAttempt[], reason: (row: RunAttempt) => string): readonly string[] {
  return renderTable([...NUMBERS, { title: 'WHY', cell: reason }], rows)
    .trimEnd()
    .split('\n');
}

/** Under each row its reason, unless the numbers say it all. */
function narrowLines(
  rows: readonly RunAttempt[],
  reason: (row: RunAttempt) => string,
  width: number,
): readonly string[] {
  const lines = renderTable(NUMBERS, rows, '  ').trimEnd().split('\n');
  return lines.map((line, at) => {
    const row = rows[at - 1];
    if (row === undefined || row.why === 'backoff') return line;
    const below = wrapped(reason(row), width - REASON_INDENT.length).map((text) => REASON_INDENT + text);
    return [line, ...below].join('\n');
  });
}

/** What is to be said of the newest instance, whose wait has not ended. */
function openEnd(attempt: RunAttempt, container: RunContainer, pod: RunPod): string {
  const { finishedAtSeconds, exitCode, failedStarts } = attempt;
  if (finishedAtSeconds === null) return 'still running at the end';
  if (pod.endedAtSeconds !== null) return 'is not started again: the pod has ended';
  if (pod.terminatingAtSeconds !== null) return 'is not started again: the pod was deleted';
  const { waiting, type } = container;
  if (waiting === null && type === 'init' && exitCode === 0) return 'has succeeded';
  if (waiting === null) return 'is not started again: so says its restart policy';
  if (failedStarts > 0) return `${counted(failedStarts, 'start')} failed since`;
  const over = waiting.nextTrySeconds;
  if (over === null) return 'no start has followed by the end';
  return `waits at the end; the backoff is over at ${duration(over)}`;
}

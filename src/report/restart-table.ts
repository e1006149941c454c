import type { RunAttempt, RunContainer } from '../analysis/run.js';
import { type Column, renderTable } from './table.js';
import { whyText } from './why-text.js';
import { counted, duration } from './words.js';

const FIRST_ROWS = 10;
const LAST_ROWS = 2;

/** What is to be said of the newest instance, whose wait has not ended. */
function openEnd({ finishedAtSeconds, backoffSeconds }: RunAttempt): string {
  if (finishedAtSeconds === null) return 'still running at the end';
  if (backoffSeconds === null) return 'is not started again';
  return `waits at the end; due at ${duration(finishedAtSeconds + backoffSeconds)} at the latest`;
}

const seconds = (value: number | null): string => (value === null ? '-' : duration(value));

const COLUMNS: readonly Column<RunAttempt>[] = [
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
  { title: 'WHY', cell: (row) => whyText(row) ?? openEnd(row) },
];

export function ranSeconds({ startedAtSeconds, finishedAtSeconds }: RunAttempt): number | null {
  return finishedAtSeconds === null ? null : Math.round((finishedAtSeconds - startedAtSeconds) * 1000) / 1000;
}

/**
 * One row per instance: when it started, how it ended, and the wait that followed with its reason. A long history
 * keeps its first and last rows and says how many are left out.
 */
export function restartTable({ attempts }: RunContainer, rows: 'all' | 'some'): string {
  const hidden = attempts.length - FIRST_ROWS - LAST_ROWS;
  if (rows === 'all' || hidden <= 1) return renderTable(COLUMNS, attempts);
  const shown = [...attempts.slice(0, FIRST_ROWS), ...attempts.slice(-LAST_ROWS)];
  const lines = renderTable(COLUMNS, shown).split('\n');
  const note = `      …   ${counted(hidden, 'row')} left out; -o wide shows all`;
  return [...lines.slice(0, FIRST_ROWS + 1), note, ...lines.slice(FIRST_ROWS + 1)].join('\n');
}

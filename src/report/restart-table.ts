import type { RunAttempt, RunContainer, RunPod } from '../analysis/run.js';
import { type Column, renderTable } from './table.js';
import { whyText } from './why-text.js';
import { counted, duration } from './words.js';

const FIRST_ROWS = 10;
const LAST_ROWS = 2;

/** What is to be said of the newest instance, whose wait has not ended. */
function openEnd({ finishedAtSeconds, backoffSeconds }: RunAttempt, phase: RunPod['phase']): string {
  if (finishedAtSeconds === null) return 'still running at the end';
  if (phase === 'Succeeded' || phase === 'Failed') return 'is not started again: the pod has ended';
  if (backoffSeconds === null) return 'no start has followed by the end';
  return `waits at the end; the backoff is over at ${duration(finishedAtSeconds + backoffSeconds)}`;
}

const seconds = (value: number | null): string => (value === null ? '-' : duration(value));

const columns = (phase: RunPod['phase']): readonly Column<RunAttempt>[] => [
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
  { title: 'WHY', cell: (row) => whyText(row) ?? openEnd(row, phase) },
];

export function ranSeconds({ startedAtSeconds, finishedAtSeconds }: RunAttempt): number | null {
  return finishedAtSeconds === null ? null : Math.round((finishedAtSeconds - startedAtSeconds) * 1000) / 1000;
}

/**
 * One row per instance: when it started, how it ended, and the wait that followed with its reason. A long history
 * keeps its first and last rows and says how many are left out.
 */
export function restartTable({ attempts }: RunContainer, phase: RunPod['phase'], rows: 'all' | 'some'): string {
  const hidden = attempts.length - FIRST_ROWS - LAST_ROWS;
  if (rows === 'all' || hidden <= 1) return renderTable(columns(phase), attempts);
  const shown = [...attempts.slice(0, FIRST_ROWS), ...attempts.slice(-LAST_ROWS)];
  const lines = renderTable(columns(phase), shown).split('\n');
  const note = `      …   ${counted(hidden, 'row')} left out; -o wide shows all`;
  return [...lines.slice(0, FIRST_ROWS + 1), note, ...lines.slice(FIRST_ROWS + 1)].join('\n');
}

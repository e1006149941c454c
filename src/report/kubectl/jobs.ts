import type { Job } from 'kubernetes-types/batch/v1.js';
import { jobStatus } from '../../analysis/workloads-at.js';
import { humanDuration } from '../../time/human-duration.js';
import { parseTimestamp } from '../../time/timestamp.js';
import { ageText } from '../describe/times.js';
import { containersCells, selectorCell } from './cell-texts.js';
import { columns, type KindTable } from './kind-table.js';

/** @source pkg/printers/internalversion/printers.go printJob */
export const JOB_TABLE: KindTable<Job> = {
  columns: columns(['Name', 'Status', 'Completions', 'Duration', 'Age'], ['Containers', 'Images', 'Selector']),
  cells: (job, nowMs) => {
    const { metadata, spec } = job;
    return [
      metadata?.name ?? '',
      statusText(job),
      completionsText(job),
      durationText(job, nowMs),
      ageText(metadata?.creationTimestamp, nowMs),
      ...containersCells(spec?.template.spec?.containers),
      selectorCell(spec?.selector),
    ];
  },
};

function statusText({ metadata, status }: Job): string {
  const text = jobStatus({ conditions: status?.conditions ?? [] });
  const isOver = text === 'Complete' || text === 'Failed';
  return !isOver && metadata?.deletionTimestamp ? 'Terminating' : text;
}

function completionsText({ spec, status }: Job): string {
  const succeeded = status?.succeeded ?? 0;
  const { completions, parallelism = 0 } = spec ?? {};
  if (completions !== undefined && completions !== null) return `${succeeded}/${completions}`;
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
}

function durationText({ status }: Job, nowMs: number): string {
  const fromMs = parseTimestamp(status?.startTime ?? '');
  if (fromMs === undefined) return '';
  return humanDuration((parseTimestamp(status?.completionTime ?? '') ?? nowMs) - fromMs);
}

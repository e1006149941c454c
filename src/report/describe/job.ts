import type { Job, JobSpec } from 'kubernetes-types/batch/v1.js';
import type { Event } from 'kubernetes-types/core/v1.js';
import { humanDuration } from '../../time/human-duration.js';
import { parseTimestamp } from '../../time/timestamp.js';
import { pageWithEvents } from './events.js';
import { annotationLines, labelLines, selectorText } from './labels.js';
import { controllerText } from './owner.js';
import { field, type Line, NONE, optional, UNSET } from './page.js';
import { templateLines } from './pod-template.js';
import { timeText } from './times.js';

/** A longer list of indexes is cut behind the first of them that ends here or later. */
const LONGEST_INDEXES = 50;

/** What `kubectl describe job` prints; see {@link describePod} for events and the time. */
export function describeJob(job: Job, events: readonly Event[] | undefined, nowMs: number): string {
  const { metadata, spec } = job;
  return pageWithEvents(
    [
      field(0, 'Name', metadata?.name ?? ''),
      field(0, 'Namespace', metadata?.namespace ?? ''),
      field(0, 'Selector', selectorText(spec?.selector)),
      ...labelLines('Labels', metadata?.labels),
      ...annotationLines('Annotations', metadata?.annotations),
      ...optional(0, 'Controlled By', controllerText(metadata)),
      ...(spec === undefined ? [] : specLines(spec)),
      ...progressLines(job),
      ...templateLines(spec?.template ?? {}),
    ],
    events,
    nowMs,
  );
}

function specLines(spec: JobSpec): readonly Line[] {
  const { parallelism, completions, completionMode, suspend, backoffLimit, ttlSecondsAfterFinished } = spec;
  return [
    ...optional(0, 'Parallelism', parallelism),
    field(0, 'Completions', completions ?? UNSET),
    ...optional(0, 'Completion Mode', completionMode),
    ...optional(0, 'Suspend', suspend),
    ...optional(0, 'Backoff Limit', backoffLimit),
    ...optional(0, 'TTL Seconds After Finished', ttlSecondsAfterFinished),
  ];
}

function progressLines({ spec, status }: Job): readonly Line[] {
  const {
    startTime,
    completionTime,
    active = 0,
    ready,
    succeeded = 0,
    failed = 0,
    completedIndexes = '',
  } = status ?? {};
  const [fromMs, untilMs] = [parseTimestamp(startTime ?? ''), parseTimestamp(completionTime ?? '')];
  const deadline = spec?.activeDeadlineSeconds;
  const isReady = ready === undefined ? '' : ` (${ready} Ready)`;
  return [
    ...(fromMs === undefined ? [] : [field(0, 'Start Time', timeText(startTime))]),
    ...(untilMs === undefined ? [] : [field(0, 'Completed At', timeText(completionTime))]),
    ...(fromMs === undefined || untilMs === undefined ? [] : [field(0, 'Duration', humanDuration(untilMs - fromMs))]),
    ...optional(0, 'Active Deadline Seconds', deadline === undefined ? undefined : `${deadline}s`),
    field(0, 'Pods Statuses', `${active} Active${isReady} / ${succeeded} Succeeded / ${failed} Failed`),
    ...(spec?.completionMode === 'Indexed' ? [field(0, 'Completed Indexes', indexesText(completedIndexes))] : []),
  ];
}

function indexesText(indexes: string): string {
  if (indexes === '') return NONE;
  const comma = indexes.indexOf(',', LONGEST_INDEXES);
  return comma === -1 ? indexes : `${indexes.slice(0, comma + 1)}...`;
}

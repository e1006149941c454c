import type { CronJob, JobTemplateSpec } from 'kubernetes-types/batch/v1.js';
import type { Event } from 'kubernetes-types/core/v1.js';
import { pageWithEvents } from './events.js';
import { annotationLines, labelLines, selectorText } from './labels.js';
import { field, type Line, NONE, optional, trueOrFalse, UNSET } from './page.js';
import { templateLines } from './pod-template.js';
import { timeText } from './times.js';

/** What `kubectl describe cronjob` prints; see {@link describePod} for events and the time. */
export function describeCronJob(
  { metadata, spec, status }: CronJob,
  events: readonly Event[] | undefined,
  nowMs: number,
): string {
  const { suspend, timeZone, startingDeadlineSeconds: deadline } = spec ?? {};
  const last = status?.lastScheduleTime;
  const active = (status?.active ?? []).map(({ name = '' }) => name).join(', ');
  return pageWithEvents(
    [
      field(0, 'Name', metadata?.name ?? ''),
      field(0, 'Namespace', metadata?.namespace ?? ''),
      ...labelLines('Labels', metadata?.labels),
      ...annotationLines('Annotations', metadata?.annotations),
      field(0, 'Schedule', spec?.schedule ?? ''),
      field(0, 'Concurrency Policy', spec?.concurrencyPolicy ?? ''),
      field(0, 'Suspend', suspend === undefined ? UNSET : trueOrFalse(suspend)),
      field(0, 'Time Zone', timeZone ?? UNSET),
      field(0, 'Successful Job History Limit', spec?.successfulJobsHistoryLimit ?? UNSET),
      field(0, 'Failed Job History Limit', spec?.failedJobsHistoryLimit ?? UNSET),
      field(0, 'Starting Deadline Seconds', deadline === undefined ? UNSET : `${deadline}s`),
      ...(spec === undefined ? [] : jobTemplateLines(spec.jobTemplate)),
      field(0, 'Last Schedule Time', last === undefined ? UNSET : timeText(last)),
      field(0, 'Active Jobs', active === '' ? NONE : active),
    ],
    events,
    nowMs,
  );
}

function jobTemplateLines({ spec }: JobTemplateSpec): readonly Line[] {
  const deadline = spec?.activeDeadlineSeconds;
  return [
    field(0, 'Selector', spec?.selector === undefined ? UNSET : selectorText(spec.selector)),
    field(0, 'Parallelism', spec?.parallelism ?? UNSET),
    field(0, 'Completions', spec?.completions ?? UNSET),
    ...optional(0, 'Active Deadline Seconds', deadline === undefined ? undefined : `${deadline}s`),
    ...templateLines(spec?.template ?? {}),
  ];
}

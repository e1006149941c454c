import type { CronJob } from 'kubernetes-types/batch/v1.js';
import { NONE } from '../describe/page.js';
import { ageText } from '../describe/times.js';
import { containersCells, selectorCell } from './cell-texts.js';
import { columns, type KindTable } from './kind-table.js';

/** @source pkg/printers/internalversion/printers.go printCronJob */
export const CRON_JOB_TABLE: KindTable<CronJob> = {
  columns: columns(
    ['Name', 'Schedule', 'Timezone', ['Suspend', 'boolean'], ['Active', 'integer'], 'Last Schedule', 'Age'],
    ['Containers', 'Images', 'Selector'],
  ),
  cells: ({ metadata, spec, status }, nowMs) => [
    metadata?.name ?? '',
    spec?.schedule ?? '',
    spec?.timeZone ?? NONE,
    spec?.suspend === undefined ? '<unset>' : spec.suspend ? 'True' : 'False',
    status?.active?.length ?? 0,
    status?.lastScheduleTime === undefined ? NONE : ageText(status.lastScheduleTime, nowMs),
    ageText(metadata?.creationTimestamp, nowMs),
    ...containersCells(spec?.jobTemplate.spec?.template.spec?.containers),
    selectorCell(spec?.jobTemplate.spec?.selector),
  ],
};

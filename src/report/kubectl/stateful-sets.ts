import type { StatefulSet } from 'kubernetes-types/apps/v1.js';
import { ageText } from '../describe/times.js';
import { containersCells } from './cell-texts.js';
import { columns, type KindTable } from './kind-table.js';

/** @source pkg/printers/internalversion/printers.go printStatefulSet */
export const STATEFUL_SET_TABLE: KindTable<StatefulSet> = {
  columns: columns(['Name', 'Ready', 'Age'], ['Containers', 'Images']),
  cells: ({ metadata, spec, status }, nowMs) => [
    metadata?.name ?? '',
    `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 0}`,
    ageText(metadata?.creationTimestamp, nowMs),
    ...containersCells(spec?.template.spec?.containers),
  ],
};

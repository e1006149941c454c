import type { Deployment } from 'kubernetes-types/apps/v1.js';
import { ageText } from '../describe/times.js';
import { containersCells, selectorCell } from './cell-texts.js';
import { columns, type KindTable } from './kind-table.js';

/** @source pkg/printers/internalversion/printers.go printDeployment */
export const DEPLOYMENT_TABLE: KindTable<Deployment> = {
  columns: columns(
    ['Name', 'Ready', ['Up-to-date', 'integer'], ['Available', 'integer'], 'Age'],
    ['Containers', 'Images', 'Selector'],
  ),
  cells: ({ metadata, spec, status }, nowMs) => [
    metadata?.name ?? '',
    `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 0}`,
    status?.updatedReplicas ?? 0,
    status?.availableReplicas ?? 0,
    ageText(metadata?.creationTimestamp, nowMs),
    ...containersCells(spec?.template.spec?.containers),
    selectorCell(spec?.selector),
  ],
};

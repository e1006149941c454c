import type { ReplicaSet } from 'kubernetes-types/apps/v1.js';
import { ageText } from '../describe/times.js';
import { containersCells, selectorCell } from './cell-texts.js';
import { columns, type KindTable } from './kind-table.js';

/** @source pkg/printers/internalversion/printers.go printReplicaSet */
export const REPLICA_SET_TABLE: KindTable<ReplicaSet> = {
  columns: columns(
    ['Name', ['Desired', 'integer'], ['Current', 'integer'], ['Ready', 'integer'], 'Age'],
    ['Containers', 'Images', 'Selector'],
  ),
  cells: ({ metadata, spec, status }, nowMs) => [
    metadata?.name ?? '',
    spec?.replicas ?? 0,
    status?.replicas ?? 0,
    status?.readyReplicas ?? 0,
    ageText(metadata?.creationTimestamp, nowMs),
    ...containersCells(spec?.template?.spec?.containers),
    selectorCell(spec?.selector),
  ],
};

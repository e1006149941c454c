import type { Namespace } from 'kubernetes-types/core/v1.js';
import { ageText } from '../describe/times.js';
import { columns, type KindTable } from './kind-table.js';

export const NAMESPACE_TABLE: KindTable<Namespace> = {
  columns: columns(['Name', 'Status', 'Age']),
  cells: ({ metadata, status }, nowMs) => [
    metadata?.name ?? '',
    status?.phase ?? '',
    ageText(metadata?.creationTimestamp, nowMs),
  ],
};

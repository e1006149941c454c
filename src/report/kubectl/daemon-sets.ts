import type { DaemonSet } from 'kubernetes-types/apps/v1.js';
import { labelText } from '../describe/labels.js';
import { ageText } from '../describe/times.js';
import { containersCells, selectorCell } from './cell-texts.js';
import { columns, type KindTable } from './kind-table.js';

const COUNTS = ['Desired', 'Current', 'Ready', 'Up-to-date', 'Available'] as const;

/** @source pkg/printers/internalversion/printers.go printDaemonSet */
export const DAEMON_SET_TABLE: KindTable<DaemonSet> = {
  columns: columns(
    ['Name', ...COUNTS.map((name) => [name, 'integer'] as const), 'Node Selector', 'Age'],
    ['Containers', 'Images', 'Selector'],
  ),
  cells: ({ metadata, spec, status }, nowMs) => [
    metadata?.name ?? '',
    status?.desiredNumberScheduled ?? 0,
    status?.currentNumberScheduled ?? 0,
    status?.numberReady ?? 0,
    status?.updatedNumberScheduled ?? 0,
    status?.numberAvailable ?? 0,
    labelText(spec?.template.spec?.nodeSelector),
    ageText(metadata?.creationTimestamp, nowMs),
    ...containersCells(spec?.template.spec?.containers),
    selectorCell(spec?.selector),
  ],
};

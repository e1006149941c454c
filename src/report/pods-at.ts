import type { PodAt } from '../analysis/cluster-state.js';
import { ageCell, readyCell, restartsCell } from './pod-cells.js';
import { type Column, renderTable } from './table.js';

const columns = (nowMs: number): readonly Column<PodAt>[] => [
  { title: 'NAME', cell: ({ name }) => name },
  { title: 'READY', cell: ({ row }) => readyCell(row) },
  { title: 'STATUS', cell: ({ row }) => row.status },
  { title: 'RESTARTS', cell: ({ row }) => restartsCell(row, nowMs) },
  { title: 'AGE', cell: ({ createdAtMs }) => ageCell(createdAtMs, nowMs) },
];

/** The pods that exist at an instant, as kubectl lists them. */
export function podsAtText(pods: readonly (PodAt | undefined)[], nowMs: number): string {
  const existing = pods.filter((pod): pod is PodAt => pod !== undefined && pod.deletedAtMs === undefined);
  if (existing.length === 0) return 'no pods at this time\n';
  const byName = existing.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return renderTable(columns(nowMs), byName);
}

import type { PodAt } from '../analysis/cluster-state.js';
import { type Column, renderTable } from './table.js';

const COLUMNS: readonly Column<PodAt>[] = [
  { title: 'NAME', cell: ({ name }) => name },
  { title: 'READY', cell: ({ row }) => `${row.ready}/${row.total}` },
  { title: 'STATUS', cell: ({ row }) => row.status },
  { title: 'RESTARTS', cell: ({ row }) => String(row.restarts) },
];

/** The pods that exist at an instant, as a table. */
export function podsAtText(pods: readonly (PodAt | undefined)[]): string {
  const existing = pods.filter((pod): pod is PodAt => pod !== undefined && pod.deletedAtMs === undefined);
  return existing.length === 0 ? 'no pods at this time\n' : renderTable(COLUMNS, existing);
}

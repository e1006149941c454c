import type { PodAt } from '../analysis/cluster-state.js';
import { ageCell, readyCell, restartsCell } from './pod-cells.js';
import { type Column, renderTable } from './table.js';

const NAMESPACE: Column<PodAt> = { title: 'NAMESPACE', cell: ({ identity }) => identity.namespace };

const columns = (nowMs: number): readonly Column<PodAt>[] => [
  { title: 'NAME', cell: ({ name }) => name },
  { title: 'READY', cell: ({ row }) => readyCell(row) },
  { title: 'STATUS', cell: ({ row }) => row.status },
  { title: 'RESTARTS', cell: ({ row }) => restartsCell(row, nowMs) },
  { title: 'AGE', cell: ({ createdAtMs }) => ageCell(createdAtMs, nowMs) },
];

/** The pods that exist at an instant, as kubectl lists them; with their namespaces where there are several. */
export function podsAtText(pods: readonly (PodAt | undefined)[], nowMs: number): string {
  const existing = pods.filter((pod): pod is PodAt => pod !== undefined && pod.deletedAtMs === undefined);
  if (existing.length === 0) return 'no pods at this time\n';
  const several = new Set(existing.map(({ identity }) => identity.namespace)).size > 1;
  return renderTable([...(several ? [NAMESPACE] : []), ...columns(nowMs)], existing.toSorted(byName));
}

function byName({ identity: a }: PodAt, { identity: b }: PodAt): number {
  if (a.namespace !== b.namespace) return a.namespace < b.namespace ? -1 : 1;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

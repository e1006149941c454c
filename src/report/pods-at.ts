import type { PodAt } from '../analysis/cluster-state.js';
import { type Column, renderTable } from './table.js';

const COLUMNS: readonly Column<PodAt>[] = [
  { title: 'NAME', cell: ({ name }) => name },
  {
    title: 'READY',
    cell: ({ containers }) => `${containers.filter(({ state }) => state === 'running').length}/${containers.length}`,
  },
  { title: 'STATUS', cell: ({ status }) => status },
  {
    title: 'RESTARTS',
    cell: ({ containers }) => String(containers.reduce((sum, { restartCount }) => sum + restartCount, 0)),
  },
];

/** The pods that exist at an instant, as a table. */
export function podsAtText(pods: readonly (PodAt | undefined)[]): string {
  const existing = pods.filter((pod): pod is PodAt => pod !== undefined && pod.deletedAtMs === undefined);
  return existing.length === 0 ? 'no pods at this time\n' : renderTable(COLUMNS, existing);
}

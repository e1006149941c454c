import type { Pod } from 'kubernetes-types/core/v1.js';
import type { ServerVersion } from '../analysis/pod-row.js';
import { podTable } from './kubectl/pods.js';
import { PLAIN, TablePrinter } from './kubectl/print-table.js';

/** The pods that exist at an instant, as kubectl lists them; with their namespaces where there are several. */
export function podsAtText(pods: readonly Pod[], nowMs: number, version: ServerVersion): string {
  if (pods.length === 0) return 'no pods at this time\n';
  const namespaces = new Set(pods.map(({ metadata }) => metadata?.namespace)).size > 1;
  return new TablePrinter(podTable(version), { ...PLAIN, namespaces }).print(pods, nowMs);
}

import type { ServerVersion } from '../../analysis/pod-row.js';
import type { ApiObject } from './api-object.js';
import type { Cell } from './kind-table.js';
import { KINDS } from './kinds.js';

/**
 * The cells of `kubectl get -o wide` for an object of any kind this knows, by their columns: `upToDate`, `clusterIp` …;
 * undefined for another kind.
 *
 * @param nowMs since 1970
 * @param version of the API server
 * @example
 * objectRow(deployment, Date.parse('2026-01-10T12:00:00Z'))?.ready // '1/3'
 */
export function objectRow(
  object: ApiObject,
  nowMs: number,
  version: ServerVersion = '1.36',
): Readonly<Record<string, Cell>> | undefined {
  const kind = KINDS.find((known) => known.kind === object.kind);
  if (kind === undefined) return undefined;
  const { columns, cells } = kind.table(version);
  const row = cells(object, nowMs);
  return Object.fromEntries(columns.map(({ name }, at) => [keyOf(name), row[at] ?? '']));
}

/** `Up-to-date` is upToDate, `Cluster-IP` clusterIp, `Port(s)` ports. */
function keyOf(column: string): string {
  const [first = '', ...others] = column.toLowerCase().replace(/[()]/g, '').split(/[ -]/);
  return first + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

import { namedUuid } from '../engine/stream.js';
import type { WorkloadKind } from '../trace/workload.js';

/** The uid of a controller's object, a Service or a node: the same name and seed always give the same one. */
export function workloadUid(nameSeed: number, kind: WorkloadKind, namespace: string, name: string): string {
  return namedUuid(nameSeed, kind, namespace, name);
}

import type { Plan } from '../cluster/plan.js';
import type { WorkloadKind } from '../trace/workload.js';
import { daemonSetObject, deploymentObject, replicaSetObject, statefulSetObject } from './apps.js';
import { cronJobObject, jobObject } from './batch.js';
import { nodeObject } from './node.js';
import type { ServerState, StoredWorkload } from './server-state.js';
import { serviceObject } from './service.js';

/** What objects are told from at an instant. */
export interface Moment {
  readonly plan: Plan;
  readonly state: ServerState;
  readonly nowMs: number;
}

/** How an object of each kind is told; a pod is told by {@link podObject}. */
export const WORKLOAD_OBJECTS = {
  Deployment: (stored: StoredWorkload, { plan }: Moment) => deploymentObject(plan, stored),
  ReplicaSet: (stored: StoredWorkload, { plan, state }: Moment) => replicaSetObject(plan, stored, state),
  StatefulSet: (stored: StoredWorkload, { plan }: Moment) => statefulSetObject(plan, stored),
  DaemonSet: (stored: StoredWorkload, { plan }: Moment) => daemonSetObject(plan, stored),
  Job: (stored: StoredWorkload, { plan }: Moment) => jobObject(plan, stored),
  CronJob: (stored: StoredWorkload, { plan, state }: Moment) => cronJobObject(plan, stored, state),
  Service: (stored: StoredWorkload, { plan }: Moment) => serviceObject(plan, stored),
  Node: (stored: StoredWorkload, { plan, nowMs }: Moment) => nodeObject(plan, stored, nowMs),
} as const satisfies Readonly<Record<WorkloadKind, (stored: StoredWorkload, moment: Moment) => unknown>>;

/** An object of a kind. */
export type WorkloadObject<Kind extends WorkloadKind> = ReturnType<(typeof WORKLOAD_OBJECTS)[Kind]>;

import type { ServedObject, ServedTemplate } from './served.js';

/** What besides pods has a status that the API shows: controllers' objects, Services and nodes. */
export const WORKLOAD_KINDS = [
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'Service',
  'Node',
] as const;
export type WorkloadKind = (typeof WORKLOAD_KINDS)[number];

/** One such object; every fact about it refers to the same value. */
export interface WorkloadIdentity {
  readonly kind: WorkloadKind;
  /** Empty for nodes. */
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** The controller it belongs to, as `Deployment/web`. */
  readonly owner: string | undefined;
}

/** A status as the API shows it. Written once, never changed. */
export interface WorkloadStatus {
  /**
   * By the API's own names: `replicas`, `readyReplicas`, `failed` … and of the specification what is read along with
   * them: `specReplicas`, `parallelism`, `completions`; `unschedulable` of a node is 1 or 0.
   */
  readonly counts: Readonly<Record<string, number>>;
  /** By the API's own names, what of the status is no number: an Indexed Job's `completedIndexes` and `failedIndexes`. */
  readonly texts?: Readonly<Record<string, string>> | undefined;
  readonly conditions: readonly WorkloadCondition[];
  /** A Service's pods that take traffic, by their number. */
  readonly endpoints: readonly number[];
  /** The object has been deleted. */
  readonly isGone: boolean;
  /** Its specification; undefined where no manifest says it. */
  readonly served?: ServedObject | undefined;
  /** What its pods are made from. */
  readonly template?: ServedTemplate | undefined;
  /** Which of a Deployment's templates this is, counted from 1. */
  readonly revision?: number | undefined;
}

export interface WorkloadCondition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string | null;
  readonly message: string | null;
  /** When `status` last changed. */
  readonly changedAtMs: number;
}

/** One of them as the API shows it at an instant. */
export interface WorkloadAt {
  readonly identity: WorkloadIdentity;
  readonly status: WorkloadStatus;
}

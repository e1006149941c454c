import type { ContainerState, ContainerType, ExitReason, Phase, WaitingReason, Why } from '../trace/vocabulary.js';
import type { WorkloadKind } from '../trace/workload.js';

/**
 * A finished run as other programs read it: the contract of `run -o json`.
 *
 * Times are seconds since the start of the simulation, exact to the millisecond. No key is ever absent; what is unknown
 * or has not happened is null. Pods, containers and workloads are told as they are at the end, or were last shown.
 */
export interface Run {
  readonly apiVersion: 'crashloop.dev/v1alpha1';
  readonly kind: 'Run';
  readonly scenario: string;
  readonly seed: string;
  readonly fidelity: 'documented' | 'exact' | 'realistic';
  readonly kubeletVersion: string;
  readonly durationSeconds: number;
  /** Every pod that ever was, in the order in which they were created. */
  readonly pods: readonly RunPod[];
  /** Controllers' objects, in the order in which they appeared. */
  readonly workloads: readonly RunWorkload[];
  /** Every Event object the API was given, as it was last written, in the order of their first occurrence. */
  readonly events: readonly RunEvent[];
}

export interface RunPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** The controller it belongs to, as `ReplicaSet/web-5d7f`. */
  readonly owner: string | null;
  /** Null while the scheduler has chosen none. */
  readonly node: string | null;
  readonly createdAtSeconds: number;
  /** When its deletion was asked for. */
  readonly terminatingAtSeconds: number | null;
  readonly deletedAtSeconds: number | null;
  readonly phase: Phase;
  /** When it succeeded or failed for good. */
  readonly endedAtSeconds: number | null;
  /** What kubectl prints in the STATUS column. */
  readonly status: string;
  /** The pod's own, such as Evicted. */
  readonly reason: string | null;
  readonly message: string | null;
  readonly ready: boolean;
  readonly conditions: readonly RunCondition[];
  /** Init containers and sidecars first, in the order of the manifest, then the others. */
  readonly containers: readonly RunContainer[];
}

export interface RunCondition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string | null;
  readonly message: string | null;
  /** When its status last changed. */
  readonly sinceSeconds: number;
}

export interface RunContainer {
  readonly name: string;
  readonly type: ContainerType;
  readonly image: string;
  readonly restartCount: number;
  readonly state: ContainerState;
  readonly reason: ExitReason | WaitingReason | null;
  readonly message: string | null;
  readonly ready: boolean;
  /** What it waits for; null while it runs, and when it is not to run any more. */
  readonly waiting: RunWaiting | null;
  readonly attempts: readonly RunAttempt[];
}

/** A container that does not run and is to: what keeps it. */
export interface RunWaiting {
  /** Since its last exit, or since its pod was created. */
  readonly sinceSeconds: number;
  /** Starts since then that came to nothing. */
  readonly failedStarts: number;
  readonly lastTrySeconds: number | null;
  /** The earliest instant at which the next start is tried; null where nobody knows. */
  readonly nextTrySeconds: number | null;
}

/** One instance of a container, and the wait that followed it. */
export interface RunAttempt {
  /** 0 is the first start. */
  readonly attempt: number;
  readonly startedAtSeconds: number;
  readonly finishedAtSeconds: number | null;
  readonly exitCode: number | null;
  readonly reason: ExitReason | null;
  /** Finish to next start. */
  readonly delaySeconds: number | null;
  /** The step in force when the exit was first judged; 0 when there was no entry or it had expired. */
  readonly backoffSeconds: number | null;
  /** Why the next start came when it did; null while it has not come. */
  readonly why: Why | null;
  /** Starts during the wait that came to nothing. */
  readonly failedStarts: number;
}

export interface RunWorkload {
  readonly kind: WorkloadKind;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** The controller it belongs to, as `Deployment/web`. */
  readonly owner: string | null;
  readonly deleted: boolean;
  /** By the API's names: `replicas`, `readyReplicas`, `failed` … */
  readonly counts: Readonly<Record<string, number>>;
  readonly conditions: readonly RunCondition[];
}

export interface RunEvent {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly namespace: string;
  /** Kind and name, such as `pod/web-0`. */
  readonly object: string;
  /** The object's own, which tells it from one of the same name before or after it. */
  readonly uid: string;
  /** The part of the object it is about, such as `spec.containers{app}`. */
  readonly fieldPath: string | null;
  readonly source: string;
  readonly message: string;
  readonly count: number;
  readonly firstSeconds: number;
  readonly lastSeconds: number;
}

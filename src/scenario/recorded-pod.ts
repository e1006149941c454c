/** A pod as a real kubelet was recorded running it. Times are seconds since the pod was added. */
export interface RecordedPod {
  readonly name: string;
  readonly namespace: string;
  /** What the recorder says its processes do, in its own words; keyed by container when there are several. */
  readonly behaviour: Behaviour;
  /** The pod's spec as it was applied, without what placed it on the recorder's node. */
  readonly spec: RecordedSpec;
  /** When watching ended: at the end of the recording, or when the recorder took the pod away. */
  readonly untilSeconds: number;
  /** The first sync of a kubelet process that took over; null when one process ran throughout. */
  readonly kubeletRestartedAt: number | null;
  readonly imageEdit: RecordedImageEdit | null;
  /** By container name, init containers first; empty for a container that never was created. */
  readonly instances: Readonly<Record<string, readonly RecordedInstance[]>>;
  readonly statuses: readonly RecordedStatus[];
  /** When the kubelet began to sync the pod; syncs that terminate it are not among them. */
  readonly syncsAt: readonly number[];
  readonly events: readonly RecordedEvent[];
}

export type Behaviour = Readonly<Record<string, unknown>>;

/** A pod spec, as far as a replay reads it; the rest is passed on. */
export interface RecordedSpec {
  readonly restartPolicy: string;
  readonly containers: readonly RecordedContainerSpec[];
  readonly initContainers?: readonly RecordedContainerSpec[];
  readonly [key: string]: unknown;
}

export interface RecordedContainerSpec {
  readonly name: string;
  readonly image: string;
  readonly [key: string]: unknown;
}

export interface RecordedImageEdit {
  readonly at: number;
  readonly container: string;
  readonly image: string;
}

/** One run of a container. Null where the recording does not say, or it had not happened yet. */
export interface RecordedInstance {
  readonly n: number;
  readonly createdAt: number | null;
  /** Stamped after the runtime's start call returned; null when the runtime could not start it. */
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** When the kubelet saw that it had ended. */
  readonly noticedAt: number | null;
  readonly exitCode: number | null;
  readonly reason: string | null;
  /** From the finish to the next start, or to its creation when the runtime could not start it. */
  readonly delay: number | null;
  /** The step printed by the last refusal before the next start, as Go prints it; null when there was none. */
  readonly backoff: string | null;
}

/** What the API server showed from an instant on. */
export interface RecordedStatus {
  readonly at: number;
  readonly phase: string;
  readonly conditions: Readonly<Record<string, string>>;
  readonly containers: Readonly<Record<string, RecordedState>>;
}

export interface RecordedState {
  readonly state: string;
  readonly reason: string | null;
  readonly message: string | null;
  readonly exitCode: number | null;
  readonly restartCount: number;
  readonly ready: boolean;
  readonly started: boolean;
  readonly lastExitCode: number | null;
  readonly lastReason: string | null;
}

/** An event of the kubelet; `object` is the field path of a container, empty for the pod itself. */
export interface RecordedEvent {
  readonly at: number;
  readonly object: string;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
}

/** The pods of one recorded kubelet, and how it was configured. */
export interface RecordedKubelet {
  readonly run: string;
  readonly version: string;
  readonly crashConfig: { readonly crashLoopBackOff?: { readonly maxContainerRestartPeriod?: string } } | null;
  readonly gates: Readonly<Record<string, boolean>> | null;
  readonly housekeeping: boolean;
  readonly pods: readonly RecordedPod[];
}

/** Stands in messages for `name_namespace(uid)` of the pod they are about. */
export const POD_IN_MESSAGES = '{pod}';

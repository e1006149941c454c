import type { ContainerState, ContainerType, ExitReason, Phase, WaitingReason, Why } from '../trace/vocabulary.js';

/**
 * A finished run as other programs read it: the contract of `run -o json`.
 *
 * Times are seconds since the start of the simulation, exact to the millisecond. No key is ever absent; what is unknown
 * or has not happened is null.
 */
export interface Run {
  readonly apiVersion: 'crashloop.dev/v1alpha1';
  readonly kind: 'Run';
  readonly scenario: string;
  readonly seed: string;
  readonly fidelity: 'documented' | 'exact' | 'realistic';
  readonly kubeletVersion: string;
  readonly durationSeconds: number;
  readonly pods: readonly RunPod[];
  /** Empty until events are simulated. */
  readonly events: readonly RunEvent[];
}

export interface RunPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** Null while the scheduler has chosen none. */
  readonly node: string | null;
  readonly createdAtSeconds: number;
  readonly deletedAtSeconds: number | null;
  readonly phase: Phase;
  /** What kubectl prints in the STATUS column. */
  readonly status: string;
  readonly containers: readonly RunContainer[];
}

export interface RunContainer {
  readonly name: string;
  readonly type: ContainerType;
  readonly restartCount: number;
  readonly state: ContainerState;
  readonly reason: ExitReason | WaitingReason | null;
  readonly attempts: readonly RunAttempt[];
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
}

export interface RunEvent {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly object: string;
  readonly message: string;
  readonly count: number;
  readonly firstSeconds: number;
  readonly lastSeconds: number;
}

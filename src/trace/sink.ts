import type { AttemptLog } from './attempt-log.js';
import type { EventKind } from './event.js';
import type { PodIdentity } from './identity.js';
import type { KubeletFacts } from './kubelet-facts.js';
import type { ConditionType, ContainerState, ExitReason, Phase, WaitingReason, Why } from './vocabulary.js';
import type { WorkloadIdentity, WorkloadStatus } from './workload.js';

/** What happened to containers on their node. Containers are named by their number. */
export interface RuntimeFacts {
  started(container: number, attempt: number, atMs: number): void;
  exited(container: number, attempt: number, atMs: number, exitCode: number, reason: ExitReason): void;
  /** An attempt that has just started has something to say; a sink that does not keep status need not be told. */
  wrote(container: number, attempt: number, atMs: number, log: AttemptLog): void;
  /** A sync refused to start the container; `expiresAtMs` is finish + step. */
  refused(container: number, atMs: number, stepMs: number, expiresAtMs: number): void;
  /** A sync admitted the start that ends the wait; `stepMs` is the step in force when the exit was first judged. */
  admitted(container: number, atMs: number, stepMs: number, why: Why): void;
  /** A start that was let through came to nothing: no instance exists, or not one that runs. @source kubelet-semantics D9 */
  startFailed(container: number, atMs: number, reason: WaitingReason): void;
}

/** What the API was told. Pods and containers are named by their number. */
export interface ApiFacts {
  podCreated(pod: PodIdentity, atMs: number): void;
  /** The scheduler has chosen a node. */
  podBound(pod: number, atMs: number, node: string): void;
  /** Somebody asked for its deletion: kubectl says Terminating from here on. */
  podTerminating(pod: number, atMs: number): void;
  podDeleted(pod: number, atMs: number): void;
  containerPublished(container: number, atMs: number, status: ContainerStatus): void;
  /** Somebody gave a container of a pod that is there another image. */
  imageChanged(container: number, atMs: number, image: string): void;
  /** `reason` and `message` are the pod's own, such as Evicted. */
  phasePublished(pod: number, atMs: number, phase: Phase, reason: string | null, message: string | null): void;
  conditionPublished(pod: number, atMs: number, condition: PodCondition): void;
  /** A controller's object, a Service or a node as the API shows it from here on. */
  workloadPublished(workload: WorkloadIdentity, atMs: number, status: WorkloadStatus): void;
  /** An event was emitted; what the API makes of it is the correlator's business. */
  occurred(event: EventKind, atMs: number): void;
  /** A node's kubelet process was replaced. */
  kubeletRestarted(node: string, atMs: number): void;
}

export type ShownReason = ExitReason | WaitingReason | null;

/** A container as the API shows it. */
export interface ContainerStatus {
  readonly state: ContainerState;
  readonly reason: ShownReason;
  readonly message: string | null;
  /** While it runs or has terminated, also the number of the attempt the state is about. */
  readonly restartCount: number;
  readonly ready: boolean;
  readonly started: boolean;
  /** The attempt whose end `lastState` tells; null when there is none, or when only its removal is told. */
  readonly lastAttempt: number | null;
  /** `lastState` tells that all containers were restarted, not how an attempt ended. @source kubelet-semantics A26 */
  readonly lastRemoved: boolean;
}

export interface PodCondition {
  readonly type: ConditionType;
  readonly status: boolean;
  readonly reason: string | null;
  readonly message: string | null;
}

/**
 * Receives the facts of a run as they happen; the only way out of the model.
 *
 * A sink keeps what its reader needs: everything (a trace) or counts only.
 */
export interface Sink extends RuntimeFacts, ApiFacts {
  /**
   * False when nobody reads what the API shows, so that nobody need derive it: of the API's facts only the lives of pods
   * are told then. Such a sink may be told of one node, or one container, after the other instead of in order of time.
   */
  readonly keepsStatus: boolean;
  /**
   * False when of a pod that only crashes and waits, and that nobody and nothing touches, the API's facts matter at the
   * end only: its events are not told then, and what it shows is told late, with the instants at which it changed.
   */
  readonly keepsRoutine: boolean;
  /** Who wants to know what kubelets themselves do, step by step; undefined: nobody. */
  readonly steps: KubeletFacts | undefined;
}

import type { ContainerState, ExitReason, Phase, WaitingReason, Why } from './vocabulary.js';

/** What happened to containers on their node. Pods and containers are named by their index in the plan. */
export interface RuntimeFacts {
  started(container: number, attempt: number, atMs: number): void;
  exited(container: number, attempt: number, atMs: number, exitCode: number, reason: ExitReason): void;
  /** A sync refused to start the container; `expiresAtMs` is finish + step. */
  refused(container: number, atMs: number, stepMs: number, expiresAtMs: number): void;
  /** A sync admitted the start that ends the wait; `stepMs` is the step in force when the exit was first judged. */
  admitted(container: number, atMs: number, stepMs: number, why: Why): void;
}

/** What the API was told. */
export interface ApiFacts {
  podCreated(pod: number, atMs: number): void;
  podDeleted(pod: number, atMs: number): void;
  /** `attempt` is the newest instance the API knows of, -1 when none. */
  containerPublished(
    container: number,
    atMs: number,
    state: ContainerState,
    reason: ShownReason,
    attempt: number,
  ): void;
  phasePublished(pod: number, atMs: number, phase: Phase): void;
}

export type ShownReason = ExitReason | WaitingReason | null;

/**
 * Receives the facts of a run as they happen; the only way out of the model.
 *
 * A sink keeps what its reader needs: everything (a trace) or counts only.
 */
export interface Sink extends RuntimeFacts, ApiFacts {
  /**
   * False when nobody reads API status, so that the kubelet need not derive it. Such a sink may be told of one container
   * after the other instead of in order of time.
   */
  readonly keepsStatus: boolean;
}

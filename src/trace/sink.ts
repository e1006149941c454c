import type { ContainerState, ExitReason, Phase, WaitingReason, Why } from './vocabulary.js';

/**
 * Receives the facts of a run as they happen; the only way out of the model.
 *
 * Pods and containers are named by their index in the plan. A sink keeps what its reader needs: everything
 * ({@link Trace}) or counts only.
 */
export interface Sink {
  /** False when nobody reads API status, so that the kubelet need not derive it. */
  readonly keepsStatus: boolean;
  podCreated(pod: number, atMs: number): void;
  podDeleted(pod: number, atMs: number): void;
  started(container: number, attempt: number, atMs: number): void;
  exited(container: number, attempt: number, atMs: number, exitCode: number, reason: ExitReason): void;
  /** A sync refused to start the container; `expiresAtMs` is finish + step. */
  refused(container: number, atMs: number, stepMs: number, expiresAtMs: number): void;
  /** A sync admitted the start that ends the wait; `stepMs` is the step in force when the exit was first judged. */
  admitted(container: number, atMs: number, stepMs: number, why: Why): void;
  /** The API shows a new state of a container; `attempt` is the newest instance it knows, -1 when none. */
  containerPublished(
    container: number,
    atMs: number,
    state: ContainerState,
    reason: ExitReason | WaitingReason | null,
    attempt: number,
  ): void;
  phasePublished(pod: number, atMs: number, phase: Phase): void;
}

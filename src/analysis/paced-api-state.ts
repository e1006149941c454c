import { ApiState } from '../trace/api-state.js';
import type { PodIdentity } from '../trace/identity.js';
import type { ContainerStatus, PodCondition } from '../trace/sink.js';
import type { Phase } from '../trace/vocabulary.js';
import type { WorkloadIdentity, WorkloadStatus } from '../trace/workload.js';

/** Follows the API for somebody who looks at it at instants of their own. */
export abstract class PacedApiState extends ApiState {
  /** Called before each fact: the state now is that of all instants from the last fact on, up to this one. */
  protected abstract before(atMs: number): void;

  override podCreated(pod: PodIdentity, atMs: number): void {
    this.before(atMs);
    super.podCreated(pod, atMs);
  }

  override podBound(pod: number, atMs: number, node: string): void {
    this.before(atMs);
    super.podBound(pod, atMs, node);
  }

  override podTerminating(pod: number, atMs: number): void {
    this.before(atMs);
    super.podTerminating(pod, atMs);
  }

  override podDeleted(pod: number, atMs: number): void {
    this.before(atMs);
    super.podDeleted(pod, atMs);
  }

  override containerPublished(container: number, atMs: number, status: ContainerStatus): void {
    this.before(atMs);
    super.containerPublished(container, atMs, status);
  }

  override phasePublished(
    pod: number,
    atMs: number,
    phase: Phase,
    reason: string | null,
    message: string | null,
  ): void {
    this.before(atMs);
    super.phasePublished(pod, atMs, phase, reason, message);
  }

  override conditionPublished(pod: number, atMs: number, condition: PodCondition): void {
    this.before(atMs);
    super.conditionPublished(pod, atMs, condition);
  }

  override workloadPublished(workload: WorkloadIdentity, atMs: number, status: WorkloadStatus): void {
    this.before(atMs);
    super.workloadPublished(workload, atMs, status);
  }
}

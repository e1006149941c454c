import type { WorkloadIdentity } from '../../trace/workload.js';
import type { WorkloadPlan } from '../workload-plan.js';

/** What people can do to a controller's object. */
export interface Workload {
  readonly identity: WorkloadIdentity;
  /** It has been deleted, or has gone by itself. */
  readonly isGone: boolean;
  /** Applies a changed specification of the same object. */
  apply(plan: WorkloadPlan, nowMs: number): void;
  scale(replicas: number, nowMs: number): void;
  /** @param container undefined: the only one */
  setImage(container: string | undefined, image: string, nowMs: number): void;
  /** Where it keeps what it was before. */
  rollBack?(nowMs: number): void;
  /** Deletes the object, and what belongs to it goes with it. */
  delete(nowMs: number): void;
}

import { type Distribution, fixed } from '../engine/distributions.js';

/** How long the control plane takes, beside what its rules say. */
export interface ControlTiming {
  /** From a pod's turn in the scheduler to its binding. */
  readonly schedule: Distribution;
  /** From the API to whoever watches it: kubelets and controllers. */
  readonly watch: Distribution;
  /** From a Job's pod having ended to the Job's controller looking at it. @source job_controller.go syncJobBatchPeriod */
  readonly jobBatch: Distribution;
  /** How much later than due a Deployment's deadline is looked at. @source deployment/progress.go requeueStuckDeployment */
  readonly deadlineSlackMs: number;
}

const none = fixed(0);

/** The ideal clock's control plane. */
export const IDEAL_CONTROL: ControlTiming = { schedule: none, watch: none, jobBatch: none, deadlineSlackMs: 0 };

/**
 * A control plane on one small machine, as the recorded one.
 *
 * @source 83 recorded pods: bound 6 ms after their creation (median; nine in ten within 16 ms), first status 13 ms after
 * that, which has the kubelet's sync in it. Controllers were not recorded; they watch as kubelets do.
 */
export const REALISTIC_CONTROL: ControlTiming = {
  schedule: { kind: 'uniform', fromMs: 1, toMs: 16 },
  watch: { kind: 'uniform', fromMs: 3, toMs: 20 },
  jobBatch: fixed(1_000),
  deadlineSlackMs: 1_000,
};

import type { DeploymentCondition } from 'kubernetes-types/apps/v1.js';
import type { JobCondition } from 'kubernetes-types/batch/v1.js';
import type { WorkloadCondition } from '../trace/workload.js';
import { timeOf } from './times.js';

/** A Deployment's condition. */
export function deploymentCondition({
  type,
  status,
  reason,
  message,
  changedAtMs,
}: WorkloadCondition): DeploymentCondition {
  const at = timeOf(changedAtMs);
  return { type, status, lastUpdateTime: at, lastTransitionTime: at, ...why(reason, message) };
}

/** A Job's condition. */
export function jobCondition({ type, status, reason, message, changedAtMs }: WorkloadCondition): JobCondition {
  const at = timeOf(changedAtMs);
  return { type, status, lastProbeTime: at, lastTransitionTime: at, ...why(reason, message) };
}

function why(reason: string | null, message: string | null): { readonly reason?: string; readonly message?: string } {
  return { ...(reason !== null && { reason }), ...(message !== null && { message }) };
}

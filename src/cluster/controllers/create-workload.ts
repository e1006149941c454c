import type { WorkloadPlan } from '../workload-plan.js';
import type { Control } from './control.js';
import { CronJobController } from './cron-job.js';
import { DaemonSetController } from './daemon-set.js';
import { DeploymentController } from './deployment.js';
import { JobController } from './job.js';
import { ReplicaSetController } from './replica-set.js';
import { StatefulSetController } from './stateful-set.js';
import type { Workload } from './workload.js';

/** The controller of an object that has just been made. */
export function createWorkload(control: Control, plan: WorkloadPlan, nowMs: number): Workload {
  switch (plan.kind) {
    case 'Deployment':
      return new DeploymentController(control, plan, nowMs);
    case 'ReplicaSet':
      return new ReplicaSetController(control, plan, nowMs);
    case 'StatefulSet':
      return new StatefulSetController(control, plan, nowMs);
    case 'DaemonSet':
      return new DaemonSetController(control, plan, nowMs);
    case 'Job':
      return new JobController(control, plan, nowMs);
    case 'CronJob':
      return new CronJobController(control, plan, nowMs);
  }
}

import type { NumberedPod } from './numbered-pod.js';
import type { Plan } from './plan.js';
import type { WorkloadPlan } from './workload-plan.js';

/** About how many containers there may be at once, with those that controllers make: how much may happen at one instant. */
export function crowdOf({ workloads, actions, nodes }: Plan, pods: readonly NumberedPod[]): number {
  let containers = pods.reduce((sum, { plan }) => sum + plan.template.spec.containers.length, 0);
  let most = 1;
  const add = (workload: WorkloadPlan): void => {
    const { template } = workload.kind === 'CronJob' ? workload.job : workload;
    const each = template.spec.containers.length;
    most = Math.max(most, each);
    containers += 2 * each * sizeOf(workload, nodes.length);
  };
  workloads.forEach(add);
  for (const action of actions) {
    if (action.kind === 'apply' && action.object.kind !== 'Pod') add(action.object);
    if (action.kind === 'scale') containers += 2 * most * action.replicas;
  }
  return containers;
}

function sizeOf(workload: WorkloadPlan, nodes: number): number {
  switch (workload.kind) {
    case 'Job':
      return workload.parallelism;
    case 'CronJob':
      return workload.job.parallelism;
    case 'DaemonSet':
      return nodes;
    default:
      return workload.replicas;
  }
}

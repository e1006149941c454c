import type { Plan } from '../cluster/plan.js';
import type { PlacementPlan, TemplatePlan } from '../cluster/template-plan.js';
import type { WorkloadPlan } from '../cluster/workload-plan.js';
import type { PodSpec } from '../kubelet/pod-spec.js';
import type { PodIdentity } from '../trace/identity.js';

/**
 * What a pod was made from, as the plan has it; its images may have been changed. Undefined where the plan does not
 * say, or says several things.
 */
export function specOf(plan: Plan, pod: PodIdentity): PodSpec | undefined {
  const initial = plan.pods[pod.index];
  if (initial !== undefined) return initial.template.spec;
  const applied = plan.actions.flatMap((action) => (action.kind === 'apply' ? [action.object] : []));
  const templates = [...plan.workloads, ...applied].flatMap((object) => templatesFor(object, pod));
  const [only, ...others] = new Set(templates.map(({ spec }) => spec));
  return others.length === 0 ? only : undefined;
}

/** What the scheduler read of a pod; undefined where the plan does not say, or says several things. */
export function placementOf(plan: Plan, pod: PodIdentity): PlacementPlan | undefined {
  const initial = plan.pods[pod.index];
  if (initial !== undefined) return initial.template.placement;
  const applied = plan.actions.flatMap((action) => (action.kind === 'apply' ? [action.object] : []));
  const templates = [...plan.workloads, ...applied].flatMap((object) => templatesFor(object, pod));
  const [only, ...others] = new Set(templates.map(({ placement }) => placement));
  return others.length === 0 ? only : undefined;
}

type Maker = Extract<Plan['actions'][number], { kind: 'apply' }>['object'];

function templatesFor(object: Maker, pod: PodIdentity): readonly TemplatePlan[] {
  if (object.kind === 'Pod') {
    return object.pod.namespace === pod.namespace && object.pod.name === pod.name ? [object.pod.template] : [];
  }
  if (object.namespace !== pod.namespace || !makes(object, pod.owner ?? '')) return [];
  return [object.kind === 'CronJob' ? object.job.template : object.template];
}

/** A Deployment makes pods through ReplicaSets, a CronJob through Jobs, whose names begin with its own. */
function makes({ kind, name }: WorkloadPlan, owner: string): boolean {
  if (owner === `${kind}/${name}`) return true;
  if (kind === 'Deployment') return owner.startsWith(`ReplicaSet/${name}-`);
  return kind === 'CronJob' && owner.startsWith(`Job/${name}-`);
}

import type { Act } from '../cluster/action-plan.js';
import { runsPerDay } from '../cluster/cron-schedule.js';
import { globMatches, isExact } from '../cluster/glob.js';
import type { Plan } from '../cluster/plan.js';
import type { TemplatePlan } from '../cluster/template-plan.js';
import type { JobPlan, WorkloadPlan } from '../cluster/workload-plan.js';
import { DAY_MS } from '../time/units.js';

/** Pods of one kind. */
export interface Crowd {
  /** For people: a pod, or the workload that makes them. */
  readonly what: string;
  /** Their names, or one like theirs. */
  readonly names: readonly string[];
  readonly template: TemplatePlan;
  readonly atOnce: number;
  /** Over the whole run. */
  readonly inAll: number;
}

/** Enough to know the share of pods that a pattern matches. */
const SAMPLE = 200;
/** A Job's retries come ten minutes apart once it has failed some times. @source kubelet-semantics C7 */
const RETRIES_BEFORE_CAP = 7;
const RETRY_CAP_MS = 600_000;

type JobSize = Pick<JobPlan, 'parallelism' | 'completions' | 'backoffLimit' | 'indexed'>;

function podsOfJob({ parallelism, completions, backoffLimit, indexed }: JobSize, durationMs: number): number {
  const limit = indexed?.backoffLimit ?? backoffLimit;
  const retries = Math.min(limit, RETRIES_BEFORE_CAP + Math.ceil(durationMs / RETRY_CAP_MS));
  const failing = indexed?.backoffLimit === undefined ? parallelism : (completions ?? parallelism);
  return (completions ?? parallelism) + failing * retries;
}

/** Names like those of a Job's pods: of an Indexed Job one for each index, as far as patterns are tried. */
function namesLike(name: string, { completions = 0, indexed }: Pick<JobPlan, 'completions' | 'indexed'>) {
  if (indexed === undefined) return [`${name}-0`];
  return Array.from({ length: Math.min(completions, SAMPLE) }, (_, index) => `${name}-${index}-bcdfg`);
}

function crowdOf(workload: WorkloadPlan, { nodes, durationMs }: Plan): Omit<Crowd, 'what'> | undefined {
  const names = [`${workload.name}-0`];
  const crowd = (template: TemplatePlan, atOnce: number, inAll = atOnce) => ({ names, template, atOnce, inAll });
  switch (workload.kind) {
    case 'Deployment':
    case 'ReplicaSet':
      return undefined;
    case 'StatefulSet':
      return crowd(workload.template, workload.replicas);
    case 'DaemonSet':
      return crowd(workload.template, nodes.length);
    case 'Job':
      return {
        ...crowd(workload.template, workload.parallelism, podsOfJob(workload, durationMs)),
        names: namesLike(workload.name, workload),
      };
    case 'CronJob': {
      const jobs = Math.ceil((runsPerDay(workload.schedule) * (durationMs + DAY_MS)) / DAY_MS);
      const { job } = workload;
      const firings = workload.suspend ? 0 : Math.min(jobs, durationMs / 60_000 + 1);
      const inAll = Math.ceil(firings) * podsOfJob(job, durationMs);
      const atOnce = workload.concurrency === 'Allow' ? job.parallelism * 2 : job.parallelism;
      return { ...crowd(job.template, atOnce, inAll), names: namesLike(`${workload.name}-0`, job) };
    }
  }
}

const podsOf = (workload: WorkloadPlan): number => ('replicas' in workload ? workload.replicas : 0);

/** Pods that are there from the start: one by one, or all of a ReplicaSet that share a template. */
function initialCrowds({ pods }: Plan): readonly Crowd[] {
  const names = new Map<TemplatePlan, string[]>();
  const whats = new Map<TemplatePlan, string>();
  for (const { name, owner, template } of pods) {
    const known = names.get(template);
    if (known !== undefined) known.push(name);
    else names.set(template, [name]);
    whats.set(template, owner ?? `pod ${name}`);
  }
  return [...names].map(([template, own]) => {
    return { what: whats.get(template) ?? '', names: own, template, atOnce: own.length, inAll: own.length };
  });
}

/** All pods of a run, those that actions make over again left out. */
export function crowdsOf(plan: Plan): readonly Crowd[] {
  const applied = plan.actions.flatMap((action) => (action.kind === 'apply' ? [action.object] : []));
  const made = [...plan.workloads, ...applied].flatMap((object): readonly Crowd[] => {
    if (object.kind === 'Pod') {
      const { name, template } = object.pod;
      return [{ what: `pod ${name}`, names: [name], template, atOnce: 1, inAll: 1 }];
    }
    const what = `${object.kind} ${object.name}`;
    const crowd = crowdOf(object, plan);
    return crowd === undefined ? [] : [{ what, ...crowd }];
  });
  const rolled = applied.flatMap((object): readonly Crowd[] => {
    if (object.kind !== 'Deployment' && object.kind !== 'ReplicaSet') return [];
    const { kind, name, template, replicas } = object;
    return [{ what: `${kind} ${name}`, names: [`${name}-0`], template, atOnce: replicas, inAll: replicas }];
  });
  return [...initialCrowds(plan), ...made, ...rolled];
}

/** About how many pods a pattern matches. */
function matching(pattern: string, pods: Plan['pods']): number {
  const step = Math.max(1, Math.ceil(pods.length / SAMPLE));
  let tried = 0;
  let matched = 0;
  for (let i = 0; i < pods.length; i += step) {
    tried += 1;
    if (globMatches(pattern, pods[i]?.name ?? '')) matched += 1;
  }
  return tried === 0 ? 0 : Math.ceil((matched * pods.length) / tried);
}

/** How many pods an action makes its controllers replace. */
function replaced(act: Act, { pods, nodes, workloads }: Plan, total: number): number {
  switch (act.kind) {
    case 'deletePod':
    case 'evictPod':
      return isExact(act.name) ? 1 : matching(act.name, pods);
    case 'drain':
    case 'loseNode':
      return Math.ceil(total / nodes.length);
    case 'setImage':
      return workloads
        .filter(({ kind, name }) => kind === act.target.kind && globMatches(act.target.name, name))
        .reduce((sum, workload) => sum + (podsOf(workload) || nodes.length), 0);
    case 'rollback':
      return workloads
        .filter(({ kind, name }) => kind === 'Deployment' && globMatches(act.deployment, name))
        .reduce((sum, workload) => sum + podsOf(workload), 0);
    case 'scale':
      return act.replicas;
    default:
      return 0;
  }
}

/** About how many pods a run makes, and what makes most of them. */
export function estimatePods(plan: Plan): { readonly pods: number; readonly biggest: string } {
  const crowds = crowdsOf(plan);
  const there = crowds.reduce((sum, { inAll }) => sum + inAll, 0);
  const atOnce = crowds.reduce((sum, crowd) => sum + crowd.atOnce, 0);
  const shares = [
    ...crowds.map(({ what, inAll }) => ({ what, pods: inAll })),
    ...plan.actions.map((act) => ({ what: `${act.kind} at ${act.where}`, pods: replaced(act, plan, atOnce) })),
  ];
  const pods = shares.reduce((sum, share) => sum + share.pods, 0);
  const biggest = shares.reduce((most, share) => (share.pods > most.pods ? share : most), { what: '', pods: 0 });
  return { pods: Math.max(pods, there), biggest: biggest.what };
}

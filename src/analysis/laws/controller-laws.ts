import type { Plan } from '../../cluster/plan.js';
import type { Amount, CronJobPlan, DeploymentPlan, JobPlan, WorkloadPlan } from '../../cluster/workload-plan.js';
import { MINUTE_MS } from '../../time/units.js';
import type { PodIdentity } from '../../trace/identity.js';
import { Quiet } from '../../trace/quiet.js';
import type { Trace } from '../../trace/trace.js';
import type { Phase } from '../../trace/vocabulary.js';
import type { WorkloadIdentity, WorkloadStatus } from '../../trace/workload.js';

/** By when a controller has surely seen what happened to its pods. */
const PATIENCE_MS = 2 * MINUTE_MS;

interface PodSeen {
  readonly owner: string;
  phase: Phase;
  isTerminating: boolean;
}

interface JobSeen {
  readonly owner: string | undefined;
  /** What it was made from; undefined where the plan says several things. */
  readonly plan: Omit<JobPlan, 'kind' | 'name' | 'namespace'> | undefined;
  isOver: boolean;
  lastFailureMs: number;
}

/** Which Deployment a ReplicaSet belongs to, and the most replicas each was ever to have: known before pods are judged. */
class Owners extends Quiet {
  readonly deploymentOf = new Map<string, string>();
  readonly mostReplicas = new Map<string, number>();

  override workloadPublished(
    { kind, namespace, name, owner }: WorkloadIdentity,
    _: number,
    told: WorkloadStatus,
  ): void {
    if (kind === 'ReplicaSet' && owner !== undefined) {
      this.deploymentOf.set(`${namespace} ReplicaSet/${name}`, `${namespace} ${owner}`);
    }
    if (kind !== 'Deployment') return;
    const key = `${namespace} Deployment/${name}`;
    this.mostReplicas.set(key, Math.max(told.counts.specReplicas ?? 0, this.mostReplicas.get(key) ?? 0));
  }
}

/** Follows controllers and the pods they make. */
class ControllerWatcher extends Quiet {
  readonly problems: string[] = [];
  readonly #specs: readonly WorkloadPlan[];
  readonly #fidelity: Plan['fidelity'];
  readonly #owners: Owners;
  readonly #pods = new Map<number, PodSeen>();
  readonly #jobs = new Map<string, JobSeen>();
  /** Pods made at an instant that is not over: in it one ReplicaSet may make pods before another lets go of its own. */
  #made: { readonly deployment: string; readonly pod: string; readonly atMs: number }[] = [];

  constructor(plan: Plan, owners: Owners) {
    super();
    const applied = plan.actions.flatMap((action) => (action.kind === 'apply' ? [action.object] : []));
    this.#specs = [...plan.workloads, ...applied.filter((object) => object.kind !== 'Pod')];
    this.#fidelity = plan.fidelity;
    this.#owners = owners;
  }

  override podCreated({ index, namespace, name, owner = '' }: PodIdentity, atMs: number): void {
    this.#judgeMade(atMs);
    const key = `${namespace} ${owner}`;
    this.#pods.set(index, { owner: key, phase: 'Pending', isTerminating: false });
    const deployment = this.#owners.deploymentOf.get(key);
    // ReplicaSets have controllers of their own: with latencies, one makes pods before another lets go of its own.
    if (deployment !== undefined && this.#fidelity !== 'realistic') this.#made.push({ deployment, pod: name, atMs });
  }

  override podTerminating(index: number, atMs: number): void {
    this.#judgeMade(atMs);
    const pod = this.#pods.get(index);
    if (pod !== undefined) pod.isTerminating = true;
  }

  override phasePublished(index: number, atMs: number, phase: Phase): void {
    this.#judgeMade(atMs);
    const pod = this.#pods.get(index);
    if (pod === undefined || pod.phase === phase) return;
    pod.phase = phase;
    const job = phase === 'Failed' ? this.#jobs.get(pod.owner) : undefined;
    if (job !== undefined) job.lastFailureMs = atMs;
  }

  override workloadPublished(workload: WorkloadIdentity, atMs: number, { conditions, isGone }: WorkloadStatus): void {
    const { kind, namespace, name, owner } = workload;
    if (kind !== 'Job') return;
    const key = `${namespace} Job/${name}`;
    const known = this.#jobs.get(key);
    const job = known ?? { owner, plan: this.#jobPlan(workload), isOver: false, lastFailureMs: -1 };
    this.#jobs.set(key, job);
    if (known === undefined) this.#checkConcurrency(key, job, atMs);
    const ended = conditions.find(
      ({ type, status }) => status === 'True' && (type === 'Complete' || type === 'Failed'),
    );
    if (ended?.reason === 'BackoffLimitExceeded' && !job.isOver) this.#checkLimit(key, job, atMs);
    job.isOver = isGone || ended !== undefined;
  }

  /** What should have happened by the end. */
  finish(endMs: number): void {
    this.#judgeMade(Number.POSITIVE_INFINITY);
    for (const [key, { plan, isOver, lastFailureMs }] of this.#jobs) {
      if (plan === undefined || isOver || lastFailureMs > endMs - PATIENCE_MS) continue;
      if (this.#countsAll(plan) && this.#failures(key) > plan.backoffLimit && this.#leaving(key) === 0) {
        this.#say(key, endMs, `C7: goes on after ${this.#failures(key)} failures, limit ${plan.backoffLimit}`);
      }
    }
  }

  #judgeMade(nowMs: number): void {
    if (this.#made.length === 0 || this.#made[0]?.atMs === nowMs) return;
    for (const { deployment, pod, atMs } of this.#made) this.#checkSurge(deployment, pod, atMs);
    this.#made = [];
  }

  #checkSurge(deployment: string, pod: string, atMs: number): void {
    const replicas = this.#owners.mostReplicas.get(deployment) ?? 0;
    const specs = this.#specsOf<DeploymentPlan>('Deployment', deployment);
    const most = replicas + Math.max(0, ...specs.map(({ strategy }) => surge(strategy, replicas)));
    const active = [...this.#pods.values()].filter(
      ({ owner, phase, isTerminating }) =>
        this.#owners.deploymentOf.get(owner) === deployment && isActive(phase) && !isTerminating,
    );
    if (active.length > most) this.#say(pod, atMs, `C4: is one of ${active.length} of ${deployment}, at most ${most}`);
  }

  #checkConcurrency(key: string, { owner }: JobSeen, atMs: number): void {
    if (owner === undefined || !owner.startsWith('CronJob/')) return;
    const namespace = key.split(' ')[0] ?? '';
    const specs = this.#specsOf<CronJobPlan>('CronJob', `${namespace} ${owner}`);
    if (specs.some(({ concurrency }) => concurrency !== 'Forbid')) return;
    const others = [...this.#jobs].filter(([other, job]) => other !== key && job.owner === owner && !job.isOver);
    if (others.length > 0) this.#say(key, atMs, `C9: begins while ${others.map(([other]) => other).join(', ')} runs`);
  }

  #checkLimit(key: string, { plan }: JobSeen, atMs: number): void {
    if (plan === undefined || !this.#countsAll(plan)) return;
    const failures = this.#failures(key) + this.#leaving(key);
    if (failures <= plan.backoffLimit) {
      this.#say(key, atMs, `C7: gives up after ${failures} failures, limit ${plan.backoffLimit}`);
    }
  }

  /** Whether each failed pod counts, and nothing else. */
  #countsAll({ template, podFailureRules }: NonNullable<JobSeen['plan']>): boolean {
    return template.spec.restartPolicy === 'Never' && podFailureRules.length === 0;
  }

  #failures(job: string): number {
    return [...this.#pods.values()].filter(({ owner, phase }) => owner === job && phase === 'Failed').length;
  }

  /** Pods that were told to go before they ended; most of them count as failures. */
  #leaving(job: string): number {
    return [...this.#pods.values()].filter(
      ({ owner, phase, isTerminating }) => owner === job && isTerminating && isActive(phase),
    ).length;
  }

  #jobPlan({ namespace, name, owner }: WorkloadIdentity): JobSeen['plan'] {
    const [job, ...jobs] = this.#specsOf<JobPlan>('Job', `${namespace} Job/${name}`);
    const [cron, ...crons] = owner === undefined ? [] : this.#specsOf<CronJobPlan>('CronJob', `${namespace} ${owner}`);
    return jobs.length + crons.length > 0 ? undefined : (job ?? cron?.job);
  }

  #specsOf<Spec extends WorkloadPlan>(kind: Spec['kind'], key: string): readonly Spec[] {
    return this.#specs.filter(
      (spec): spec is Spec => spec.kind === kind && `${spec.namespace} ${spec.kind}/${spec.name}` === key,
    );
  }

  #say(name: string, atMs: number, text: string): void {
    this.problems.push(`${name} at ${atMs} ms: ${text}`);
  }
}

const isActive = (phase: Phase): boolean => phase !== 'Succeeded' && phase !== 'Failed';

function surge(strategy: DeploymentPlan['strategy'], replicas: number): number {
  return strategy.type === 'Recreate' ? 0 : podsOf(strategy.maxSurge, replicas);
}

/** A share is rounded up, as the API does it with surges. */
function podsOf(amount: Amount, replicas: number): number {
  return 'pods' in amount ? amount.pods : Math.ceil((amount.percent * replicas) / 100);
}

/** Rollouts stay within their surge, Jobs give up exactly when they should, and Forbid forbids. */
export function controllerProblems(plan: Plan, trace: Trace): readonly string[] {
  const owners = new Owners();
  trace.replayApi(owners, Number.POSITIVE_INFINITY);
  const watcher = new ControllerWatcher(plan, owners);
  trace.replayApi(watcher, Number.POSITIVE_INFINITY);
  watcher.finish(plan.durationMs);
  return watcher.problems;
}

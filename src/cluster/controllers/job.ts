import { normal, warning } from '../../kubelet/event-text.js';
import type { WorkloadCondition } from '../../trace/workload.js';
import type { PodChange, PodWatcher } from '../api.js';
import type { ApiPod } from '../api-pod.js';
import type { JobPlan, WorkloadPlan } from '../workload-plan.js';
import type { Control } from './control.js';
import { byDispensability } from './dispensable.js';
import { judgeFailure } from './failure-policy.js';
import { JobBackoff } from './job-backoff.js';
import { finishedAtMs, restartsOf, withOwnLabels } from './job-pods.js';
import { Reconciler } from './reconciler.js';
import { ReplicaNames } from './replica-names.js';
import type { Workload } from './workload.js';

const SOURCE = 'job-controller';
const NEVER = Number.POSITIVE_INFINITY;

/** How a Job ends; it has ended when its last pod is gone. */
interface Outcome {
  readonly type: 'Complete' | 'Failed';
  readonly reason: string | null;
  readonly message: string | null;
}

const COMPLETE: Outcome = {
  type: 'Complete',
  reason: 'CompletionsReached',
  message: 'Reached expected number of succeeded pods',
};
const OVER_LIMIT: Outcome = {
  type: 'Failed',
  reason: 'BackoffLimitExceeded',
  message: 'Job has reached the specified backoff limit',
};
const TOO_LATE: Outcome = {
  type: 'Failed',
  reason: 'DeadlineExceeded',
  message: 'Job was active longer than specified deadline',
};

/**
 * Makes pods until enough have succeeded, or too many have failed.
 *
 * @source kubelet-semantics C7 to C10; pkg/controller/job
 */
export class JobController extends Reconciler implements PodWatcher, Workload {
  readonly createdAtMs: number;
  #plan: Omit<JobPlan, 'kind'>;
  readonly #names: ReplicaNames;
  /** All that are there. */
  readonly #pods = new Set<ApiPod>();
  /** Ended or on their way out, and not looked at yet. */
  readonly #uncounted = new Set<ApiPod>();
  readonly #counted = new Set<ApiPod>();
  /** Let go without blame, for there were too many. */
  readonly #released = new Set<ApiPod>();
  readonly #backoff = new JobBackoff();
  readonly #onFinished: ((nowMs: number) => void) | undefined;
  #succeeded = 0;
  #failed = 0;
  #outcome: Outcome | undefined = undefined;
  #conditions: readonly WorkloadCondition[] = [];
  #finishedAtMs: number | undefined = undefined;

  /** @param onFinished its CronJob listens */
  constructor(
    control: Control,
    plan: Omit<JobPlan, 'kind'>,
    nowMs: number,
    owner?: string,
    onFinished?: (nowMs: number) => void,
  ) {
    super(control, control.identify('Job', plan.namespace, plan.name, owner));
    this.#plan = withOwnLabels(plan, this.identity.uid);
    this.createdAtMs = nowMs;
    this.#names = new ReplicaNames(control.nameSeed, plan.namespace, plan.name);
    this.#onFinished = onFinished;
    control.api.watchOwned(this.namespace, this.ownerText, this);
    this.changed(nowMs);
  }

  /** Whether it has ended, and how. */
  get result(): Outcome['type'] | undefined {
    return this.#finishedAtMs === undefined ? undefined : this.#outcome?.type;
  }

  apply(plan: WorkloadPlan, nowMs: number): void {
    if (plan.kind !== 'Job') return;
    this.#plan = withOwnLabels(plan, this.identity.uid);
    this.changed(nowMs);
  }

  scale(replicas: number, nowMs: number): void {
    this.#plan = { ...this.#plan, parallelism: replicas };
    this.changed(nowMs);
  }

  /** A Job's template never changes. */
  setImage(): void {}

  delete(nowMs: number): void {
    this.end();
    this.control.api.unwatchOwned(this.namespace, this.ownerText);
    for (const pod of this.#pods) this.control.pods.delete(pod, nowMs);
    this.control.publish(this.identity, nowMs, { isGone: true });
  }

  podChanged(pod: ApiPod, change: PodChange, nowMs: number): void {
    if (change === 'bound') return;
    if (change === 'gone') this.#pods.delete(pod);
    else this.#pods.add(pod);
    if (change === 'created') {
      this.#names.take(pod.name);
      this.control.tell(this.identity, SOURCE, normal('SuccessfulCreate', `Created pod: ${pod.name}`), nowMs);
    }
    if (this.#isCountable(pod) && !this.#counted.has(pod)) this.#uncounted.add(pod);
    if (change === 'gone') this.#counted.delete(pod);
    this.changed(nowMs, this.control.timing.jobBatch);
  }

  protected override get specification() {
    return { served: this.#plan.served, template: this.#plan.template.served };
  }

  protected override reconcile(nowMs: number): number {
    if (this.#finishedAtMs !== undefined) return NEVER;
    for (const pod of this.#uncounted) this.#count(pod);
    this.#uncounted.clear();
    const deadlineMs = this.createdAtMs + (this.#plan.activeDeadlineMs ?? NEVER);
    let nextMs = NEVER;
    this.#outcome ??= this.#failure(nowMs >= deadlineMs);
    if (this.#outcome === undefined) {
      nextMs = Math.min(deadlineMs, this.#manage(nowMs));
      if (this.#isComplete) this.#outcome = COMPLETE;
    }
    if (this.#outcome !== undefined) this.#windUp(this.#outcome, nowMs);
    this.publishCounts(this.#counts, nowMs, this.#conditions);
    return nextMs;
  }

  /** A pod that is to be deleted has failed already, unless only failed ones are replaced. */
  #isCountable(pod: ApiPod): boolean {
    if (this.#released.has(pod)) return false;
    return pod.hasEnded || pod.isGone || (pod.isTerminating && this.#plan.podReplacementPolicy !== 'Failed');
  }

  #count(pod: ApiPod): void {
    this.#counted.add(pod);
    if (pod.phase === 'Succeeded') {
      this.#succeeded += 1;
      this.#backoff.succeeded(finishedAtMs(pod));
      return;
    }
    const { action, message } = judgeFailure(pod, this.#plan.podFailureRules);
    this.#backoff.failed(finishedAtMs(pod));
    if (action !== 'Ignore') this.#failed += 1;
    if (action === 'FailJob') this.#outcome ??= { type: 'Failed', reason: 'PodFailurePolicy', message };
  }

  #failure(isLate: boolean): Outcome | undefined {
    const { backoffLimit, template } = this.#plan;
    if (this.#failed > backoffLimit) return OVER_LIMIT;
    if (template.spec.restartPolicy === 'OnFailure') {
      const restarts = restartsOf(this.#pods);
      if (backoffLimit === 0 ? restarts > 0 : restarts >= backoffLimit) return OVER_LIMIT;
    }
    return isLate ? TOO_LATE : undefined;
  }

  /** Makes the pods that are missing, or lets go those there are too many of. @returns when more may be made */
  #manage(nowMs: number): number {
    const { parallelism, completions, podReplacementPolicy, template } = this.#plan;
    const active = this.#active;
    const idle = this.#succeeded > 0 ? active.length : parallelism;
    const wanted = completions === undefined ? idle : Math.max(0, Math.min(parallelism, completions - this.#succeeded));
    for (const pod of active.sort(byDispensability).slice(0, Math.max(0, active.length - wanted))) {
      this.#released.add(pod);
      this.#dismiss(pod, nowMs);
    }
    const leaving = podReplacementPolicy === 'Failed' ? this.#terminating : 0;
    const missing = wanted - leaving - active.length;
    if (missing > 0 && nowMs < this.#backoff.untilMs) return this.#backoff.untilMs;
    for (let left = missing; left > 0; left -= 1) {
      const { namespace, ownerText: owner } = this;
      this.control.pods.create({ namespace, name: this.#names.next(), owner, template }, nowMs);
    }
    return NEVER;
  }

  /** Its pods go; when the last one is gone, so it has ended. */
  #windUp({ type, reason, message }: Outcome, nowMs: number): void {
    for (const pod of this.#active) {
      this.#counted.add(pod);
      if (type === 'Failed') this.#failed += 1;
      this.#dismiss(pod, nowMs);
    }
    const condition = { status: 'True', reason, message, changedAtMs: nowMs } as const;
    if (this.#conditions.length === 0) {
      this.#conditions = [{ ...condition, type: type === 'Failed' ? 'FailureTarget' : 'SuccessCriteriaMet' }];
    }
    if (this.#terminating > 0) return;
    this.#finishedAtMs = nowMs;
    this.#conditions = [...this.#conditions, { ...condition, type }];
    const said = type === 'Failed' ? warning(reason ?? '', message ?? '') : normal('Completed', 'Job completed');
    this.control.tell(this.identity, SOURCE, said, nowMs);
    this.#onFinished?.(nowMs);
  }

  #dismiss(pod: ApiPod, nowMs: number): void {
    this.control.tell(this.identity, SOURCE, normal('SuccessfulDelete', `Deleted pod: ${pod.name}`), nowMs);
    this.control.pods.delete(pod, nowMs);
  }

  get #active(): ApiPod[] {
    return [...this.#pods].filter((pod) => pod.isActive);
  }

  get #terminating(): number {
    return [...this.#pods].filter((pod) => pod.isTerminating && !pod.hasEnded).length;
  }

  get #isComplete(): boolean {
    const { completions } = this.#plan;
    const isEnough = completions === undefined ? this.#succeeded > 0 : this.#succeeded >= completions;
    return isEnough && this.#active.length === 0;
  }

  get #counts(): Readonly<Record<string, number>> {
    const { parallelism, completions } = this.#plan;
    return {
      parallelism,
      ...(completions !== undefined && { completions }),
      active: this.#active.length,
      ready: this.#active.filter((pod) => pod.isReady).length,
      terminating: this.#terminating,
      succeeded: this.#succeeded,
      failed: this.#failed,
      startTimeMs: this.createdAtMs,
      ...(this.#finishedAtMs !== undefined && { completionTimeMs: this.#finishedAtMs }),
    };
  }
}

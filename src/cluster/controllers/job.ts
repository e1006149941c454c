import { namedStream } from '../../engine/stream.js';
import { normal, warning } from '../../kubelet/event-text.js';
import type { WorkloadCondition } from '../../trace/workload.js';
import type { PodChange, PodWatcher } from '../api.js';
import type { ApiPod } from '../api-pod.js';
import { drawName, indexedPrefix } from '../pod-names.js';
import type { JobPlan, WorkloadPlan } from '../workload-plan.js';
import type { Control } from './control.js';
import { byDispensability } from './dispensable.js';
import { indexedTemplate } from './indexed-template.js';
import { failureOf } from './job-failure.js';
import { COMPLETE, failedByPolicy, type Outcome } from './job-outcome.js';
import { indexOf, withOwnLabels } from './job-pods.js';
import { JobTally } from './job-tally.js';
import { Reconciler } from './reconciler.js';
import { ReplicaNames } from './replica-names.js';
import type { Workload } from './workload.js';

const SOURCE = 'job-controller';
const NEVER = Number.POSITIVE_INFINITY;

/** By which condition a Job says that it is suspended, or no longer. */
const SUSPENDED = { status: 'True', reason: 'JobSuspended', message: 'Job suspended', event: 'Suspended' } as const;
const RESUMED = { status: 'False', reason: 'JobResumed', message: 'Job resumed', event: 'Resumed' } as const;

/**
 * Makes pods until enough have succeeded, or too many have failed.
 *
 * @source kubelet-semantics C7 to C10; pkg/controller/job, pkg/controller/ttlafterfinished
 */
export class JobController extends Reconciler implements PodWatcher, Workload {
  #plan: Omit<JobPlan, 'kind'>;
  readonly #names: ReplicaNames;
  readonly #tally = new JobTally();
  readonly #onFinished: ((nowMs: number) => void) | undefined;
  /** Undefined before its start; set anew when it is resumed. */
  #startedAtMs: number | undefined = undefined;
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
    this.#names = new ReplicaNames(control.nameSeed, plan.namespace, plan.name, this.isPodThere);
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
    for (const pod of this.#tally.pods) this.control.pods.delete(pod, nowMs);
    this.control.publish(this.identity, nowMs, { isGone: true });
  }

  podChanged(pod: ApiPod, change: PodChange, nowMs: number): void {
    if (change === 'bound') return;
    if (change === 'created') {
      this.#names.take(pod.name);
      this.control.tell(this.identity, SOURCE, normal('SuccessfulCreate', `Created pod: ${pod.name}`), nowMs);
    }
    this.#tally.note(pod, change, this.#plan);
    this.changed(nowMs, this.control.timing.jobBatch);
  }

  protected override get specification() {
    return { served: this.#plan.served, template: this.#plan.template.served };
  }

  protected override reconcile(nowMs: number): number {
    if (this.#finishedAtMs !== undefined) return this.#expire(this.#finishedAtMs, nowMs);
    const verdict = this.#tally.settle(this.#plan);
    if (verdict !== undefined) this.#outcome ??= failedByPolicy(verdict);
    if (!this.#plan.suspend) this.#startedAtMs ??= nowMs;
    const deadlineMs = this.#deadlineMs;
    let nextMs = NEVER;
    this.#outcome ??= failureOf(this.#plan, this.#tally, nowMs >= deadlineMs);
    if (this.#outcome === undefined) {
      nextMs = Math.min(deadlineMs, this.#manage(nowMs));
      if (this.#isComplete) this.#outcome = COMPLETE;
      else this.#tellSuspended(nowMs);
    }
    if (this.#outcome !== undefined) nextMs = this.#windUp(this.#outcome, nowMs);
    this.publishCounts(this.#counts, nowMs, this.#conditions, this.#texts);
    return nextMs;
  }

  /** Makes the pods that are missing, or lets go those there are too many of. @returns when more may be made */
  #manage(nowMs: number): number {
    const { parallelism, completions, podReplacementPolicy, indexed, suspend, template } = this.#plan;
    const active = this.#tally.active.sort(byDispensability);
    const succeeded = this.#tally.succeeded(this.#plan);
    const idle = succeeded > 0 ? active.length : parallelism;
    const most = completions === undefined ? idle : Math.max(0, Math.min(parallelism, completions - succeeded));
    const wanted = suspend ? 0 : most;
    const stray = indexed === undefined ? [] : active.filter((pod) => (indexOf(pod) ?? 0) >= (completions ?? NEVER));
    const rest = active.filter((pod) => !stray.includes(pod));
    const surplus = [...stray, ...rest.slice(0, Math.max(0, active.length - wanted - stray.length))];
    for (const pod of surplus) {
      this.#tally.release(pod);
      this.#dismiss(pod, nowMs);
    }
    const leaving = podReplacementPolicy === 'Failed' ? this.#tally.terminating.length : 0;
    const missing = wanted - leaving - active.length;
    if (missing <= 0 || surplus.length > 0) return NEVER;
    const { untilMs } = this.#tally.backoff;
    if (indexed?.backoffLimit === undefined && nowMs < untilMs) return untilMs;
    if (indexed !== undefined) return this.#makeIndexed(missing, nowMs);
    for (let left = missing; left > 0; left -= 1) {
      const { namespace, ownerText: owner } = this;
      this.control.pods.create({ namespace, name: this.#names.next(), owner, template }, nowMs);
    }
    return NEVER;
  }

  #makeIndexed(places: number, nowMs: number): number {
    const { completions = 0, podReplacementPolicy, indexed, template } = this.#plan;
    const { indexes, active, terminating } = this.#tally;
    const holders = podReplacementPolicy === 'Failed' ? [...active, ...terminating] : active;
    const taken = new Set(holders.map((pod) => indexOf(pod) ?? 0));
    const ownDelays = indexed?.backoffLimit !== undefined;
    const pending = indexes.pending({ places, completions, ownDelays }, taken, nowMs);
    const { namespace, name: job, ownerText: owner } = this;
    const { nameSeed } = this.control;
    for (const index of pending.indexes) {
      const failures = ownDelays ? indexes.failuresOf(index) : undefined;
      const stream = namedStream(nameSeed, 'pod', namespace, job, 'index', String(index), String(indexes.make(index)));
      const name = drawName(stream, indexedPrefix(job, index), this.isPodThere);
      const made = indexedTemplate(template, { job, index, failures });
      this.control.pods.create({ namespace, name, owner, template: made }, nowMs);
    }
    return pending.nextMs;
  }

  /** None while it is suspended. @source job_controller.go pastActiveDeadline */
  get #deadlineMs(): number {
    const { suspend, activeDeadlineMs } = this.#plan;
    return suspend ? NEVER : (this.#startedAtMs ?? NEVER) + (activeDeadlineMs ?? NEVER);
  }

  #tellSuspended(nowMs: number): void {
    const { suspend } = this.#plan;
    const isTold = this.#conditions.some(({ type, status }) => type === 'Suspended' && status === 'True');
    if (isTold === suspend) return;
    const { event, ...told } = suspend ? SUSPENDED : RESUMED;
    if (!suspend) this.#startedAtMs = nowMs;
    else if (this.control.rules.suspendedJob === 'has-not-started') this.#startedAtMs = undefined;
    this.#conditions = [{ type: 'Suspended', ...told, changedAtMs: nowMs }];
    this.control.tell(this.identity, SOURCE, normal(event, told.message), nowMs);
  }

  /** Its pods go; when the last one is gone, so it has ended. @returns when it is to be looked at again */
  #windUp({ type, reason, message }: Outcome, nowMs: number): number {
    for (const pod of this.#tally.active) {
      this.#tally.blame(pod, type === 'Failed');
      this.#dismiss(pod, nowMs);
    }
    const condition = { status: 'True', reason, message, changedAtMs: nowMs } as const;
    const target = type === 'Failed' ? 'FailureTarget' : 'SuccessCriteriaMet';
    if (!this.#conditions.some((known) => known.type === target)) {
      this.#conditions = [...this.#conditions, { ...condition, type: target }];
    }
    if (this.#tally.terminating.length > 0) return NEVER;
    this.#finishedAtMs = nowMs;
    this.#conditions = [...this.#conditions, { ...condition, type }];
    const said = type === 'Failed' ? warning(reason, message) : normal('Completed', 'Job completed');
    this.control.tell(this.identity, SOURCE, said, nowMs);
    this.#onFinished?.(nowMs);
    return nowMs + (this.#plan.ttlMs ?? NEVER);
  }

  /** One that has ended goes with its pods when its time is up. @returns when that is */
  #expire(finishedAtMs: number, nowMs: number): number {
    const dueMs = finishedAtMs + (this.#plan.ttlMs ?? NEVER);
    if (nowMs >= dueMs) this.delete(nowMs);
    return dueMs;
  }

  #dismiss(pod: ApiPod, nowMs: number): void {
    this.control.tell(this.identity, SOURCE, normal('SuccessfulDelete', `Deleted pod: ${pod.name}`), nowMs);
    this.control.pods.delete(pod, nowMs);
  }

  get #isComplete(): boolean {
    const { completions } = this.#plan;
    const succeeded = this.#tally.succeeded(this.#plan);
    return (completions === undefined ? succeeded > 0 : succeeded >= completions) && this.#tally.active.length === 0;
  }

  get #counts(): Readonly<Record<string, number>> {
    const { parallelism, completions } = this.#plan;
    const { active, terminating, failed, indexes } = this.#tally;
    return {
      parallelism,
      ...(completions !== undefined && { completions }),
      active: active.length,
      ready: active.filter((pod) => pod.isReady).length,
      terminating: terminating.length,
      succeeded: this.#tally.succeeded(this.#plan),
      failed: failed - (this.#outcome === undefined ? indexes.heldBack : 0),
      ...(this.#startedAtMs !== undefined && { startTimeMs: this.#startedAtMs }),
      ...(this.#finishedAtMs !== undefined && { completionTimeMs: this.#finishedAtMs }),
    };
  }

  get #texts(): Readonly<Record<string, string>> | undefined {
    const { indexed } = this.#plan;
    if (indexed === undefined) return undefined;
    const { completedText: completedIndexes, failedText: failedIndexes } = this.#tally.indexes;
    return { completedIndexes, ...(indexed.backoffLimit !== undefined && { failedIndexes }) };
  }
}

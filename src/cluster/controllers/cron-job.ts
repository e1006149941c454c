import { normal } from '../../kubelet/event-text.js';
import { RUN_BEGINS_MS } from '../../time/calendar.js';
import { MINUTE_MS } from '../../time/units.js';
import { nextRunMs } from '../cron-schedule.js';
import type { CronJobPlan, WorkloadPlan } from '../workload-plan.js';
import type { Control } from './control.js';
import { JobController } from './job.js';
import { Reconciler } from './reconciler.js';
import { withImage } from './templates.js';
import type { Workload } from './workload.js';

const SOURCE = 'cronjob-controller';
const NEVER = Number.POSITIVE_INFINITY;
/** How many ended Jobs are kept. @source the API's defaults */
const KEPT = { Complete: 3, Failed: 1 } as const;

/**
 * Makes a Job at every minute its schedule names. One that had to wait for the Job before is made when that has ended.
 *
 * @source kubelet-semantics section 9; pkg/controller/cronjob
 */
export class CronJobController extends Reconciler implements Workload {
  #plan: CronJobPlan;
  #jobs: JobController[] = [];
  /** The scheduled time of the newest Job. */
  #lastMs: number | undefined = undefined;
  /** A scheduled time that passed without a Job. */
  #missedMs: number | undefined = undefined;
  /** No scheduled time up to here is new. */
  #lookedUpToMs: number;

  constructor(control: Control, plan: CronJobPlan, nowMs: number) {
    super(control, control.identify('CronJob', plan.namespace, plan.name));
    this.#plan = plan;
    this.#lookedUpToMs = nowMs;
    this.changed(nowMs);
  }

  apply(plan: WorkloadPlan, nowMs: number): void {
    if (plan.kind !== 'CronJob') return;
    this.#plan = plan;
    this.changed(nowMs);
  }

  scale(): void {}

  setImage(container: string | undefined, image: string, nowMs: number): void {
    const { job } = this.#plan;
    this.apply({ ...this.#plan, job: { ...job, template: withImage(job.template, container, image) } }, nowMs);
  }

  delete(nowMs: number): void {
    this.end();
    for (const job of this.#jobs) job.delete(nowMs);
    this.control.publish(this.identity, nowMs, { isGone: true });
  }

  protected override get specification() {
    return { served: this.#plan.served, template: this.#plan.job.template.served };
  }

  protected override reconcile(nowMs: number): number {
    this.#forgetOld(nowMs);
    const dueMs = this.#newestDueMs(nowMs);
    if (dueMs !== undefined && !this.#plan.suspend) this.#start(dueMs, nowMs);
    const active = this.#active.length;
    const last = this.#lastMs === undefined ? {} : { lastScheduleTimeMs: this.#lastMs };
    this.publishCounts({ active, suspend: Number(this.#plan.suspend), ...last }, nowMs);
    return this.#plan.suspend ? NEVER : (this.#nextMs(nowMs) ?? NEVER);
  }

  #start(dueMs: number, nowMs: number): void {
    const { concurrency, job, namespace, name } = this.#plan;
    const active = this.#active;
    if (active.length > 0 && concurrency === 'Forbid') {
      const message = 'Not starting job because prior execution is running and concurrency policy is Forbid';
      this.control.tell(this.identity, SOURCE, normal('JobAlreadyActive', message), nowMs);
      return;
    }
    if (concurrency === 'Replace') for (const old of active) this.#remove(old, nowMs);
    this.#lastMs = dueMs;
    this.#missedMs = undefined;
    const jobName = `${name}-${Math.floor((RUN_BEGINS_MS + dueMs) / MINUTE_MS)}`;
    const plan = { ...job, namespace, name: jobName };
    this.#jobs.push(new JobController(this.control, plan, nowMs, this.ownerText, (atMs) => this.#ended(jobName, atMs)));
    this.control.tell(this.identity, SOURCE, normal('SuccessfulCreate', `Created job ${jobName}`), nowMs);
  }

  #ended(jobName: string, nowMs: number): void {
    const result = this.#jobs.find(({ name }) => name === jobName)?.result;
    const message = `Saw completed job: ${jobName}, condition: ${result}`;
    this.control.tell(this.identity, SOURCE, normal('SawCompletedJob', message), nowMs);
    this.changed(nowMs);
  }

  #remove(job: JobController, nowMs: number): void {
    this.#jobs = this.#jobs.filter((each) => each !== job);
    job.delete(nowMs);
    this.control.tell(this.identity, SOURCE, normal('SuccessfulDelete', `Deleted job ${job.name}`), nowMs);
  }

  #forgetOld(nowMs: number): void {
    // Jobs may say themselves how long they stay.
    this.#jobs = this.#jobs.filter(({ isGone }) => !isGone);
    for (const result of ['Complete', 'Failed'] as const) {
      const ended = this.#jobs.filter((job) => job.result === result);
      for (const job of ended.slice(0, Math.max(0, ended.length - KEPT[result]))) this.#remove(job, nowMs);
    }
  }

  get #active(): readonly JobController[] {
    return this.#jobs.filter(({ result }) => result === undefined);
  }

  #nextMs(afterMs: number): number | undefined {
    const nextMs = nextRunMs(this.#plan.schedule, RUN_BEGINS_MS + afterMs);
    return nextMs === undefined ? undefined : nextMs - RUN_BEGINS_MS;
  }

  /** The newest time on the schedule for which no Job was made yet. */
  #newestDueMs(nowMs: number): number | undefined {
    let atMs = this.#nextMs(this.#lookedUpToMs);
    for (; atMs !== undefined && atMs <= nowMs; atMs = this.#nextMs(atMs)) this.#missedMs = atMs;
    this.#lookedUpToMs = nowMs;
    return this.#missedMs;
  }
}

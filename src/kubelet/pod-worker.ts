import { Timer } from '../engine/timer.js';
import type { KubeletContext } from './context.js';
import type { Pod } from './pod.js';
import { type EventListener, PodRelist } from './pod-relist.js';
import { publishStatus } from './publish.js';
import { RANK } from './ranks.js';
import { dueAgainAtMs } from './requeue.js';
import { Sync } from './sync.js';
import { QueuedSync } from './work-queue.js';

/** `waiting`: a sync is due as soon as the pod cache is newer than the end of the last one (T7). */
type WorkerState = 'idle' | 'waiting' | 'syncing' | 'ended';

/**
 * One pod's worker: syncs never overlap, and triggers that arrive during one collapse into a single next one.
 *
 * @source kubelet-semantics T6 to T9; pkg/kubelet/pod_workers.go
 */
export class PodWorker extends Timer implements EventListener {
  readonly relist: PodRelist;
  readonly #pod: Pod;
  readonly #context: KubeletContext;
  readonly #sync: Sync;
  readonly #queued: QueuedSync;
  #state: WorkerState = 'idle';
  #triggeredAgain = false;
  #cacheFreshAtMs = 0;
  /** Every container has exited for good; the next sync may say so. */
  #isOver = false;

  constructor(pod: Pod, context: KubeletContext) {
    super(RANK.sync, pod.spec.index);
    this.#pod = pod;
    this.#context = context;
    this.relist = new PodRelist(pod, context, this);
    this.#sync = new Sync(pod, context, this.relist);
    this.#queued = new QueuedSync(this, pod.spec.index);
  }

  /** Asks for a sync: as soon as the cache is fresh enough, or after the one that waits or runs. */
  trigger(nowMs: number): void {
    if (this.#state === 'idle') {
      this.#state = 'waiting';
      this.#context.agenda.schedule(this, Math.max(nowMs, this.#cacheFreshAtMs));
    } else {
      this.#triggeredAgain = true;
    }
  }

  /** Asks for a sync after a continuous relist, which reports all that happens at one instant as one change. */
  triggerOnce(nowMs: number): void {
    if (this.#state !== 'waiting') this.trigger(nowMs);
  }

  /** The kubelet process was replaced: what the worker was about is forgotten, and the pod is met anew (B20). */
  restart(nowMs: number): void {
    if (this.#state === 'ended') return;
    this.#context.agenda.cancel(this);
    this.#context.agenda.cancel(this.#queued);
    this.#state = 'idle';
    this.#triggeredAgain = false;
    this.relist.restart(nowMs);
    this.#cacheFreshAtMs = this.#context.clockwork.cacheNewerThan(nowMs);
    this.trigger(nowMs);
  }

  override fire(nowMs: number): void {
    if (this.#state === 'waiting') {
      this.#state = 'syncing';
      this.#sync.begin(this.#isOver);
    }
    let busyMs = this.#sync.step(nowMs);
    while (busyMs === 0) busyMs = this.#sync.step(nowMs);
    if (busyMs === undefined) this.#end(nowMs);
    else this.#context.agenda.schedule(this, nowMs + busyMs);
  }

  #end(nowMs: number): void {
    const { timing, clockwork, sink } = this.#context;
    const sync = this.#sync;
    if (sync.terminating) {
      this.#retire();
      sink.podDeleted(this.#pod.spec.index, nowMs);
      return;
    }
    const phaseIsPublic = this.#isOver || timing.publishes === 'at-sync-end';
    this.#isOver = sync.isOver();
    if (timing.publishes === 'at-sync-end') publishStatus(this.#pod, this.#context, nowMs, true);
    if (this.#isOver && phaseIsPublic) {
      this.#retire();
      return;
    }
    this.#state = 'idle';
    const seenAtOnce = timing.relistsOnDemand && sync.acted && sync.earliestExpiryMs === Number.POSITIVE_INFINITY;
    this.#cacheFreshAtMs = seenAtOnce ? nowMs : clockwork.cacheNewerThan(nowMs);
    this.#requeue(nowMs);
    if (seenAtOnce) this.relist.relistNow(nowMs);
    if (this.#triggeredAgain || this.#isOver) {
      this.#triggeredAgain = false;
      this.trigger(nowMs);
    }
  }

  /** One place in the work queue per pod: a later request overwrites the earlier. @source kubelet-semantics T10 */
  #requeue(nowMs: number): void {
    const { timing, agenda, clockwork } = this.#context;
    const dueAtMs = dueAgainAtMs(timing.requeue, this.#sync, nowMs, this.#pod);
    if (dueAtMs === undefined) agenda.cancel(this.#queued);
    else agenda.schedule(this.#queued, clockwork.ticks.firstAtOrAfter(dueAtMs));
  }

  #retire(): void {
    this.#state = 'ended';
    this.#context.agenda.cancel(this.#queued);
  }

  override describe(): string {
    return this.relist.describe();
  }
}

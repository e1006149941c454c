import { Timer } from '../engine/timer.js';
import type { KubeletContext } from './context.js';
import type { Pod } from './pod.js';
import { type EventListener, PodRelist } from './pod-relist.js';
import { publishStatus } from './publish.js';
import { RANK } from './ranks.js';
import { dueAgainAtMs } from './requeue.js';
import { Sync } from './sync.js';

/**
 * `idle`: the worker fires when its place in the work queue comes up. `waiting`: a sync is due as soon as the pod cache
 * is newer than the end of the last one (T7). `finished`: every container has exited for good; only a deletion matters.
 */
type WorkerState = 'idle' | 'waiting' | 'syncing' | 'finished' | 'gone';

/**
 * One pod's worker: syncs never overlap, and triggers that arrive during one collapse into a single next one.
 *
 * @source kubelet-semantics T6 to T10; pkg/kubelet/pod_workers.go
 */
export class PodWorker extends Timer implements EventListener {
  readonly relist: PodRelist;
  readonly #pod: Pod;
  readonly #context: KubeletContext;
  readonly #sync: Sync;
  #state: WorkerState = 'idle';
  #triggeredAgain = false;
  #cacheFreshAtMs = 0;
  /** When the work queue hands out the pod's one place in it; a later request overwrites an earlier one (T10). */
  #queuedAtMs: number | undefined = undefined;
  /** Every container has exited for good; the next sync may say so. */
  #isOver = false;

  constructor(pod: Pod, context: KubeletContext) {
    super(RANK.sync, pod.identity.index);
    this.#pod = pod;
    this.#context = context;
    this.relist = new PodRelist(pod, context, this);
    this.#sync = new Sync(pod, context, this.relist);
  }

  /** Asks for a sync: as soon as the cache is fresh enough, or after the one that waits or runs. */
  trigger(nowMs: number): void {
    if (this.#state !== 'idle' && !(this.#state === 'finished' && this.#pod.deletionRequested)) {
      this.#triggeredAgain = true;
      return;
    }
    this.#state = 'waiting';
    this.#context.agenda.schedule(this, Math.max(nowMs, this.#cacheFreshAtMs));
  }

  /** Asks for a sync after a continuous relist, which reports all that happens at one instant as one change. */
  triggerOnce(nowMs: number): void {
    if (this.#state !== 'waiting') this.trigger(nowMs);
  }

  /** The kubelet process was replaced: what the worker was about is forgotten, and the pod is met anew (B20). */
  restart(nowMs: number): void {
    if (this.#state === 'finished' || this.#state === 'gone') return;
    this.#context.agenda.cancel(this);
    this.#state = 'idle';
    this.#triggeredAgain = false;
    this.#queuedAtMs = undefined;
    this.relist.restart(nowMs);
    this.#cacheFreshAtMs = this.#context.clockwork.cacheNewerThan(nowMs);
    this.trigger(nowMs);
  }

  override fire(nowMs: number): void {
    if (this.#state === 'idle') {
      this.#queuedAtMs = undefined;
      if (nowMs < this.#cacheFreshAtMs) {
        this.trigger(nowMs);
        return;
      }
      this.#state = 'waiting';
    }
    if (this.#state === 'waiting') {
      this.#state = 'syncing';
      this.#sync.begin(this.#isOver);
    }
    const busyMs = this.#sync.advance(nowMs);
    if (busyMs === undefined) this.#end(nowMs);
    else this.#context.agenda.schedule(this, nowMs + busyMs);
  }

  #end(nowMs: number): void {
    const { timing, clockwork, sink, agenda } = this.#context;
    const sync = this.#sync;
    if (sync.terminating) {
      this.#state = 'gone';
      sink.podDeleted(this.#pod.identity.index, nowMs);
      return;
    }
    const publishesNow = timing.publishes === 'at-sync-end';
    if (publishesNow) publishStatus(this.#pod, this.#context, nowMs, true);
    if (sync.isOver && (this.#isOver || publishesNow)) {
      this.#state = 'finished';
      return;
    }
    this.#isOver = sync.isOver;
    this.#state = 'idle';
    const seenAtOnce = timing.relistsOnDemand && sync.acted && sync.earliestExpiryMs === undefined;
    this.#cacheFreshAtMs = seenAtOnce ? nowMs : clockwork.cacheNewerThan(nowMs);
    const isQueued = this.#queuedAtMs !== undefined && this.#queuedAtMs <= nowMs;
    const triggeredAgain = this.#triggeredAgain || this.#isOver || isQueued;
    this.#triggeredAgain = false;
    const queuedAtMs = this.#requeuedAtMs(nowMs);
    this.#queuedAtMs = queuedAtMs;
    if (queuedAtMs !== undefined) agenda.schedule(this, queuedAtMs);
    if (seenAtOnce) this.relist.relistNow(nowMs);
    if (triggeredAgain) this.trigger(nowMs);
  }

  /** The tick that picks the pod up again; undefined when it is not due by itself. */
  #requeuedAtMs(nowMs: number): number | undefined {
    const { timing, clockwork } = this.#context;
    const dueAtMs = dueAgainAtMs(timing.requeue, this.#sync, nowMs, this.#pod);
    return dueAtMs === undefined ? undefined : clockwork.ticks.firstAtOrAfter(dueAtMs);
  }

  override describe(): string {
    return this.relist.describe();
  }
}

import { Timer } from '../engine/timer.js';
import type { Container } from './container.js';
import type { KubeletContext } from './context.js';
import { Deadline } from './deadline.js';
import { DEADLINE_EXCEEDED, type Pod, type PodStop } from './pod.js';
import { type EventListener, PodRelist } from './pod-relist.js';
import type { ProbeListener, ProbeResult } from './probe-worker.js';
import { Probers } from './probers.js';
import type { ProbeType } from './process.js';
import { publishProbe, publishStatus } from './publish.js';
import { RANK } from './ranks.js';
import { delayBeforeJitterMs, dueAgainAtMs, reasonOf } from './requeue.js';
import { Sync } from './sync.js';

const NEVER = Number.POSITIVE_INFINITY;

/**
 * `idle`: the worker fires when its place in the work queue comes up. `waiting`: a sync is due as soon as the pod cache
 * is newer than the end of the last one (T7). `finished`: every container has exited for good; only a deletion matters.
 */
type WorkerState = 'idle' | 'waiting' | 'syncing' | 'finished' | 'gone' | 'suspended';

/**
 * One pod's worker: syncs never overlap, and triggers that arrive during one collapse into a single next one.
 *
 * @source kubelet-semantics T6 to T10; pkg/kubelet/pod_workers.go
 */
export class PodWorker extends Timer implements EventListener, ProbeListener {
  readonly relist: PodRelist;
  readonly #pod: Pod;
  readonly #context: KubeletContext;
  readonly #sync: Sync;
  #state: WorkerState = 'idle';
  #triggeredAgain = false;
  #cacheFreshAtMs = 0;
  /** When the work queue hands out the pod's one place in it; a later request overwrites an earlier one (T10). */
  #queuedAtMs: number | undefined = undefined;
  /** How many syncs in a row have found every container exited for good: the second may say so, the third is the last. */
  #ends = 0;
  #deadline: Deadline | undefined = undefined;

  constructor(pod: Pod, context: KubeletContext) {
    super(RANK.sync, pod.identity.index);
    this.#pod = pod;
    this.#context = context;
    this.relist = new PodRelist(pod, context, this);
    this.#sync = new Sync(pod, context, this.relist, (nowMs) => this.#registerProbes(nowMs));
  }

  /** Asks for a sync: as soon as the cache is fresh enough, or after the one that waits or runs. */
  trigger(nowMs: number): void {
    if (this.#state === 'syncing' && this.#sync.isInterruptible && this.#pod.mustStop) {
      this.#context.agenda.schedule(this, nowMs);
    }
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
    this.#stopProbes();
    this.#pod.areProbesRegistered = false;
    this.#pod.isMounted = false;
    this.relist.restart(nowMs);
    this.#cacheFreshAtMs = this.#context.clockwork.cacheNewerThan(nowMs);
    this.trigger(nowMs);
  }

  /** Nobody looks after the pod until a restart. */
  suspend(): void {
    if (this.#state === 'finished' || this.#state === 'gone') return;
    this.#context.agenda.cancel(this);
    this.#state = 'suspended';
    this.#deadline?.stop();
    this.#deadline = undefined;
    this.#stopProbes();
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
      this.#context.steps?.syncBegan(this.#pod.identity.index, nowMs);
      this.#sync.begin(this.#ends > 0);
      if (this.#pod.spec.activeDeadlineMs !== undefined) this.#deadline ??= this.#watchDeadline(nowMs);
    }
    const busyMs = this.#sync.advance(nowMs);
    if (busyMs === undefined) this.#end(nowMs);
    else this.#context.agenda.schedule(this, nowMs + busyMs);
  }

  #end(nowMs: number): void {
    const { timing, clockwork, sink, agenda } = this.#context;
    const sync = this.#sync;
    const publishesNow = timing.publishes === 'at-sync-end';
    if (sync.terminating) {
      this.#finish('gone');
      this.#pod.isTerminated = true;
      publishStatus(this.#pod, this.#context, nowMs, 'actual', true);
      sink.podDeleted(this.#pod.identity.index, nowMs);
      return;
    }
    const seen = publishesNow ? 'actual' : 'view';
    if (publishesNow || this.#ends === 1) publishStatus(this.#pod, this.#context, nowMs, seen, this.#phaseMayEnd);
    this.#ends = sync.isOver ? this.#ends + 1 : 0;
    if (this.#ends > 2 || (this.#ends > 0 && publishesNow)) {
      this.#finish('finished');
      this.#pod.isTerminated = true;
      publishStatus(this.#pod, this.#context, nowMs, seen, true);
      if (this.#pod.deletionRequested) this.trigger(nowMs);
      return;
    }
    this.#state = 'idle';
    const { outcome } = sync;
    const isClean = outcome.acted && !outcome.failed && outcome.earliestExpiryMs === undefined;
    const isListedAlone = timing.relistsOnDemand && isClean;
    const listedAtMs = isListedAlone ? this.relist.relistAlone(nowMs) : NEVER;
    this.#cacheFreshAtMs = Math.min(listedAtMs, clockwork.cacheNewerThan(nowMs));
    const isQueued = this.#queuedAtMs !== undefined && this.#queuedAtMs <= nowMs;
    const triggeredAgain = this.#triggeredAgain || this.#ends > 0 || outcome.removedAll || isQueued;
    this.#triggeredAgain = false;
    const queuedAtMs = this.#requeuedAtMs(nowMs);
    this.#queuedAtMs = queuedAtMs;
    if (queuedAtMs !== undefined) agenda.schedule(this, queuedAtMs);
    if (triggeredAgain) this.trigger(nowMs);
  }

  /** A pod that is to stop while a sync was busy with something else has yet to be stopped by the next one (P5). */
  get #phaseMayEnd(): boolean {
    return this.#sync.isOver || (this.#pod.stop === undefined && !this.#pod.containers.some(isRunning));
  }

  /** Probes end with the pod. */
  #finish(state: 'finished' | 'gone'): void {
    this.#state = state;
    this.#deadline?.stop();
    this.#stopProbes();
  }

  /** @source kubelet-semantics PR2: once per pod, before any of its containers exists */
  #registerProbes(nowMs: number): void {
    this.#pod.areProbesRegistered = true;
    for (const container of this.#pod.containers) {
      const { liveness, readiness, startup } = container.spec;
      if ((liveness ?? readiness ?? startup) === undefined) continue;
      container.probers = new Probers(container, this.#pod, this.#context, this, nowMs);
      this.#pod.hasProbers = true;
    }
  }

  #stopProbes(): void {
    for (const { probers } of this.#pod.containers) probers?.stop();
  }

  /** @source kubelet-semantics PR10: liveness asks for a sync when it fails, the others whenever they change */
  probeChanged(container: Container, type: ProbeType, result: ProbeResult, nowMs: number): void {
    if (type !== 'liveness') publishProbe(this.#pod, container, this.#context, nowMs);
    if (type !== 'liveness' || result === 'failure') this.trigger(nowMs);
  }

  /** The pod is to end, although nobody deletes it; it will be Failed. @source kubelet-semantics A30, P5 */
  stopPod(stop: PodStop, nowMs: number): void {
    if (this.#state === 'finished' || this.#state === 'gone' || this.#pod.stop !== undefined) return;
    this.#pod.stop = stop;
    this.trigger(nowMs);
  }

  #watchDeadline(nowMs: number): Deadline | undefined {
    const { activeDeadlineMs } = this.#pod.spec;
    if (activeDeadlineMs === undefined) return undefined;
    const deadline = new Deadline(this.#pod, this.#context, (atMs) => this.stopPod(DEADLINE_EXCEEDED, atMs));
    deadline.start(nowMs, activeDeadlineMs);
    return deadline;
  }

  /** The tick that picks the pod up again; undefined when it is not due by itself. */
  #requeuedAtMs(nowMs: number): number | undefined {
    const { timing, clockwork, steps } = this.#context;
    const { outcome } = this.#sync;
    const dueAtMs = dueAgainAtMs(timing.requeue, outcome, nowMs, this.#pod);
    if (dueAtMs === undefined) return undefined;
    const tickAtMs = clockwork.ticks.firstAtOrAfter(dueAtMs);
    if (steps !== undefined) {
      const delayMs = delayBeforeJitterMs(timing.requeue, outcome, nowMs) ?? 0;
      steps.queued(this.#pod.identity.index, nowMs, { for: reasonOf(outcome), delayMs, dueAtMs, tickAtMs });
    }
    return tickAtMs;
  }

  /** Who goes on without time passing is what started most. */
  override describe(): string {
    const { containers } = this.#pod;
    const busiest = containers.reduce<Container | undefined>((most, container) => {
      return container.launches > (most?.launches ?? 0) ? container : most;
    }, undefined);
    return busiest?.describe() ?? this.relist.describe();
  }
}

const isRunning = ({ actual }: Container): boolean => actual.isRunning;

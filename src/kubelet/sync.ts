import { readyToStart } from './conditions.js';
import type { Container } from './container.js';
import { ContainerStart } from './container-start.js';
import type { KubeletContext } from './context.js';
import { Killing } from './killing.js';
import { Mounting } from './mounting.js';
import { isTerminal, podPhase } from './phase.js';
import type { Pod } from './pod.js';
import { PodActions } from './pod-actions.js';
import type { PodRelist } from './pod-relist.js';
import { sandboxChanged } from './pod-texts.js';
import { publishCondition, publishStatus } from './publish.js';
import { restartsAllContainers } from './restart-policy.js';
import { decideStart } from './start-decision.js';
import { SyncOutcome } from './sync-outcome.js';

/** What a sync does next; each stage may take time. */
type Stage = 'begin' | 'publish' | 'end-pod' | 'mount' | 'kill' | 'sandbox' | 'start';

/**
 * One pass over a pod: it begins with the pod as the cache has it, kills what must go, then starts what may start, one
 * container after the other. Everything is judged by the view it began with. Reused from pass to pass.
 *
 * @source kubelet-semantics A1 to A4, A18; kuberuntime_manager.go SyncPod
 */
export class Sync {
  readonly outcome = new SyncOutcome();
  /** Whether it stops the pod for good because somebody deletes it. */
  terminating = false;
  /** Whether every container it sees has exited for good, or is made to. @source kubelet-semantics A1, A20, A21 */
  isOver = false;
  readonly #pod: Pod;
  readonly #context: KubeletContext;
  readonly #relist: PodRelist;
  readonly #registerProbes: (nowMs: number) => void;
  readonly #actions = new PodActions();
  readonly #killing: Killing;
  #mounting: Mounting | undefined = undefined;
  readonly #starting: ContainerStart;
  #phaseMayEnd = false;
  #stage: Stage = 'begin';
  #next = 0;
  #isStarting = false;

  constructor(pod: Pod, context: KubeletContext, relist: PodRelist, registerProbes: (nowMs: number) => void) {
    this.#pod = pod;
    this.#context = context;
    this.#relist = relist;
    this.#registerProbes = registerProbes;
    this.#killing = new Killing(pod, context);
    this.#starting = new ContainerStart(pod, context, relist);
  }

  /** Whether it only waits for something that a deletion makes pointless. */
  get isInterruptible(): boolean {
    return this.#stage === 'mount' || (this.#stage === 'start' && this.#starting.isPulling);
  }

  /** @param phaseMayEnd false while a terminal phase is still withheld from the API (P5) */
  begin(phaseMayEnd: boolean): void {
    this.outcome.reset();
    this.terminating = this.#pod.deletionRequested;
    this.#phaseMayEnd = phaseMayEnd;
    this.#stage = 'begin';
    this.#next = 0;
    this.#isStarting = false;
    const isFresh = this.#context.clockwork.relists.isContinuous;
    const { containers } = this.#pod;
    let restartsAll = false;
    // Counted loops, here and below: the way to every restart leads through them.
    for (let at = 0; at < containers.length; at += 1) {
      const container = containers[at] as Container;
      const { view, spec } = container;
      container.beginSync(isFresh ? container.actual : container.cached);
      if (view.exited && view.newest !== undefined && restartsAllContainers(spec, view.newest.exitCode)) {
        restartsAll = true;
      }
    }
    if (restartsAll !== this.#pod.restartingAll) this.#pod.isNews = true;
    this.#pod.restartingAll = restartsAll;
    this.isOver = !restartsAll && isTerminal(podPhase(this.#pod, 'view'));
  }

  /**
   * Goes on until something takes time, and says how many milliseconds; undefined when nothing is left to do. Called
   * again when that time has passed.
   */
  advance(nowMs: number): number | undefined {
    const busyMs = this.#proceed(nowMs);
    // While a sync goes on, the API is told what it began with: what it does is told by what follows (T20, H1).
    const tellsNow = busyMs !== undefined && this.#context.timing.publishes === 'at-sync-end';
    if (tellsNow) publishStatus(this.#pod, this.#context, nowMs, 'view', this.#phaseMayEnd);
    if (busyMs === undefined) this.#forgetErrors();
    return busyMs;
  }

  /** @source kubelet-semantics P9; kubelet.go SyncPod, which updates the reasons when all is done */
  #forgetErrors(): void {
    for (let at = 0; at < this.#pod.containers.length; at += 1) {
      const container = this.#pod.containers[at] as Container;
      if (container.startedBySync) container.startError = undefined;
    }
  }

  /** One stage after the other, each with what comes of it: 0 to go on with the next at once. */
  #proceed(nowMs: number): number | undefined {
    let busyMs: number | undefined = 0;
    if (this.#stage === 'begin') {
      this.#stage = 'publish';
      busyMs = this.#pod.draw(this.#context.timing.latencies.sync);
      if (busyMs > 0) return busyMs;
    }
    if (this.#stage === 'publish') this.#publish(nowMs);
    if (this.#stage === 'end-pod') return this.#killing.advance(nowMs) || this.#end();
    if (this.#stage === 'mount') {
      busyMs = this.#isStopped ? undefined : this.#mount(nowMs);
      if (busyMs !== 0) return busyMs;
      this.#decide(nowMs);
    }
    if (this.#stage === 'kill') {
      busyMs = this.#kill(nowMs);
      if (busyMs !== 0) return busyMs;
    }
    if (this.#stage === 'sandbox') {
      if (this.#isStopped) return undefined;
      this.#makeSandbox(nowMs);
    }
    return this.#start(nowMs);
  }

  /** A deletion ends the sync under way: nothing starts once it is observed. @source kubelet-semantics A30 */
  get #isStopped(): boolean {
    return this.#pod.deletionRequested !== this.terminating || (this.#pod.stop !== undefined && !this.isOver);
  }

  #publish(nowMs: number): void {
    const publishesNow = this.#context.timing.publishes === 'at-sync-start';
    if (publishesNow) publishStatus(this.#pod, this.#context, nowMs, 'view', this.#phaseMayEnd);
    this.#stage = this.terminating || this.isOver ? 'end-pod' : 'mount';
    if (this.#stage === 'end-pod') this.#killing.beginPod();
  }

  #end(): undefined {
    this.#pod.isNews ||= this.#pod.hasSandbox;
    this.#pod.hasSandbox = false;
    return undefined;
  }

  #mount(nowMs: number): number | undefined {
    if (this.#pod.isMounted) return 0;
    if (this.#mounting === undefined) {
      this.#mounting = new Mounting(this.#pod, this.#context);
      this.#mounting.begin();
    }
    const busyMs = this.#mounting.advance(nowMs);
    if (busyMs === undefined) {
      this.outcome.retryAt(undefined);
      this.#mounting.begin();
    } else if (busyMs === 0) {
      this.#pod.isMounted = true;
      this.#mounting = undefined;
    }
    return busyMs;
  }

  /** A pod whose sandbox is gone begins again in a new one: its init containers' records go. @source kubelet-semantics A8 */
  #decide(nowMs: number): void {
    this.#stage = 'kill';
    if (!this.#pod.areProbesRegistered) this.#registerProbes(nowMs);
    const { containers, hasSandbox, sandboxes, recorder } = this.#pod;
    if (!hasSandbox && sandboxes > 0) {
      recorder.say(sandboxChanged(), nowMs);
      for (const container of containers) {
        if (container.spec.type === 'container') continue;
        container.removeRecords('record-removed');
        container.view.copyFrom(container.actual);
      }
    }
    const { kills, starts, restartsAll } = this.#actions.decide(this.#pod);
    if (restartsAll) this.#killing.beginRestartOfAll();
    else if (kills.length > 0) this.#killing.begin(kills, starts);
  }

  #kill(nowMs: number): number | undefined {
    const { kills, starts, restartsAll } = this.#actions;
    if (restartsAll || kills.length > 0) {
      const busyMs = this.#killing.advance(nowMs);
      if (busyMs > 0) return busyMs;
      if (this.#killing.killed) this.outcome.acted = true;
    }
    if (restartsAll) {
      for (const container of this.#pod.containers) container.removeRecords('all-containers-restarted');
      this.outcome.acted = true;
      this.outcome.removedAll = true;
      return undefined;
    }
    this.#stage = 'sandbox';
    if (this.#pod.hasSandbox) return 0;
    if (this.#pod.sandboxes > 0 && starts.length === 0) return undefined;
    return this.#pod.draw(this.#context.timing.latencies.sandbox);
  }

  #makeSandbox(nowMs: number): void {
    this.#stage = 'start';
    if (this.#pod.hasSandbox) return;
    this.#pod.hasSandbox = true;
    this.#pod.sandboxes += 1;
    this.#pod.isNews = true;
    this.#relist.somethingStarted(nowMs);
    const isTold = this.#context.version.readyToStart === 'at-once' && !this.#context.clockwork.relists.isContinuous;
    if (isTold) publishCondition(this.#pod, readyToStart(true), this.#context, nowMs);
  }

  /** Decides about each container in turn, by the list made at the begin, and starts the admitted ones. */
  #start(nowMs: number): number | undefined {
    const { starts } = this.#actions;
    for (; this.#next < starts.length; this.#next += 1) {
      if (this.#isStopped && !this.#starting.isHooking) return undefined;
      const container = starts[this.#next] as Container;
      if (!this.#isStarting) {
        if (this.#refuses(container, nowMs)) {
          if (container.spec.type === 'init') return undefined;
          continue;
        }
        this.#isStarting = true;
        this.#starting.begin(container);
      }
      const busyMs = this.#starting.advance(nowMs);
      if (busyMs > 0) return busyMs;
      this.#isStarting = false;
      if (this.#starting.succeeded) {
        this.outcome.acted = true;
      } else {
        this.outcome.retryAt(this.#starting.retryAtMs);
        // Nothing after an init container that did not start is attempted (A4).
        if (container.spec.type === 'init') return undefined;
      }
    }
    return undefined;
  }

  #refuses(container: Container, nowMs: number): boolean {
    const refusal = decideStart(container, this.#context, nowMs, this.#pod);
    if (refusal === undefined) return false;
    this.outcome.refuse(refusal);
    return true;
  }
}

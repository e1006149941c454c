import { type Distribution, drawMs } from '../engine/distributions.js';
import type { Container } from './container.js';
import type { KubeletContext } from './context.js';
import type { Pod } from './pod.js';
import type { PodRelist } from './pod-relist.js';
import { publishStatus } from './publish.js';
import { restartsAfterExit } from './restart-policy.js';
import { decideStart } from './start-decision.js';

/** What a sync does next; each stage may take time. */
type Stage = 'begin' | 'publish' | 'kill' | 'sandbox' | 'start';

const NEVER = Number.POSITIVE_INFINITY;

/**
 * One pass over a pod: it begins with the pod as the cache has it, kills what must go, then decides for each container
 * in turn whether to start it. Everything is judged by the view it began with. Reused from pass to pass.
 *
 * @source kubelet-semantics A2, A3, A18; kuberuntime_manager.go SyncPod
 */
export class Sync {
  /** Whether it did anything to the runtime. */
  acted = false;
  /** The earliest finish + step among the containers it refused to start. */
  earliestExpiryMs: number | undefined = undefined;
  /** The earliest instant at which one of its refusals would come out differently. */
  earliestChangeMs: number | undefined = undefined;
  /** Whether it stops the pod for good. */
  terminating = false;
  /** Whether every container it sees has exited for good. @source kubelet-semantics A20, A21 */
  isOver = false;
  readonly #pod: Pod;
  readonly #context: KubeletContext;
  readonly #relist: PodRelist;
  #phaseMayEnd = false;
  #stage: Stage = 'begin';
  #next = 0;
  /** The next container has been admitted and is being started. */
  #admitted = false;

  constructor(pod: Pod, context: KubeletContext, relist: PodRelist) {
    this.#pod = pod;
    this.#context = context;
    this.#relist = relist;
  }

  /** @param phaseMayEnd false while a terminal phase is still withheld from the API (P5) */
  begin(phaseMayEnd: boolean): void {
    this.acted = false;
    this.earliestExpiryMs = undefined;
    this.earliestChangeMs = undefined;
    this.terminating = this.#pod.deletionRequested;
    this.#phaseMayEnd = phaseMayEnd;
    this.#stage = 'begin';
    this.#next = 0;
    this.#admitted = false;
    this.isOver = true;
    const isFresh = this.#context.clockwork.relists.isContinuous;
    const { containers, spec } = this.#pod;
    const { restartPolicy } = spec;
    // Counted loops, here and below: the way to every restart leads through them.
    for (let at = 0; at < containers.length; at += 1) {
      const container = containers[at] as Container;
      const { view } = container;
      view.copyFrom(isFresh ? container.actual : container.cached);
      container.given = container.definition;
      container.killedBySync = false;
      const { newest, exited } = view;
      this.isOver &&= newest !== undefined && exited && !restartsAfterExit(restartPolicy, newest.exitCode);
    }
  }

  /**
   * Goes on until something takes time, and says how many milliseconds; undefined when nothing is left to do. Called
   * again when that time has passed.
   */
  advance(nowMs: number): number | undefined {
    const { timing } = this.#context;
    if (this.#stage === 'begin') {
      this.#stage = 'publish';
      const busyMs = this.#draw(timing.latencies.sync);
      if (busyMs > 0) return busyMs;
    }
    if (this.#stage === 'publish') {
      if (timing.publishes === 'at-sync-start') publishStatus(this.#pod, this.#context, nowMs, this.#phaseMayEnd);
      this.#stage = 'kill';
    }
    if (this.#stage === 'kill') {
      const busyMs = this.terminating ? this.#killAll(nowMs) : this.#killReplaced(nowMs);
      if (busyMs > 0) return busyMs;
      this.#stage = 'sandbox';
      this.#next = 0;
    }
    // A deletion ends the sync under way: nothing starts once it is observed (A30).
    if (this.#pod.deletionRequested || this.isOver) return undefined;
    if (this.#stage === 'sandbox') {
      this.#stage = 'start';
      const busyMs = this.#pod.hasSandbox ? 0 : this.#draw(timing.latencies.sandbox);
      if (busyMs > 0) return busyMs;
    }
    return this.#start(nowMs);
  }

  /** Stops the pod: all its containers at once. */
  #killAll(nowMs: number): number {
    let goneAtMs = nowMs;
    for (const container of this.#pod.containers) {
      if (container.actual.isRunning) goneAtMs = Math.max(goneAtMs, this.#terminate(container, nowMs));
    }
    return goneAtMs - nowMs;
  }

  /** Stops containers whose definition changed, one after the other. @source kubelet-semantics A3, A18 */
  #killReplaced(nowMs: number): number {
    const { containers } = this.#pod;
    for (; this.#next < containers.length; this.#next += 1) {
      const container = containers[this.#next] as Container;
      if (!container.view.isRunning || !container.isOutdated || container.killedBySync) continue;
      container.killedBySync = true;
      this.acted = true;
      const busyMs = this.#terminate(container, nowMs) - nowMs;
      if (busyMs > 0) return busyMs;
    }
    return 0;
  }

  /** An exit that takes no time has happened before the sync goes on. */
  #terminate(container: Container, nowMs: number): number {
    if (container.actual.exited) return nowMs;
    const { agenda } = this.#context;
    const exitsAtMs = container.terminate(nowMs, this.#pod.spec.terminationGraceMs);
    if (exitsAtMs > nowMs) {
      agenda.schedule(container, exitsAtMs);
    } else {
      agenda.cancel(container);
      container.fire(nowMs);
    }
    return exitsAtMs;
  }

  /** In the pod's sandbox, ready by now, decides about each container in turn and launches the admitted ones. */
  #start(nowMs: number): number | undefined {
    const { containers } = this.#pod;
    if (!this.#pod.hasSandbox) {
      this.#pod.hasSandbox = true;
      this.#relist.somethingStarted(nowMs);
    }
    for (; this.#next < containers.length; this.#next += 1) {
      const container = containers[this.#next];
      if (container === undefined) continue;
      if (!this.#admitted) {
        if (!this.#wantsStart(container) || this.#refuses(container, nowMs)) continue;
        this.#admitted = true;
        const { imageCheck, start } = this.#context.timing.latencies;
        const busyMs = this.#draw(imageCheck) + this.#draw(start);
        if (busyMs > 0) return busyMs;
      }
      this.#admitted = false;
      this.#launch(container, nowMs);
    }
    return undefined;
  }

  #refuses(container: Container, nowMs: number): boolean {
    const refusal = decideStart(container, this.#context, nowMs);
    if (refusal === undefined) return false;
    this.earliestExpiryMs = earlier(this.earliestExpiryMs, refusal.expiresAtMs);
    this.earliestChangeMs = earlier(this.earliestChangeMs, refusal.changesAtMs);
    return true;
  }

  /** @source kubelet-semantics A18, A19: never started, killed for its definition, or exited and to be restarted */
  #wantsStart(container: Container): boolean {
    const { newest, exited } = container.view;
    if (newest === undefined) return true;
    return exited ? restartsAfterExit(this.#pod.spec.restartPolicy, newest.exitCode) : container.killedBySync;
  }

  #launch(container: Container, nowMs: number): void {
    this.acted = true;
    const instance = container.launch(nowMs);
    this.#context.sink.started(container.index, instance.attempt, nowMs);
    if (instance.finishedAtMs !== NEVER) this.#context.agenda.schedule(container, instance.finishedAtMs);
    this.#relist.somethingStarted(nowMs);
  }

  #draw(latency: Distribution): number {
    return latency.kind === 'fixed' ? latency.ms : drawMs(latency, this.#pod.stream);
  }
}

function earlier(aMs: number | undefined, bMs: number): number {
  return aMs === undefined || bMs < aMs ? bMs : aMs;
}

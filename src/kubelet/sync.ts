import { type Distribution, drawMs } from '../engine/distributions.js';
import type { Container } from './container.js';
import type { KubeletContext } from './context.js';
import type { Pod } from './pod.js';
import type { PodRelist } from './pod-relist.js';
import { publishStatus } from './publish.js';
import { restartsAfterExit } from './restart-policy.js';
import { decideStart } from './start-decision.js';

/** Where a sync stands; each stage may take time. */
type Stage = 'begin' | 'kill' | 'sandbox' | 'decide' | 'launch';

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
  earliestExpiryMs = NEVER;
  /** The earliest instant at which one of its refusals would come out differently. */
  earliestChangeMs = NEVER;
  /** Whether it stops the pod for good. */
  terminating = false;
  readonly #pod: Pod;
  readonly #context: KubeletContext;
  readonly #relist: PodRelist;
  #phaseMayEnd = false;
  #stage: Stage = 'begin';
  #next = 0;

  constructor(pod: Pod, context: KubeletContext, relist: PodRelist) {
    this.#pod = pod;
    this.#context = context;
    this.#relist = relist;
  }

  /** @param phaseMayEnd false while a terminal phase is still withheld from the API (P5) */
  begin(phaseMayEnd: boolean): void {
    this.acted = false;
    this.earliestExpiryMs = NEVER;
    this.earliestChangeMs = NEVER;
    this.terminating = this.#pod.deletionRequested;
    this.#phaseMayEnd = phaseMayEnd;
    this.#stage = 'begin';
    this.#next = 0;
    const fresh = this.#context.clockwork.relists.isContinuous;
    for (const container of this.#pod.containers) container.view.copyFrom(fresh ? container.actual : container.cached);
  }

  /** Does the next step and says how many milliseconds it takes; undefined when there is none left. */
  step(nowMs: number): number | undefined {
    const { latencies, publishes } = this.#context.timing;
    switch (this.#stage) {
      case 'begin':
        this.#stage = 'kill';
        return this.#draw(latencies.sync);
      case 'kill':
        if (publishes === 'at-sync-start') publishStatus(this.#pod, this.#context, nowMs, this.#phaseMayEnd);
        this.#stage = 'sandbox';
        return this.#kill(nowMs);
      case 'sandbox':
        if (this.terminating || this.isOver()) return undefined;
        this.#stage = 'decide';
        return this.#createSandbox();
      case 'decide':
        return this.#decide(nowMs);
      case 'launch':
        this.#launch(nowMs);
        this.#stage = 'decide';
        return 0;
    }
  }

  /** Whether every container in view has exited for good. @source kubelet-semantics A20, A21 */
  isOver(): boolean {
    const { containers, spec } = this.#pod;
    return containers.every(({ view: { newest, exited } }) => {
      return newest !== undefined && exited && !restartsAfterExit(spec.restartPolicy, newest.exitCode);
    });
  }

  /** Stops what must not run on: everything when the pod is deleted, else containers whose definition changed. */
  #kill(nowMs: number): number {
    const { containers, spec } = this.#pod;
    let goneAtMs = nowMs;
    for (const container of containers) {
      if (!container.view.isRunning || !(this.terminating || container.definitionChanged)) continue;
      const exitsAtMs = container.terminate(nowMs, spec.terminationGraceMs);
      if (!container.actual.exited) this.#context.agenda.schedule(container, exitsAtMs);
      goneAtMs = Math.max(goneAtMs, exitsAtMs);
      this.acted = true;
    }
    return goneAtMs - nowMs;
  }

  #createSandbox(): number {
    if (this.#pod.hasSandbox) return 0;
    this.#pod.hasSandbox = true;
    return this.#draw(this.#context.timing.latencies.sandbox);
  }

  #decide(nowMs: number): number | undefined {
    const { containers } = this.#pod;
    for (; this.#next < containers.length; this.#next += 1) {
      const container = containers[this.#next];
      if (container === undefined || !this.#wantsStart(container)) continue;
      const refusal = decideStart(container, this.#context, nowMs);
      if (refusal === undefined) {
        this.#stage = 'launch';
        const { imageCheck, start } = this.#context.timing.latencies;
        return this.#draw(imageCheck) + this.#draw(start);
      }
      this.earliestExpiryMs = Math.min(this.earliestExpiryMs, refusal.expiresAtMs);
      this.earliestChangeMs = Math.min(this.earliestChangeMs, refusal.changesAtMs);
    }
    return undefined;
  }

  /** @source kubelet-semantics A18, A19: never started, killed for its definition, or exited and to be restarted */
  #wantsStart(container: Container): boolean {
    const { newest, exited } = container.view;
    if (newest === undefined) return true;
    return exited ? restartsAfterExit(this.#pod.spec.restartPolicy, newest.exitCode) : container.definitionChanged;
  }

  #launch(nowMs: number): void {
    const container = this.#pod.containers[this.#next];
    this.#next += 1;
    if (container === undefined) return;
    this.acted = true;
    const instance = container.launch(nowMs);
    this.#context.sink.started(container.index, instance.attempt, nowMs);
    if (instance.finishedAtMs !== NEVER) this.#context.agenda.schedule(container, instance.finishedAtMs);
    this.#relist.containerStarted(nowMs);
  }

  #draw(latency: Distribution): number {
    return latency.kind === 'fixed' ? latency.ms : drawMs(latency, this.#pod.stream);
  }
}

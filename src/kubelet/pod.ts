import type { Stream } from '../engine/stream.js';
import { Timer } from '../engine/timer.js';
import type { Phase, RestartPolicy } from '../trace/vocabulary.js';
import type { Container } from './container.js';
import { ContainerView, lifecycleEvents } from './instance.js';
import type { Kubelet } from './kubelet.js';
import { PodWorker } from './pod-worker.js';
import { RANK } from './ranks.js';

export interface PodSpec {
  /** Its number in every fact. */
  readonly index: number;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly restartPolicy: RestartPolicy;
  readonly terminationGraceMs: number;
}

/** A pod on a kubelet's node, and the relist's knowledge of it. Fires when a relist reports that something changed. */
export class Pod extends Timer {
  readonly index: number;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly restartPolicy: RestartPolicy;
  readonly terminationGraceMs: number;
  readonly kubelet: Kubelet;
  readonly containers: Container[] = [];
  readonly worker: PodWorker;
  hasSandbox = false;
  deletionRequested = false;
  publishedPhase: Phase | undefined = undefined;
  #stream: Stream | undefined = undefined;
  #sandboxListed = false;
  #relistStartsAtMs = 0;
  #changedLater = false;

  constructor(kubelet: Kubelet, spec: PodSpec) {
    super(RANK.relist, spec.index);
    this.kubelet = kubelet;
    this.index = spec.index;
    this.namespace = spec.namespace;
    this.name = spec.name;
    this.uid = spec.uid;
    this.restartPolicy = spec.restartPolicy;
    this.terminationGraceMs = spec.terminationGraceMs;
    this.worker = new PodWorker(this, kubelet);
  }

  /** This pod's own draws: latencies and jitter. */
  get stream(): Stream {
    this.#stream ??= this.kubelet.streamFor('pod', this.namespace, this.name, this.uid);
    return this.#stream;
  }

  containerExited(container: Container, nowMs: number): void {
    const { newest } = container.actual;
    if (newest === undefined) return;
    this.kubelet.sink.exited(container.index, newest.attempt, nowMs, newest.exitCode, newest.reason);
    this.runtimeChanged(nowMs);
  }

  /** The runtime's truth has changed: the next relist will say so. */
  runtimeChanged(nowMs: number): void {
    const { relists, agenda } = this.kubelet;
    if (relists.isContinuous) {
      this.worker.triggerOnce(nowMs);
      return;
    }
    const relist = relists.firstStartingAtOrAfter(nowMs);
    if (!this.isPending) {
      this.#relistStartsAtMs = relist.startsAtMs;
      agenda.schedule(this, relist.endsAtMs);
    } else if (relist.startsAtMs > this.#relistStartsAtMs) {
      this.#changedLater = true;
    }
  }

  /** A relist ends: what it listed when it started goes into the pod cache, and each change triggers the worker. */
  override fire(nowMs: number): void {
    this.relistAsOf(this.#relistStartsAtMs, nowMs);
    if (!this.#changedLater) return;
    this.#changedLater = false;
    this.runtimeChanged(nowMs);
  }

  relistAsOf(listedAtMs: number, nowMs: number): void {
    let events = 0;
    if (this.hasSandbox && !this.#sandboxListed) {
      this.#sandboxListed = true;
      events += 1;
    }
    for (const container of this.containers) {
      const listed = new ContainerView();
      listed.copyAsOf(container.actual, listedAtMs);
      events += lifecycleEvents(container.cached, listed);
      container.cached.copyFrom(listed);
    }
    for (; events > 0; events -= 1) this.worker.trigger(nowMs);
  }

  override describe(): string {
    return `pod ${this.name}`;
  }
}

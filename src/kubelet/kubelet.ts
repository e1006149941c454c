import type { Agenda } from '../engine/agenda.js';
import { namedStream } from '../engine/stream.js';
import type { Sink } from '../trace/sink.js';
import { BackoffMap, backoffKey } from './backoff-map.js';
import { Clockwork } from './clockwork.js';
import { Container, type ContainerSpec } from './container.js';
import type { KubeletContext } from './context.js';
import { Pod, type PodSpec } from './pod.js';
import { PodWorker } from './pod-worker.js';
import type { BackoffPolicy } from './policy.js';
import type { Process } from './process.js';
import type { Timing } from './timing.js';
import type { KubeletVersion } from './versions.js';

export interface KubeletOptions {
  readonly node: string;
  readonly version: KubeletVersion;
  readonly policy: BackoffPolicy;
  readonly timing: Timing;
  readonly agenda: Agenda;
  readonly sink: Sink;
  readonly masterSeed: number;
}

/** A pod with the worker that looks after it, as its kubelet hands it out. */
export interface HostedPod {
  readonly pod: Pod;
  readonly worker: PodWorker;
}

/** One node's kubelet with its runtime: the only owner of its pods and its backoff entries. */
export class Kubelet implements KubeletContext {
  readonly agenda: Agenda;
  readonly sink: Sink;
  readonly policy: BackoffPolicy;
  readonly timing: Timing;
  clockwork: Clockwork;
  readonly #node: string;
  readonly #version: KubeletVersion;
  readonly #masterSeed: number;
  readonly #backoff = new BackoffMap();
  readonly #hosted: HostedPod[] = [];
  #processes = 0;

  constructor(options: KubeletOptions) {
    this.agenda = options.agenda;
    this.sink = options.sink;
    this.policy = options.policy;
    this.timing = options.timing;
    this.#node = options.node;
    this.#version = options.version;
    this.#masterSeed = options.masterSeed;
    this.clockwork = this.#boot(0);
  }

  /** Meets a pod: its worker's first sync is due now. */
  addPod(spec: PodSpec, containers: readonly ContainerSpec[], nowMs: number): HostedPod {
    const path = ['pod', spec.namespace, spec.name];
    const pod = new Pod(spec, () => namedStream(this.#masterSeed, ...path));
    const worker = new PodWorker(pod, this);
    for (const container of containers) {
      const entry = this.#backoff.entry(this.#key(pod, container), 'never-made');
      pod.containers.push(new Container(container, entry, worker.relist));
    }
    const hosted = { pod, worker };
    this.#hosted.push(hosted);
    this.sink.podCreated(spec.index, nowMs);
    worker.trigger(nowMs);
    return hosted;
  }

  /** Observes that a pod is to go: it is stopped, and no start happens any more. @source kubelet-semantics A30 */
  deletePod({ pod, worker }: HostedPod, nowMs: number): void {
    pod.deletionRequested = true;
    worker.trigger(nowMs);
  }

  /**
   * Observes a new image: the container is replaced, and since the image is in the key, its backoff starts afresh.
   *
   * @source kubelet-semantics A18, B15
   */
  setImage({ pod, worker }: HostedPod, container: Container, image: string, process: Process, nowMs: number): void {
    container.image = image;
    container.process = process;
    container.definitionChanged = container.actual.isRunning;
    container.entry = this.#backoff.entry(this.#key(pod, container), 'fresh-key');
    worker.trigger(nowMs);
  }

  /** Ends the kubelet process and starts the next: all entries are gone, all phases are new, containers run on (B20). */
  restart(nowMs: number): void {
    this.#backoff.clear();
    this.clockwork = this.#boot(nowMs);
    for (const { pod, worker } of this.#hosted) {
      for (const container of pod.containers) container.startError = undefined;
      worker.restart(nowMs);
    }
  }

  #boot(nowMs: number): Clockwork {
    const stream = namedStream(this.#masterSeed, 'node', this.#node, 'kubelet', String(this.#processes));
    this.#processes += 1;
    return new Clockwork(this.timing, this.policy.reset, stream, nowMs);
  }

  #key({ spec }: Pod, container: Pick<ContainerSpec, 'name' | 'image' | 'resources'>): string {
    return backoffKey(this.#version, {
      namespace: spec.namespace,
      pod: spec.name,
      uid: spec.uid,
      container: container.name,
      image: container.image,
      resources: container.resources,
    });
  }
}

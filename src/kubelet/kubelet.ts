import type { Agenda } from '../engine/agenda.js';
import { namedStream } from '../engine/stream.js';
import type { Sink } from '../trace/sink.js';
import { type Absence, BackoffEntry } from './backoff.js';
import { BackoffMap, backoffKey } from './backoff-map.js';
import { Clockwork } from './clockwork.js';
import { Container, type ContainerSpec, type Definition } from './container.js';
import type { KubeletContext } from './context.js';
import { LoneContainer } from './lone-container.js';
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

/** What runs in a container. */
export interface ImageAndProcess {
  readonly image: string;
  readonly process: Process;
}

export interface NewContainer extends ContainerSpec, ImageAndProcess {}

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
  addPod(spec: PodSpec, containers: readonly NewContainer[], nowMs: number): HostedPod {
    const path = ['pod', spec.namespace, spec.name];
    const pod = new Pod(spec, () => namedStream(this.#masterSeed, ...path));
    const worker = new PodWorker(pod, this);
    for (const container of containers) {
      const definition = this.#define(pod, container, container, 'never-made');
      pod.containers.push(new Container(container, definition, worker.relist));
    }
    const hosted = { pod, worker };
    this.#hosted.push(hosted);
    this.sink.podCreated(spec.index, nowMs);
    worker.trigger(nowMs);
    return hosted;
  }

  /** Meets a pod whose containers run each on its own; see {@link LoneContainer} for when that is the same. */
  addLonePod(spec: PodSpec, containers: readonly NewContainer[], nowMs: number): readonly LoneContainer[] {
    const listener = { containerExited: () => {}, describe: () => `pod ${spec.name}` };
    this.sink.podCreated(spec.index, nowMs);
    return containers.map((container) => {
      // Nobody asks for its entry by key: the image never changes, and the kubelet never restarts.
      const { image, process } = container;
      const definition = { image, process, entry: new BackoffEntry('never-made') };
      return new LoneContainer(new Container(container, definition, listener), this, spec.restartPolicy, nowMs);
    });
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
  setImage({ pod, worker }: HostedPod, container: Container, change: ImageAndProcess, nowMs: number): void {
    container.definition = this.#define(pod, container, change, 'fresh-key');
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

  #define({ spec }: Pod, container: ContainerSpec, { image, process }: ImageAndProcess, absence: Absence): Definition {
    const key = backoffKey(this.#version, {
      namespace: spec.namespace,
      pod: spec.name,
      uid: spec.uid,
      container: container.name,
      image,
      resources: container.resources,
    });
    return { image, process, entry: this.#backoff.entry(key, absence) };
  }
}

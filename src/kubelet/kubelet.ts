import type { Agenda } from '../engine/agenda.js';
import { namedStream } from '../engine/stream.js';
import type { KubeletFacts } from '../trace/kubelet-facts.js';
import type { Sink } from '../trace/sink.js';
import type { Absence } from './backoff.js';
import { BackoffMap, backoffKey } from './backoff-map.js';
import { Clockwork } from './clockwork.js';
import { Container, type Definition } from './container.js';
import type { KubeletContext } from './context.js';
import { type EventRules, eventRules } from './event-versions.js';
import { ImagePulls } from './image-pulls.js';
import { type ImageAndProcess, indexOf, type NewPod, programOf } from './new-pod.js';
import { Pod } from './pod.js';
import type { ContainerSpec } from './pod-spec.js';
import { evicted } from './pod-texts.js';
import { PodWorker } from './pod-worker.js';
import type { BackoffPolicy } from './policy.js';
import { Recorder } from './recorder.js';
import type { Timing } from './timing.js';
import { type KubeletVersion, kubeletVersion, type VersionName } from './versions.js';
import type { World } from './world.js';

export interface KubeletOptions {
  readonly node: string;
  readonly versionName: VersionName;
  readonly policy: BackoffPolicy;
  readonly timing: Timing;
  readonly agenda: Agenda;
  readonly sink: Sink;
  readonly world: World;
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
  readonly steps: KubeletFacts | undefined;
  readonly policy: BackoffPolicy;
  readonly timing: Timing;
  clockwork: Clockwork;
  readonly node: string;
  readonly world: World;
  readonly version: KubeletVersion;
  readonly eventRules: EventRules;
  readonly pulls: ImagePulls;
  bootedAtMs = Number.NEGATIVE_INFINITY;
  readonly #masterSeed: number;
  readonly #backoff = new BackoffMap();
  readonly #hosted: HostedPod[] = [];
  #processes = 0;

  constructor(options: KubeletOptions) {
    this.agenda = options.agenda;
    this.sink = options.sink;
    this.steps = options.sink.steps;
    this.policy = options.policy;
    this.timing = options.timing;
    this.node = options.node;
    this.world = options.world;
    this.version = kubeletVersion(options.versionName);
    this.eventRules = eventRules(options.versionName);
    this.pulls = new ImagePulls(options.world);
    this.#masterSeed = options.masterSeed;
    this.clockwork = this.#boot(0);
  }

  /** Meets a pod: its worker's first sync is due now. */
  addPod({ identity, spec, processes }: NewPod, nowMs: number): HostedPod {
    const path = ['pod', identity.namespace, identity.name];
    const recorder = new Recorder(this.sink, identity, this.node, this.eventRules);
    const pod = new Pod(identity, spec, recorder, () => namedStream(this.#masterSeed, ...path));
    const worker = new PodWorker(pod, this);
    spec.containers.forEach((container, place) => {
      const definition = this.#define(pod, container, programOf(container, processes[place]), 'never-made');
      pod.containers.push(new Container(indexOf(identity, place), container, definition, worker.relist));
    });
    const hosted = { pod, worker };
    this.#hosted.push(hosted);
    worker.trigger(nowMs);
    return hosted;
  }

  /** Observes that a pod is to go: it is stopped, and no start happens any more. @source kubelet-semantics A30 */
  deletePod({ pod, worker }: HostedPod, nowMs: number): void {
    pod.deletionRequested = true;
    for (const { probers } of pod.containers) probers?.stopKilling();
    worker.trigger(nowMs);
  }

  /** Throws a pod out that the node has no room for; it will be Failed. @source kubelet-semantics C11, E11 */
  evictPod({ pod, worker }: HostedPod, message: string, nowMs: number): void {
    pod.recorder.say(evicted(message), nowMs);
    // Hard thresholds leave no grace, and so no preStop hook (H3).
    const disruption = { type: 'DisruptionTarget', status: true, reason: 'TerminationByKubelet', message } as const;
    worker.stopPod({ reason: 'Evicted', message, graceMs: 0, disruption }, nowMs);
  }

  /** The kubelet is gone or cut off: processes run on, but nobody looks after them until {@link restart}. */
  stop(): void {
    for (const { worker } of this.#hosted) worker.suspend();
  }

  /**
   * Observes a new image: the container is replaced, and since the image is in the key, its backoff starts afresh.
   *
   * @source kubelet-semantics A18, B15
   */
  setImage({ pod, worker }: HostedPod, container: Container, change: ImageAndProcess, nowMs: number): void {
    container.definition = this.#define(pod, container.spec, change, 'fresh-key');
    worker.trigger(nowMs);
  }

  /** Ends the kubelet process and starts the next: all entries are gone, all phases are new, containers run on (B20). */
  restart(nowMs: number): void {
    this.#backoff.clear();
    this.pulls.forget();
    this.bootedAtMs = nowMs;
    this.sink.kubeletRestarted(this.node, nowMs);
    this.clockwork = this.#boot(nowMs);
    for (const { pod, worker } of this.#hosted) {
      for (const container of pod.containers) container.startError = undefined;
      worker.restart(nowMs);
    }
  }

  /**
   * Reboots the node: every process is gone and no sandbox is left, then a new kubelet process meets the pods.
   *
   * @source kubelet-semantics B21, A8
   */
  reboot(nowMs: number): void {
    for (const { pod } of this.#hosted) {
      pod.hasSandbox = false;
      for (const container of pod.containers) {
        this.agenda.cancel(container);
        container.loseProcess(nowMs);
      }
    }
    this.restart(nowMs);
  }

  #boot(nowMs: number): Clockwork {
    const stream = namedStream(this.#masterSeed, 'node', this.node, 'kubelet', String(this.#processes));
    this.#processes += 1;
    return new Clockwork(this.timing, this.policy.reset, stream, nowMs);
  }

  #define(
    { identity }: Pod,
    container: ContainerSpec,
    { image, process }: ImageAndProcess,
    absence: Absence,
  ): Definition {
    const key = backoffKey(this.version, {
      namespace: identity.namespace,
      pod: identity.name,
      uid: identity.uid,
      container: container.name,
      image,
      resources: container.resources,
    });
    return { image, process, entry: this.#backoff.entry(key, absence) };
  }
}

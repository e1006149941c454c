import type { Agenda } from '../engine/agenda.js';
import { namedStream, type Stream } from '../engine/stream.js';
import type { Sink } from '../trace/sink.js';
import { BackoffMap, backoffKey } from './backoff-map.js';
import { Cadence, RelistSeries } from './cadence.js';
import { Container, type ContainerSpec } from './container.js';
import { Pod, type PodSpec } from './pod.js';
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

const NEVER = Number.POSITIVE_INFINITY;

/** One node's kubelet with its runtime: the only owner of its pods and its backoff entries. */
export class Kubelet {
  readonly node: string;
  readonly policy: BackoffPolicy;
  readonly timing: Timing;
  readonly agenda: Agenda;
  readonly sink: Sink;
  relists: RelistSeries;
  ticks: Cadence;
  readonly #version: KubeletVersion;
  readonly #masterSeed: number;
  readonly #backoff = new BackoffMap();
  readonly #pods: Pod[] = [];
  #housekeeping: Cadence | undefined;
  #processes = 0;

  constructor(options: KubeletOptions) {
    this.node = options.node;
    this.policy = options.policy;
    this.timing = options.timing;
    this.agenda = options.agenda;
    this.sink = options.sink;
    this.#version = options.version;
    this.#masterSeed = options.masterSeed;
    const clockwork = this.#boot(0);
    this.relists = clockwork.relists;
    this.ticks = clockwork.ticks;
    this.#housekeeping = clockwork.housekeeping;
  }

  /** Meets a pod: its worker's first sync is due now. */
  addPod(spec: PodSpec, containers: readonly ContainerSpec[], nowMs: number): Pod {
    const pod = new Pod(this, spec);
    for (const container of containers) {
      const entry = this.#backoff.entry(this.#key(pod, container), 'never-made');
      pod.containers.push(new Container(pod, container, entry));
    }
    this.#pods.push(pod);
    this.sink.podCreated(pod.index, nowMs);
    pod.worker.trigger(nowMs);
    return pod;
  }

  /** Observes that a pod is to go: it is stopped, and no start happens any more. @source kubelet-semantics A30 */
  deletePod(pod: Pod, nowMs: number): void {
    pod.deletionRequested = true;
    pod.worker.trigger(nowMs);
  }

  /**
   * Observes a new image: the container is replaced, and since the image is in the key, its backoff starts afresh.
   *
   * @source kubelet-semantics A18, B15
   */
  setImage(container: Container, image: string, process: Process, nowMs: number): void {
    container.image = image;
    container.process = process;
    container.definitionChanged = container.actual.isRunning;
    container.entry = this.#backoff.entry(this.#key(container.pod, container), 'fresh-key');
    container.pod.worker.trigger(nowMs);
  }

  /** Ends the kubelet process and starts the next: all entries are gone, all phases are new, containers run on (B20). */
  restart(nowMs: number): void {
    this.#backoff.clear();
    const { relists, ticks, housekeeping } = this.#boot(nowMs);
    this.relists = relists;
    this.ticks = ticks;
    this.#housekeeping = housekeeping;
    const firstRelist = relists.isContinuous ? nowMs : relists.firstStartingAtOrAfter(nowMs).endsAtMs;
    for (const pod of this.#pods) {
      for (const container of pod.containers) container.startError = undefined;
      pod.worker.restart(nowMs, firstRelist);
    }
  }

  /**
   * The housekeeping pass that would remove an entry updated now: the first at which more than the reset threshold
   * has passed. Strictly more, which on a whole-millisecond clock is one millisecond more.
   *
   * @source kubelet-semantics B10, B14
   */
  collectionAfter(nowMs: number): number {
    const { collects, afterMs } = this.policy.reset;
    if (!collects || this.#housekeeping === undefined) return NEVER;
    return this.#housekeeping.firstAtOrAfter(nowMs + afterMs + 1);
  }

  streamFor(...path: readonly string[]): Stream {
    return namedStream(this.#masterSeed, ...path);
  }

  #boot(nowMs: number): { relists: RelistSeries; ticks: Cadence; housekeeping: Cadence | undefined } {
    const { relistPeriodMs, tickPeriodMs, housekeepingPeriodMs, latencies } = this.timing;
    const stream = this.streamFor('node', this.node, 'kubelet', String(this.#processes));
    this.#processes += 1;
    const startingAt = (periodMs: number): Cadence => {
      return new Cadence(periodMs, nowMs + Math.floor(periodMs * stream.uniform()));
    };
    const ticks = startingAt(tickPeriodMs);
    const housekeeping = housekeepingPeriodMs === undefined ? undefined : startingAt(housekeepingPeriodMs);
    return { relists: new RelistSeries(relistPeriodMs, latencies.relist, stream, nowMs), ticks, housekeeping };
  }

  #key(pod: Pod, container: { readonly name: string; readonly image: string; readonly resources: string }): string {
    return backoffKey(this.#version, {
      namespace: pod.namespace,
      pod: pod.name,
      uid: pod.uid,
      container: container.name,
      image: container.image,
      resources: container.resources,
    });
  }
}

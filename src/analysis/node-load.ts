import { eventRecorder } from '../cluster/event-recorders.js';
import type { VersionName } from '../kubelet/versions.js';
import { SECOND_MS } from '../time/units.js';
import type { EventKind } from '../trace/event.js';
import type { EventRecorder } from '../trace/event-recorder.js';
import { Quiet } from '../trace/quiet.js';
import type { Trace } from '../trace/trace.js';

/** What kubelets and the API do per second, bin by bin. */
export interface NodeLoad {
  readonly binMs: number;
  /** Restarts per second; the first start of a container is none. */
  readonly restarts: readonly number[];
  /** Requests of kubelets per second: for pod statuses, and for events. */
  readonly statusRequests: readonly number[];
  readonly eventRequests: readonly number[];
}

/** A change of status is read before it is patched. @source kubelet-semantics T19; pkg/kubelet/status/status_manager.go syncPod */
const REQUESTS_PER_STATUS = 2;
const KUBELET = 'kubelet';

class LoadGatherer extends Quiet {
  readonly restartsAtMs: number[] = [];
  readonly statusesAtMs: number[] = [];
  readonly eventsAtMs: number[] = [];
  readonly #podOf: number[] = [];
  readonly #lastStatusMs: number[] = [];
  readonly #recorders = new Map<string, EventRecorder>();
  readonly #version: VersionName;

  constructor(version: VersionName) {
    super();
    this.#version = version;
  }

  override podCreated({ index, containers }: Parameters<Quiet['podCreated']>[0]): void {
    for (const container of containers) this.#podOf[container.index] = index;
  }

  override containerPublished(container: number, atMs: number): void {
    this.#told(this.#podOf[container] ?? -1, atMs);
  }

  override phasePublished(pod: number, atMs: number): void {
    this.#told(pod, atMs);
  }

  override occurred(event: EventKind, atMs: number): void {
    if (event.source !== KUBELET) return;
    const host = event.host ?? '';
    const recorder = this.#recorders.get(host) ?? eventRecorder(KUBELET, this.#version);
    this.#recorders.set(host, recorder);
    if (recorder.observe(event, atMs) !== undefined) this.eventsAtMs.push(atMs);
  }

  /** A kubelet that was replaced has forgotten what it said. @source kubelet-semantics E16 */
  override kubeletRestarted(node: string): void {
    this.#recorders.delete(node);
  }

  override started(_container: number, attempt: number, atMs: number): void {
    if (attempt > 0) this.restartsAtMs.push(atMs);
  }

  /** What is told of a pod at one instant is one patch. */
  #told(pod: number, atMs: number): void {
    if (this.#lastStatusMs[pod] === atMs) return;
    this.#lastStatusMs[pod] = atMs;
    this.statusesAtMs.push(atMs);
  }
}

/**
 * How often containers restart, and how many requests their kubelets send for it: a read and a patch for every change of
 * a pod's status, and a write for every event that passes the kubelet's own limits. Watches, leases and the nodes' own
 * status are left out, and no client limit slows anything down.
 */
export function nodeLoad(trace: Trace, version: VersionName, untilMs: number, binMs: number): NodeLoad {
  const gatherer = new LoadGatherer(version);
  trace.replayApi(gatherer, untilMs);
  trace.replayRuntime(gatherer);
  const bins = Math.max(1, Math.ceil(untilMs / binMs));
  const perSecond = (instants: readonly number[], each: number): readonly number[] => {
    const counts = new Float64Array(bins);
    for (const atMs of instants) {
      const bin = Math.min(bins - 1, Math.floor(atMs / binMs));
      counts[bin] = (counts[bin] ?? 0) + each;
    }
    return Array.from(counts, (count) => (count * SECOND_MS) / binMs);
  };
  return {
    binMs,
    restarts: perSecond(gatherer.restartsAtMs, 1),
    statusRequests: perSecond(gatherer.statusesAtMs, REQUESTS_PER_STATUS),
    eventRequests: perSecond(gatherer.eventsAtMs, 1),
  };
}

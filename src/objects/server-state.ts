import { ApiState } from '../trace/api-state.js';
import type { PodIdentity } from '../trace/identity.js';
import type { ContainerStatus, PodCondition } from '../trace/sink.js';
import type { Phase } from '../trace/vocabulary.js';
import type { WorkloadAt, WorkloadIdentity, WorkloadStatus } from '../trace/workload.js';

/** A controller's object, a Service or a node as the API keeps it. */
export interface StoredWorkload extends WorkloadAt {
  readonly createdAtMs: number;
  /** The write that made it so. */
  readonly version: number;
}

/** What the API keeps of a pod besides what its kubelet publishes. */
export interface StoredPod {
  /** The write that made it what it is. */
  version: number;
  /** When its kubelet first spoke of it. */
  acknowledgedAtMs: number | undefined;
}

/** Follows everything the API is told, and numbers the writes as resource versions do. */
export class ServerState extends ApiState {
  /** By pod. */
  readonly stored: StoredPod[] = [];
  /** By container: the image somebody gave it since its pod was made. */
  readonly images: (string | undefined)[] = [];
  /** By container: what the runtime said of the newest start that failed. */
  readonly startErrors: (string | null | undefined)[] = [];
  override readonly workloads = new Map<string, StoredWorkload>();
  readonly #podOfContainer: number[] = [];
  #writes = 0;

  /** How many writes there were: the version of the whole. */
  get version(): number {
    return this.#writes;
  }

  override podCreated(pod: PodIdentity, atMs: number): void {
    super.podCreated(pod, atMs);
    for (const { index } of pod.containers) this.#podOfContainer[index] = pod.index;
    this.stored[pod.index] = { version: 0, acknowledgedAtMs: undefined };
    this.#podWritten(pod.index);
  }

  override podBound(pod: number, atMs: number, node: string): void {
    super.podBound(pod, atMs, node);
    this.#podWritten(pod);
  }

  override podTerminating(pod: number, atMs: number): void {
    super.podTerminating(pod, atMs);
    this.#podWritten(pod);
  }

  override podDeleted(pod: number, atMs: number): void {
    super.podDeleted(pod, atMs);
    this.#podWritten(pod);
  }

  override containerPublished(container: number, atMs: number, status: ContainerStatus): void {
    super.containerPublished(container, atMs, status);
    if (status.reason === 'RunContainerError') this.startErrors[container] = status.message;
    this.#containerWritten(container);
  }

  override imageChanged(container: number, _atMs: number, image: string): void {
    this.images[container] = image;
    this.#containerWritten(container);
  }

  override phasePublished(pod: number, atMs: number, phase: Phase, ...why: [string | null, string | null]): void {
    super.phasePublished(pod, atMs, phase, ...why);
    this.#podWritten(pod);
  }

  override conditionPublished(pod: number, atMs: number, condition: PodCondition): void {
    super.conditionPublished(pod, atMs, condition);
    const stored = this.stored[pod];
    const isKubelets = condition.type !== 'PodScheduled' && condition.type !== 'DisruptionTarget';
    if (stored !== undefined && isKubelets) stored.acknowledgedAtMs ??= atMs;
    this.#podWritten(pod);
  }

  override workloadPublished(identity: WorkloadIdentity, atMs: number, status: WorkloadStatus): void {
    this.#writes += 1;
    const before = this.workloads.get(identity.uid);
    const createdAtMs = before === undefined || before.status.isGone ? atMs : before.createdAtMs;
    this.workloads.set(identity.uid, { identity, status, createdAtMs, version: this.#writes });
  }

  #containerWritten(container: number): void {
    const pod = this.#podOfContainer[container];
    if (pod !== undefined) this.#podWritten(pod);
  }

  #podWritten(pod: number): void {
    this.#writes += 1;
    const stored = this.stored[pod];
    if (stored !== undefined) stored.version = this.#writes;
  }
}

import type { PodIdentity } from './identity.js';
import { Quiet } from './quiet.js';
import type { ContainerStatus, PodCondition } from './sink.js';
import { CONDITIONS, type ConditionType, type Phase } from './vocabulary.js';
import type { WorkloadAt, WorkloadIdentity, WorkloadStatus } from './workload.js';

export interface ConditionAt extends PodCondition {
  /** When its status last changed. @source kubelet-semantics P24 */
  readonly sinceMs: number;
}

const CONDITION_PLACES = Object.fromEntries(CONDITIONS.map((type, place) => [type, place])) as Readonly<
  Record<ConditionType, number>
>;

/** What the API has been told of one pod so far. */
export class PodRecord {
  readonly identity: PodIdentity;
  readonly createdAtMs: number;
  node: string | null = null;
  terminatingAtMs: number | undefined = undefined;
  deletedAtMs: number | undefined = undefined;
  phase: Phase = 'Pending';
  /** Since when it is in its phase. */
  phaseSinceMs: number;
  reason: string | null = null;
  message: string | null = null;
  /** By the place of their type. */
  readonly #conditions: (PodCondition | undefined)[] = [];
  readonly #sinceMs: number[] = [];

  constructor(identity: PodIdentity, createdAtMs: number) {
    this.identity = identity;
    this.createdAtMs = createdAtMs;
    this.phaseSinceMs = createdAtMs;
  }

  set(condition: PodCondition, atMs: number): void {
    const place = CONDITION_PLACES[condition.type];
    if (this.#conditions[place]?.status !== condition.status) this.#sinceMs[place] = atMs;
    this.#conditions[place] = condition;
  }

  /** The newest of each type, as they were told; places of types that nobody spoke of are empty. */
  get toldConditions(): readonly (PodCondition | undefined)[] {
    return this.#conditions;
  }

  /** In the order of their types. */
  get conditions(): readonly ConditionAt[] {
    return this.#conditions.flatMap((condition, place) => {
      return condition === undefined ? [] : [{ ...condition, sinceMs: this.#sinceMs[place] ?? this.createdAtMs }];
    });
  }
}

/** Follows what the API is told, fact by fact. */
export class ApiState extends Quiet {
  /** By pod; empty where none has been created yet. */
  readonly pods: (PodRecord | undefined)[] = [];
  /** By container; empty where its kubelet has not reported it yet. */
  readonly containers: (ContainerStatus | undefined)[] = [];
  /** By uid, in the order in which they appeared; also what is gone by then. */
  readonly workloads = new Map<string, WorkloadAt>();

  override podCreated(pod: PodIdentity, atMs: number): void {
    this.pods[pod.index] = new PodRecord(pod, atMs);
  }

  override podBound(pod: number, _atMs: number, node: string): void {
    const record = this.pods[pod];
    if (record !== undefined) record.node = node;
  }

  override podTerminating(pod: number, atMs: number): void {
    const record = this.pods[pod];
    if (record !== undefined) record.terminatingAtMs ??= atMs;
  }

  override podDeleted(pod: number, atMs: number): void {
    const record = this.pods[pod];
    if (record !== undefined) record.deletedAtMs ??= atMs;
  }

  override containerPublished(container: number, _atMs: number, status: ContainerStatus): void {
    this.containers[container] = status;
  }

  override phasePublished(
    pod: number,
    atMs: number,
    phase: Phase,
    reason: string | null,
    message: string | null,
  ): void {
    const record = this.pods[pod];
    if (record === undefined) return;
    if (record.phase !== phase) record.phaseSinceMs = atMs;
    record.phase = phase;
    record.reason = reason;
    record.message = message;
  }

  override conditionPublished(pod: number, atMs: number, condition: PodCondition): void {
    this.pods[pod]?.set(condition, atMs);
  }

  override workloadPublished(identity: WorkloadIdentity, _atMs: number, status: WorkloadStatus): void {
    this.workloads.set(identity.uid, { identity, status });
  }
}

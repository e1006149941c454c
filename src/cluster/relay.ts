import type { AttemptLog } from '../trace/attempt-log.js';
import type { EventKind } from '../trace/event.js';
import type { PodIdentity } from '../trace/identity.js';
import type { KubeletFacts } from '../trace/kubelet-facts.js';
import type { ContainerStatus, PodCondition, Sink } from '../trace/sink.js';
import type { ExitReason, Phase, WaitingReason, Why } from '../trace/vocabulary.js';
import type { WorkloadIdentity, WorkloadStatus } from '../trace/workload.js';

/**
 * Hands every fact on to another sink; who listens in on some overrides those. Parameters are written out, here and in
 * other sinks: a rest parameter would make an array of every fact.
 */
export class Relay implements Sink {
  /** Whoever listens in wants to know what the API shows. */
  readonly keepsStatus: boolean = true;
  readonly keepsRoutine: boolean;
  readonly steps: KubeletFacts | undefined;
  protected readonly sink: Sink;

  constructor(sink: Sink) {
    this.sink = sink;
    this.keepsRoutine = sink.keepsRoutine;
    this.steps = sink.steps;
  }

  started(container: number, attempt: number, atMs: number): void {
    this.sink.started(container, attempt, atMs);
  }

  exited(container: number, attempt: number, atMs: number, exitCode: number, reason: ExitReason): void {
    this.sink.exited(container, attempt, atMs, exitCode, reason);
  }

  wrote(container: number, attempt: number, atMs: number, log: AttemptLog): void {
    this.sink.wrote(container, attempt, atMs, log);
  }

  refused(container: number, atMs: number, stepMs: number, expiresAtMs: number): void {
    this.sink.refused(container, atMs, stepMs, expiresAtMs);
  }

  admitted(container: number, atMs: number, stepMs: number, why: Why): void {
    this.sink.admitted(container, atMs, stepMs, why);
  }

  startFailed(container: number, atMs: number, reason: WaitingReason): void {
    this.sink.startFailed(container, atMs, reason);
  }

  podCreated(pod: PodIdentity, atMs: number): void {
    this.sink.podCreated(pod, atMs);
  }

  podBound(pod: number, atMs: number, node: string): void {
    this.sink.podBound(pod, atMs, node);
  }

  podTerminating(pod: number, atMs: number): void {
    this.sink.podTerminating(pod, atMs);
  }

  podDeleted(pod: number, atMs: number): void {
    this.sink.podDeleted(pod, atMs);
  }

  containerPublished(container: number, atMs: number, status: ContainerStatus): void {
    this.sink.containerPublished(container, atMs, status);
  }

  imageChanged(container: number, atMs: number, image: string): void {
    this.sink.imageChanged(container, atMs, image);
  }

  phasePublished(pod: number, atMs: number, phase: Phase, reason: string | null, message: string | null): void {
    this.sink.phasePublished(pod, atMs, phase, reason, message);
  }

  conditionPublished(pod: number, atMs: number, condition: PodCondition): void {
    this.sink.conditionPublished(pod, atMs, condition);
  }

  workloadPublished(workload: WorkloadIdentity, atMs: number, status: WorkloadStatus): void {
    this.sink.workloadPublished(workload, atMs, status);
  }

  occurred(event: EventKind, atMs: number): void {
    this.sink.occurred(event, atMs);
  }

  kubeletRestarted(node: string, atMs: number): void {
    this.sink.kubeletRestarted(node, atMs);
  }
}

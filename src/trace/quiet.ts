import type { AttemptLog } from './attempt-log.js';
import type { EventKind } from './event.js';
import type { PodIdentity } from './identity.js';
import type { KubeletFacts } from './kubelet-facts.js';
import type { ApiFacts, ContainerStatus, PodCondition, RuntimeFacts, Sink } from './sink.js';
import type { ExitReason, Phase, WaitingReason, Why } from './vocabulary.js';
import type { WorkloadIdentity, WorkloadStatus } from './workload.js';

/** Lets every fact pass unheard; readers that look at few kinds of facts override those. */
export class Quiet implements RuntimeFacts, ApiFacts, Sink {
  readonly keepsStatus: boolean = false;
  readonly keepsRoutine: boolean = true;
  readonly steps: KubeletFacts | undefined = undefined;

  started(_container: number, _attempt: number, _atMs: number): void {}
  exited(_container: number, _attempt: number, _atMs: number, _exitCode: number, _reason: ExitReason): void {}
  wrote(_container: number, _attempt: number, _atMs: number, _log: AttemptLog): void {}
  refused(_container: number, _atMs: number, _stepMs: number, _expiresAtMs: number): void {}
  admitted(_container: number, _atMs: number, _stepMs: number, _why: Why): void {}
  startFailed(_container: number, _atMs: number, _reason: WaitingReason): void {}
  podCreated(_pod: PodIdentity, _atMs: number): void {}
  podBound(_pod: number, _atMs: number, _node: string): void {}
  podTerminating(_pod: number, _atMs: number): void {}
  podDeleted(_pod: number, _atMs: number): void {}
  containerPublished(_container: number, _atMs: number, _status: ContainerStatus): void {}
  imageChanged(_container: number, _atMs: number, _image: string): void {}
  phasePublished(_pod: number, _atMs: number, _phase: Phase, _reason: string | null, _message: string | null): void {}
  conditionPublished(_pod: number, _atMs: number, _condition: PodCondition): void {}
  workloadPublished(_workload: WorkloadIdentity, _atMs: number, _status: WorkloadStatus): void {}
  occurred(_event: EventKind, _atMs: number): void {}
  kubeletRestarted(_node: string, _atMs: number): void {}
}

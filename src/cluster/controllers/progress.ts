import type { WorkloadCondition } from '../../trace/workload.js';

/** How far a Deployment has come, in the API's numbers. */
export interface DeploymentCounts extends Readonly<Record<string, number>> {
  readonly specReplicas: number;
  readonly replicas: number;
  readonly updatedReplicas: number;
  readonly readyReplicas: number;
  readonly availableReplicas: number;
  readonly unavailableReplicas: number;
}

/** Reason and message of Progressing, as the API has it. */
interface Progress {
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
}

const AVAILABLE = { reason: 'MinimumReplicasAvailable', message: 'Deployment has minimum availability.' };
const UNAVAILABLE = {
  reason: 'MinimumReplicasUnavailable',
  message: 'Deployment does not have minimum availability.',
};

/**
 * A Deployment's conditions, and the deadline by which it must progress.
 *
 * @source kubelet-semantics C3; pkg/controller/deployment/progress.go
 */
export class DeploymentProgress {
  conditions: readonly WorkloadCondition[] = [];
  #counts: DeploymentCounts | undefined = undefined;
  #updatedAtMs = 0;

  /** A rollout has begun. */
  setCreated(replicaSet: string, nowMs: number): void {
    const message = `Created new replica set "${replicaSet}"`;
    this.#tell({ status: 'True', reason: 'NewReplicaSetCreated', message }, nowMs);
  }

  /**
   * Judges new counts.
   *
   * @returns when the deadline is over; Infinity: none runs
   */
  judge(counts: DeploymentCounts, replicaSet: string, deadlineMs: number, nowMs: number): number {
    const before = this.#counts;
    this.#counts = counts;
    const isSettled = counts.replicas === counts.updatedReplicas && this.#shown?.reason === 'NewReplicaSetAvailable';
    if (!isSettled) {
      const say = (what: string): string => `ReplicaSet "${replicaSet}" ${what}`;
      if (isComplete(counts)) {
        const message = say('has successfully progressed.');
        this.#tell({ status: 'True', reason: 'NewReplicaSetAvailable', message }, nowMs);
      } else if (before === undefined || hasProgressed(before, counts)) {
        this.#tell({ status: 'True', reason: 'ReplicaSetUpdated', message: say('is progressing.') }, nowMs);
      } else if (this.#isLate(deadlineMs, nowMs)) {
        const message = say('has timed out progressing.');
        this.#tell({ status: 'False', reason: 'ProgressDeadlineExceeded', message }, nowMs);
      }
    }
    const shown = this.#shown;
    const isRunning =
      shown !== undefined && !['NewReplicaSetAvailable', 'ProgressDeadlineExceeded'].includes(shown.reason ?? '');
    return isRunning ? this.#updatedAtMs + deadlineMs + 1 : Number.POSITIVE_INFINITY;
  }

  /** @param least how many must be available */
  judgeAvailability(available: number, least: number, nowMs: number): void {
    const isEnough = available >= least;
    this.#set('Available', { status: isEnough ? 'True' : 'False', ...(isEnough ? AVAILABLE : UNAVAILABLE) }, nowMs);
  }

  /** Strictly later than the deadline. */
  #isLate(deadlineMs: number, nowMs: number): boolean {
    const shown = this.#shown;
    if (shown === undefined || shown.reason === 'NewReplicaSetAvailable') return false;
    return shown.reason === 'ProgressDeadlineExceeded' || this.#updatedAtMs + deadlineMs < nowMs;
  }

  get #shown(): WorkloadCondition | undefined {
    return this.conditions.find(({ type }) => type === 'Progressing');
  }

  #tell(progress: Progress, nowMs: number): void {
    const shown = this.#shown;
    const isSame = shown?.status === progress.status && shown.reason === progress.reason;
    // Progress on the way counts anew each time; being done or late does not.
    if (!isSame || progress.reason === 'ReplicaSetUpdated') this.#updatedAtMs = nowMs;
    this.#set('Progressing', progress, nowMs);
  }

  #set(type: string, { status, reason, message }: Progress, nowMs: number): void {
    const shown = this.conditions.find((condition) => condition.type === type);
    if (shown?.status === status && shown.reason === reason && shown.message === message) return;
    const changedAtMs = shown?.status === status ? shown.changedAtMs : nowMs;
    const others = this.conditions.filter((condition) => condition.type !== type);
    this.conditions = [...others, { type, status, reason, message, changedAtMs }];
  }
}

function isComplete({ specReplicas, updatedReplicas, replicas, availableReplicas }: DeploymentCounts): boolean {
  return updatedReplicas === specReplicas && replicas === specReplicas && availableReplicas === specReplicas;
}

function hasProgressed(before: DeploymentCounts, now: DeploymentCounts): boolean {
  return (
    now.updatedReplicas > before.updatedReplicas ||
    now.replicas - now.updatedReplicas < before.replicas - before.updatedReplicas ||
    now.readyReplicas > before.readyReplicas ||
    now.availableReplicas > before.availableReplicas
  );
}

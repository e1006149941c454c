import type { ContainerIdentity } from '../trace/identity.js';
import type { ContainerStatus, ShownReason } from '../trace/sink.js';
import type { AttemptFacts } from './attempts.js';

/** A run of a container as a state of the API tells it; null is unknown, or has not happened. */
export interface ShownRun {
  readonly startedAtMs: number | null;
  readonly finishedAtMs: number | null;
  readonly exitCode: number | null;
  readonly reason: ShownReason;
}

/** A container as the API shows it at an instant. */
export interface ContainerAt extends ContainerStatus, Omit<ContainerIdentity, 'index'> {
  /** Its number in every fact. */
  readonly index: number;
  /** False until its kubelet has told the API anything of it. */
  readonly reported: boolean;
  /** The run its state is about; null while it waits. */
  readonly current: ShownRun | null;
  /** What `lastState` tells. */
  readonly last: ShownRun | null;
}

/** Before its kubelet has told the API anything. */
export const UNREPORTED: ContainerStatus = {
  state: 'waiting',
  reason: null,
  message: null,
  restartCount: 0,
  ready: false,
  started: false,
  lastAttempt: null,
  lastRemoved: false,
};

/** @source kubelet-semantics A26: told in place of how the attempt ended */
const REMOVED: ShownRun = {
  startedAtMs: null,
  finishedAtMs: null,
  exitCode: 137,
  reason: 'RestartingAllContainers',
};

/** A container that could not be found when its pod ended: nothing is known of how it did. @source kubelet-semantics P11 */
const LOST: ShownRun = { startedAtMs: null, finishedAtMs: null, exitCode: 137, reason: 'ContainerStatusUnknown' };

/** Joins what the API shows of a container with the runs its states refer to. */
export function containerAt(
  identity: ContainerIdentity,
  published: ContainerStatus | undefined,
  attempts: readonly AttemptFacts[],
): ContainerAt {
  const status = published ?? UNREPORTED;
  const { restartCount, lastAttempt, lastRemoved } = status;
  const run = (number: number): AttemptFacts | undefined => {
    // Unless its first runs left no trace, attempt n is the nth.
    const likely = attempts[number];
    return likely?.attempt === number ? likely : attempts.find(({ attempt }) => attempt === number);
  };
  const last = lastAttempt === null ? undefined : run(lastAttempt);
  return {
    ...identity,
    ...status,
    reported: published !== undefined,
    current: currentOf(status, run(restartCount)),
    last: lastRemoved ? REMOVED : last === undefined ? null : shown(last, 'terminated'),
  };
}

function currentOf({ state, reason }: ContainerStatus, attempt: AttemptFacts | undefined): ShownRun | null {
  if (state === 'waiting') return null;
  return reason === LOST.reason ? LOST : shown(attempt, state);
}

function shown(attempt: AttemptFacts | undefined, state: 'running' | 'terminated'): ShownRun {
  const ended = state === 'terminated' ? attempt : undefined;
  return {
    startedAtMs: attempt?.startedAtMs ?? null,
    finishedAtMs: ended?.finishedAtMs ?? null,
    exitCode: ended?.exitCode ?? null,
    reason: ended?.reason ?? null,
  };
}

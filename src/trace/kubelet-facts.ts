/**
 * What a kubelet itself did, step by step: why anything happened when it did. Told only to a sink that asks for it, in
 * between the other facts and in the same order. Pods and containers are named by their number.
 */
export interface KubeletFacts {
  /** A relist that began at `listedAtMs` has put what had changed by then into the pod cache. */
  noticed(pod: number, atMs: number, listedAtMs: number): void;
  /** One pass over the pod begins, with the pod as the cache has it. */
  syncBegan(pod: number, atMs: number): void;
  /** The pass has found that a running container must go; what it starts in its place is judged by the exit before. */
  condemned(container: number, atMs: number, cause: KillCause): void;
  /** It was decided whether a container may start; `refused` or `admitted` tells the same for those who only count. */
  judged(container: number, atMs: number, judgement: Judgement): void;
  /** The image is not to be had now, and no pull is begun before `untilMs`. */
  pullPutOff(container: number, atMs: number, untilMs: number): void;
  /** The pass is over, and the pod's place in the work queue is set. */
  queued(pod: number, atMs: number, place: QueuePlace): void;
  /** A probe has failed as often in a row as it may; the kubelet is to kill the container. */
  probeFailed(container: number, atMs: number, probe: 'liveness' | 'startup', failures: number): void;
}

/** Why a container that runs is killed, to be started again or not. */
export type KillCause = 'liveness' | 'startup' | 'definition';

/**
 * How an exit stands against its backoff entry at some instant.
 *
 * - `absent`: there is no entry
 * - `expired`: the run was longer than the reset threshold
 * - `collected`: housekeeping has removed the entry
 * - `waiting`: less than the step has passed since the exit
 * - `served`: the step has passed
 */
export type Standing = 'absent' | 'expired' | 'collected' | 'waiting' | 'served';

/** One decision whether a container may start: what was looked at, and what came out. */
export interface Judgement {
  /** `unjudged`: no record of an exited instance was in view, so the entry was not looked at. */
  readonly standing: Standing | 'unjudged';
  /** The instance whose end was judged; undefined where it was unjudged. */
  readonly exited: JudgedExit | undefined;
  /** The entry as it was found; undefined where there was none. */
  readonly entry: FoundEntry | undefined;
  /** The step from now on, where the start was admitted and the entry written. */
  readonly nextStepMs: number | undefined;
}

export interface JudgedExit {
  readonly attempt: number;
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
}

export interface FoundEntry {
  readonly stepMs: number;
  /** The instant of the admission that wrote it. */
  readonly lastUpdateMs: number;
  /** The housekeeping pass that removes it, unless it is written before; Infinity where none does. */
  readonly collectedAtMs: number;
}

/** When a pod is looked at again by itself. */
export interface QueuePlace {
  /** `backoff`: for the sake of a refused start; `failure`: something else came to nothing; `resync`: all is well. */
  readonly for: 'backoff' | 'failure' | 'resync';
  /** Before jitter. */
  readonly delayMs: number;
  /** With jitter. */
  readonly dueAtMs: number;
  /** When the work queue is looked at then. */
  readonly tickAtMs: number;
}

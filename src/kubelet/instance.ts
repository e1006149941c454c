import type { ExitReason, Why } from '../trace/vocabulary.js';

/** One run of a container. What tells of its end means something once it has exited. */
export interface Instance {
  /** 0 is the first start; the API's restartCount. @source kubelet-semantics P14, P15 */
  readonly attempt: number;
  readonly startedAtMs: number;
  finishedAtMs: number;
  /** When the runtime tells that it has ended. */
  toldAtMs: number;
  exitCode: number;
  reason: ExitReason;
  /** The records before it were removed because all containers were restarted. @source kubelet-semantics A26 */
  readonly followsRemoval: boolean;
  /** The instance before, which has exited; the runtime keeps one dead instance besides the newest (T5). */
  previous: Instance | undefined;
}

/** Why the runtime has no record of a container that ran before. @source kubelet-semantics D14 */
export interface Removal {
  readonly why: Extract<Why, 'all-containers-restarted' | 'record-removed'>;
  /** How often it had been created by then. */
  readonly launches: number;
}

/**
 * What somebody knows of a container: its newest instance, and whether that one has been seen exited.
 *
 * The runtime, the pod cache and a running sync each hold their own; a sync's may be stale, which is why a container
 * killed by the very sync that starts it again is judged by the exit before (D13).
 */
export class ContainerView {
  newest: Instance | undefined = undefined;
  exited = false;
  /** Set while there is no instance, but was one. */
  removal: Removal | undefined = undefined;

  copyFrom(other: Readonly<ContainerView>): void {
    this.newest = other.newest;
    this.exited = other.exited;
    this.removal = other.removal;
  }

  /** Takes over what the runtime told at an instant not later than now. */
  copyAsOf(actual: Readonly<ContainerView>, atMs: number): void {
    const newest = actual.newest;
    if (newest !== undefined && newest.startedAtMs > atMs) {
      const { previous } = newest;
      this.newest = previous;
      this.exited = previous !== undefined && previous.toldAtMs <= atMs;
      return;
    }
    this.newest = newest;
    this.exited = actual.exited && newest !== undefined && newest.toldAtMs <= atMs;
  }

  /** @source kubelet-semantics D1: the newest instance in state exited; running ones are skipped */
  get newestExited(): Instance | undefined {
    return this.exited ? this.newest : this.newest?.previous;
  }

  get isRunning(): boolean {
    return this.newest !== undefined && !this.exited;
  }
}

/** What is known of a container that nobody has seen yet; one for all. */
export const NEVER_SEEN: Readonly<ContainerView> = new ContainerView();

/**
 * How many events a relist that knew `before` and now sees `after` has for a worker. An instance that came and went in
 * between has only died; a removal is none.
 *
 * @source kubelet-semantics T4
 */
export function eventsBetween(before: Readonly<ContainerView>, after: Readonly<ContainerView>): number {
  if (after.newest === undefined) return 0;
  if (before.newest === after.newest) return before.exited === after.exited ? 0 : 1;
  return before.isRunning ? 2 : 1;
}

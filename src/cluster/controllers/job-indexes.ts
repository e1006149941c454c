import type { PodFailureRule } from '../workload-plan.js';
import { IndexRanges } from './index-ranges.js';
import { delayMs } from './job-backoff.js';

/** How an index has failed so far. */
export interface IndexFailures {
  /** By pods that count. */
  readonly counted: number;
  /** By pods that the failure policy ignores. */
  readonly ignored: number;
  /** When the last of these pods ended, since the start of the run; -Infinity: none has. */
  readonly lastAtMs: number;
}

const NONE: IndexFailures = { counted: 0, ignored: 0, lastAtMs: Number.NEGATIVE_INFINITY };

/** What may be made now, or when more may be. */
export interface Pending {
  readonly indexes: readonly number[];
  /** Since the start of the run; Infinity: nothing waits. */
  readonly nextMs: number;
}

/**
 * The indexes of an Indexed Job: which have succeeded, which have failed, and which come next.
 *
 * @source pkg/controller/job/indexed_job_utils.go, backoff_utils.go getRemainingTimePerIndex
 */
export class JobIndexes {
  readonly #succeeded = new IndexRanges();
  readonly #failed = new IndexRanges();
  readonly #failures = new Map<number, IndexFailures>();
  /** Indexes whose newest pod has failed: the API counts it when its successor is made. */
  readonly #held = new Map<number, number>();
  /** How many pods each has had. */
  readonly #lives = new Map<number, number>();
  /** All below are done. */
  #lowest = 0;

  succeeded(index: number): void {
    this.#succeeded.add(index);
    this.#held.delete(index);
  }

  /** @param limit how many failures an index may have; undefined: it has no limit of its own */
  failed(index: number, action: PodFailureRule['action'], atMs: number, limit: number | undefined): void {
    const { counted, ignored, lastAtMs } = this.failuresOf(index);
    const isCounted = action !== 'Ignore';
    this.#failures.set(index, {
      counted: counted + Number(isCounted),
      ignored: ignored + Number(!isCounted),
      lastAtMs: Math.max(lastAtMs, atMs),
    });
    if (limit === undefined) return;
    const isOver = action === 'FailIndex' || (isCounted && counted + 1 > limit);
    if (isOver && !this.#succeeded.has(index)) this.#failed.add(index);
    if (isOver) this.#held.delete(index);
    else if (isCounted) this.#held.set(index, (this.#held.get(index) ?? 0) + 1);
  }

  /** A pod is made for it. @returns how many it has had, this one included */
  make(index: number): number {
    this.#held.delete(index);
    const lives = 1 + (this.#lives.get(index) ?? 0);
    this.#lives.set(index, lives);
    return lives;
  }

  failuresOf(index: number): IndexFailures {
    return this.#failures.get(index) ?? NONE;
  }

  /** Failed pods that the API does not count yet. */
  get heldBack(): number {
    let pods = 0;
    for (const count of this.#held.values()) pods += count;
    return pods;
  }

  succeededCount(completions: number): number {
    return this.#succeeded.countBelow(completions);
  }

  failedCount(completions: number): number {
    return this.#failed.countBelow(completions);
  }

  /** As the API's status has them. */
  get completedText(): string {
    return this.#succeeded.toString();
  }

  get failedText(): string {
    return this.#failed.toString();
  }

  /**
   * The lowest indexes that nobody works on. Those that wait for their delay take the places of others: with few places,
   * a few indexes that fail hold up all behind them.
   *
   * @param taken indexes that have a pod
   * @param ownDelays whether each index has a delay of its own
   * @source pkg/controller/job/job_controller.go getPodCreationInfoForIndependentIndexes
   */
  pending(
    { places, completions, ownDelays }: { places: number; completions: number; ownDelays: boolean },
    taken: ReadonlySet<number>,
    nowMs: number,
  ): Pending {
    while (this.#isDone(this.#lowest)) this.#lowest += 1;
    const indexes: number[] = [];
    let nextMs = Number.POSITIVE_INFINITY;
    let left = places;
    for (let index = this.#lowest; index < completions && left > 0; index += 1) {
      if (taken.has(index) || this.#isDone(index)) continue;
      left -= 1;
      const untilMs = ownDelays ? this.#delayedUntilMs(index) : nowMs;
      if (untilMs <= nowMs) indexes.push(index);
      else nextMs = Math.min(nextMs, untilMs);
    }
    return { indexes, nextMs };
  }

  #isDone(index: number): boolean {
    return this.#succeeded.has(index) || this.#failed.has(index);
  }

  #delayedUntilMs(index: number): number {
    const { counted, ignored, lastAtMs } = this.failuresOf(index);
    return lastAtMs + delayMs(counted + ignored);
  }
}

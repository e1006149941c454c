import FastPriorityQueue from 'fastpriorityqueue';
import { Slot, type Timer } from './timer.js';

const isEarlier = (a: Slot, b: Slot): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.tie < b.tie);

/**
 * Pending wake-ups in total order (instant, rank, order), on a binary heap.
 *
 * Cancelling is lazy: a cancelled slot stays in the heap and is skipped. The slot that fired stays on top until the
 * next one is scheduled, which then replaces it in one sift instead of a removal and an insertion.
 */
export class Agenda {
  readonly #heap = new FastPriorityQueue<Slot>(isEarlier);
  #topHasFired = false;

  /** Wakes the timer at `atMs`; an earlier request of the same timer is overwritten. */
  schedule(timer: Timer, atMs: number): void {
    let slot = timer.slot;
    if (slot.pending) {
      if (slot.atMs === atMs) return;
      slot.timer = undefined;
      slot = new Slot(slot.tie, timer);
      timer.slot = slot;
    }
    slot.atMs = atMs;
    slot.pending = true;
    if (this.#topHasFired) {
      this.#topHasFired = false;
      this.#heap.replaceTop(slot);
    } else {
      this.#heap.add(slot);
    }
  }

  /** Forgets the timer's pending wake-up, if there is one. */
  cancel(timer: Timer): void {
    const slot = timer.slot;
    if (!slot.pending) return;
    slot.timer = undefined;
    timer.slot = new Slot(slot.tie, timer);
  }

  /** The instant of the next wake-up, or undefined when nothing is pending. */
  nextAtMs(): number | undefined {
    return this.#top()?.atMs;
  }

  /** Takes the next timer off the agenda when it is due by `untilMs`. */
  take(untilMs: number): Timer | undefined {
    const slot = this.#top();
    if (slot === undefined || slot.atMs > untilMs) return undefined;
    slot.pending = false;
    this.#topHasFired = true;
    return slot.timer;
  }

  #top(): Slot | undefined {
    if (this.#topHasFired) {
      this.#heap.poll();
      this.#topHasFired = false;
    }
    let top = this.#heap.peek();
    while (top !== undefined && top.timer === undefined) {
      this.#heap.poll();
      top = this.#heap.peek();
    }
    return top;
  }
}

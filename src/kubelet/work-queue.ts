import { Timer } from '../engine/timer.js';
import { RANK } from './ranks.js';

/** Whose sync is queued. */
export interface QueuedWorker {
  trigger(nowMs: number): void;
  describe(): string;
}

/** A pod's one place in the kubelet's work queue; fires at the tick that picks it up. @source kubelet-semantics T10 */
export class QueuedSync extends Timer {
  readonly #worker: QueuedWorker;

  constructor(worker: QueuedWorker, podIndex: number) {
    super(RANK.relist, podIndex);
    this.#worker = worker;
  }

  override fire(nowMs: number): void {
    this.#worker.trigger(nowMs);
  }

  override describe(): string {
    return this.#worker.describe();
  }
}

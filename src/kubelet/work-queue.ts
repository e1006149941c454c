import { Timer } from '../engine/timer.js';
import type { PodWorker } from './pod-worker.js';
import { RANK } from './ranks.js';

/** A pod's one place in the kubelet's work queue; fires at the tick that picks it up. @source kubelet-semantics T10 */
export class QueuedSync extends Timer {
  readonly #worker: PodWorker;

  constructor(worker: PodWorker, podIndex: number) {
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

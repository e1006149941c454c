import { Timer } from '../engine/timer.js';
import type { KubeletContext } from './context.js';
import type { Pod } from './pod.js';
import { RANK } from './ranks.js';

/** Watches a pod's activeDeadlineSeconds: every tick looks whether it is past. @source kubelet-semantics T9, E11 */
export class Deadline extends Timer {
  readonly #context: KubeletContext;
  readonly #pod: Pod;
  readonly #passed: (nowMs: number) => void;

  constructor(pod: Pod, context: KubeletContext, passed: (nowMs: number) => void) {
    super(RANK.deadline, pod.identity.index);
    this.#pod = pod;
    this.#context = context;
    this.#passed = passed;
  }

  /** @param metAtMs when the kubelet first synced the pod; the status tells it in whole seconds */
  start(metAtMs: number, deadlineMs: number): void {
    const { agenda, clockwork } = this.#context;
    agenda.schedule(this, clockwork.ticks.firstAtOrAfter(Math.floor(metAtMs / 1000) * 1000 + deadlineMs));
  }

  stop(): void {
    this.#context.agenda.cancel(this);
  }

  override fire(nowMs: number): void {
    this.#passed(nowMs);
  }

  override describe(): string {
    return `the deadline of pod ${this.#pod.identity.name}`;
  }
}

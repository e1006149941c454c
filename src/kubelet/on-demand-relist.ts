import { Timer } from '../engine/timer.js';
import type { KubeletContext } from './context.js';
import type { Pod } from './pod.js';
import { RANK } from './ranks.js';

/** A relist of one pod alone, which its worker asks for after a sync; fires when it takes place. @source kubelet-semantics T3 */
export class OnDemandRelist extends Timer {
  readonly #pod: Pod;
  readonly #context: KubeletContext;
  readonly #report: (nowMs: number) => void;

  constructor(pod: Pod, context: KubeletContext, report: (nowMs: number) => void) {
    super(RANK.relist, pod.identity.index);
    this.#pod = pod;
    this.#context = context;
    this.#report = report;
  }

  /** @returns when it takes place */
  request(nowMs: number): number {
    const { agenda, timing } = this.#context;
    const atMs = nowMs + this.#pod.draw(timing.latencies.onDemandRelist);
    agenda.schedule(this, atMs);
    return atMs;
  }

  cancel(): void {
    this.#context.agenda.cancel(this);
  }

  override fire(nowMs: number): void {
    this.#report(nowMs);
  }

  override describe(): string {
    return `pod ${this.#pod.identity.name}`;
  }
}

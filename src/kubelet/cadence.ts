import { type Distribution, drawMs } from '../engine/distributions.js';
import type { Stream } from '../engine/stream.js';

/** Something the kubelet does at a fixed rhythm. A period of 0 is continuous: it happens whenever one asks. */
export class Cadence {
  readonly #periodMs: number;
  readonly #phaseMs: number;

  constructor(periodMs: number, phaseMs: number) {
    this.#periodMs = periodMs;
    this.#phaseMs = phaseMs;
  }

  /** The first pass at or after an instant. */
  firstAtOrAfter(atMs: number): number {
    if (this.#periodMs === 0) return atMs;
    const passes = Math.ceil((atMs - this.#phaseMs) / this.#periodMs);
    return this.#phaseMs + Math.max(0, passes) * this.#periodMs;
  }
}

/** One relist: it lists the runtime's containers when it starts and reports what changed when it ends. */
export interface Relist {
  readonly startsAtMs: number;
  readonly endsAtMs: number;
}

/**
 * The kubelet's relists: each starts one period after the last has ended.
 *
 * Only asked for, never simulated one by one: a relist that finds nothing new changes nothing.
 *
 * @source kubelet-semantics T1; pkg/kubelet/pleg/generic.go
 */
export class RelistSeries {
  readonly #periodMs: number;
  readonly #duration: Distribution;
  readonly #stream: Stream;
  #startsAtMs: number;
  #endsAtMs: number;
  /** The one before, for those who ask a little ahead of the others. */
  #beforeStartsAtMs = Number.NEGATIVE_INFINITY;
  #beforeEndsAtMs = Number.NEGATIVE_INFINITY;

  /** @param bootAtMs when the kubelet started; its first relist begins within one period after */
  constructor(periodMs: number, duration: Distribution, stream: Stream, bootAtMs: number) {
    this.#periodMs = periodMs;
    this.#duration = duration;
    this.#stream = stream;
    const cycleMs = periodMs + drawMs(duration, stream);
    this.#startsAtMs = bootAtMs + Math.floor(cycleMs * stream.uniform());
    this.#endsAtMs = this.#startsAtMs + drawMs(duration, stream);
  }

  get isContinuous(): boolean {
    return this.#periodMs === 0;
  }

  /** The first relist that starts at or after an instant. Instants asked for must not decrease by more than a period. */
  firstStartingAtOrAfter(atMs: number): Relist {
    if (atMs <= this.#beforeStartsAtMs) return { startsAtMs: this.#beforeStartsAtMs, endsAtMs: this.#beforeEndsAtMs };
    if (this.#startsAtMs < atMs) this.#advanceTo(atMs);
    return { startsAtMs: this.#startsAtMs, endsAtMs: this.#endsAtMs };
  }

  /** A day has 86 000 of them: nothing is made, and nothing looked up, for each. */
  #advanceTo(atMs: number): void {
    const duration = this.#duration;
    const stream = this.#stream;
    const periodMs = this.#periodMs;
    let [beforeStartsAtMs, beforeEndsAtMs] = [this.#beforeStartsAtMs, this.#beforeEndsAtMs];
    let [startsAtMs, endsAtMs] = [this.#startsAtMs, this.#endsAtMs];
    while (startsAtMs < atMs) {
      beforeStartsAtMs = startsAtMs;
      beforeEndsAtMs = endsAtMs;
      startsAtMs = endsAtMs + periodMs;
      endsAtMs = startsAtMs + drawMs(duration, stream);
    }
    this.#beforeStartsAtMs = beforeStartsAtMs;
    this.#beforeEndsAtMs = beforeEndsAtMs;
    this.#startsAtMs = startsAtMs;
    this.#endsAtMs = endsAtMs;
  }
}

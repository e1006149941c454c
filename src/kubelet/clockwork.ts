import type { Stream } from '../engine/stream.js';
import { Cadence, RelistSeries } from './cadence.js';
import type { ResetRule } from './policy.js';
import type { Timing } from './timing.js';

const NEVER = Number.POSITIVE_INFINITY;

/** What one kubelet process does at its own rhythm; every process draws its phases anew. */
export class Clockwork {
  readonly relists: RelistSeries;
  /** When the work queue is looked at. @source kubelet-semantics T10 */
  readonly ticks: Cadence;
  readonly #housekeeping: Cadence | undefined;
  readonly #containerGc: Cadence | undefined;
  readonly #reset: ResetRule;

  constructor(timing: Timing, reset: ResetRule, stream: Stream, bootAtMs: number) {
    const from = (periodMs: number): Cadence => {
      return new Cadence(periodMs, bootAtMs + Math.floor(periodMs * stream.uniform()));
    };
    this.ticks = from(timing.tickPeriodMs);
    // Drawn in any case, so that switching housekeeping off changes nothing else.
    const housekeeping = from(timing.housekeepingPeriodMs ?? 0);
    this.#housekeeping = timing.housekeepingPeriodMs === undefined ? undefined : housekeeping;
    this.#containerGc = timing.containerGcPeriodMs === 0 ? undefined : from(timing.containerGcPeriodMs);
    this.#reset = reset;
    this.relists = new RelistSeries(timing.relistPeriodMs, timing.latencies.relist, stream, bootAtMs);
  }

  /**
   * The housekeeping pass that would remove a backoff entry updated now: the first at which more than the reset
   * threshold has passed. Strictly more, which on a whole-millisecond clock is one millisecond more.
   *
   * @source kubelet-semantics B10, B14, T18
   */
  collectionAfter(nowMs: number): number {
    if (!this.#reset.collects || this.#housekeeping === undefined) return NEVER;
    return this.#housekeeping.firstAtOrAfter(nowMs + this.#reset.afterMs + 1);
  }

  /** Whether dead containers are looked through between two instants. @source kubelet-semantics T5 */
  removesDeadBetween(fromMs: number, untilMs: number): boolean {
    return this.#containerGc !== undefined && this.#containerGc.firstAtOrAfter(fromMs) <= untilMs;
  }

  /** When the pod cache is newer than now: at the end of the first relist that starts from now on (T7). */
  cacheNewerThan(nowMs: number): number {
    return this.relists.isContinuous ? nowMs : this.relists.firstStartingAtOrAfter(nowMs).endsAtMs;
  }
}

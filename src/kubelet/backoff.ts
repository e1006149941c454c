import type { FoundEntry, Standing } from '../trace/kubelet-facts.js';
import { type BackoffPolicy, grownStep } from './policy.js';

/** Why there is no entry under a key. */
export type Absence = 'never-made' | 'kubelet-restarted' | 'fresh-key';

/**
 * One key of the kubelet's backoff map: the step in force and when it was last updated.
 *
 * Collection is not an event: housekeeping passes are known in advance, so an entry knows the pass that removes it.
 *
 * @source kubelet-semantics B1, B5 to B10; client-go util/flowcontrol/backoff.go
 */
export class BackoffEntry implements FoundEntry {
  /** The step; 0 while there is no entry. */
  stepMs = 0;
  /** The instant of the last admission. */
  lastUpdateMs = 0;
  /** The housekeeping pass that removes the entry, unless it is updated before. */
  collectedAtMs = Number.POSITIVE_INFINITY;
  absence: Absence;
  /** Which of a policy's listed steps is in force. */
  #place = 0;

  constructor(absence: Absence) {
    this.absence = absence;
  }

  /**
   * Judges an exit at `nowMs`. Both limits are strict: a run of exactly the threshold has not expired, and exactly one
   * wait after the exit the container may start.
   *
   * @param waitMs the step, unless this exit has a wait of its own
   * @param finishedAtMs when the last instance exited; may precede the last update when a start failed
   * @param startedAtMs when that instance had started
   * @source kubelet-semantics B6, B8, B10
   */
  standing(
    policy: BackoffPolicy,
    startedAtMs: number,
    finishedAtMs: number,
    nowMs: number,
    waitMs = this.stepMs,
  ): Standing {
    if (this.stepMs === 0) return 'absent';
    if (this.#hasExpired(policy, startedAtMs, finishedAtMs)) return 'expired';
    if (nowMs >= this.collectedAtMs) return 'collected';
    return nowMs - finishedAtMs < waitMs ? 'waiting' : 'served';
  }

  /**
   * Admits a start at `nowMs`: the step begins anew or grows, up to the cap.
   *
   * @param collectedAtMs the first housekeeping pass that would find the entry too old
   * @source kubelet-semantics B5: the update is stamped with the instant of the decision, not of the exit
   */
  admit(policy: BackoffPolicy, standing: Standing, nowMs: number, collectedAtMs: number): void {
    const grows = standing === 'served';
    if (policy.stepsMs !== undefined) this.stepMs = this.#listedStep(policy.stepsMs, grows ? this.#place + 1 : 0);
    else this.stepMs = grows ? grownStep(policy, this.stepMs) : policy.initialMs;
    this.keep(nowMs, collectedAtMs);
  }

  /** Stamps an admission at `nowMs` that leaves the step as it is. */
  keep(nowMs: number, collectedAtMs: number): void {
    this.lastUpdateMs = nowMs;
    this.collectedAtMs = collectedAtMs;
  }

  /** Drops the entry, as when the kubelet process that held it ends. */
  clear(absence: Absence): void {
    if (this.stepMs === 0) return;
    this.stepMs = 0;
    this.collectedAtMs = Number.POSITIVE_INFINITY;
    this.absence = absence;
  }

  #listedStep(stepsMs: readonly number[], place: number): number {
    this.#place = Math.min(place, stepsMs.length - 1);
    return stepsMs[this.#place] ?? 0;
  }

  #hasExpired(policy: BackoffPolicy, startedAtMs: number, finishedAtMs: number): boolean {
    const { afterMs, from, atThreshold } = policy.reset;
    const ranMs = finishedAtMs - (from === 'admission' ? this.lastUpdateMs : startedAtMs);
    return atThreshold ? ranMs >= afterMs : ranMs > afterMs;
  }
}

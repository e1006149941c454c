import { humanDuration } from '../time/human-duration.js';
import type { Interval } from './intervals.js';

/** One row of `kubectl get pods` about one pod. */
export interface TranscriptRow {
  /** The AGE column; kubectl cuts it, so it is a lower bound. */
  readonly ageMs: number;
  /** What AGE is cut to: the age is less than `ageMs` plus this. */
  readonly ageResolutionMs: number;
  /** The STATUS column. */
  readonly status: string;
  /** The RESTARTS column. */
  readonly restarts: number;
  /**
   * What RESTARTS says in brackets, "(106s ago)": the age of the newest termination in `lastState`, not of the restart.
   * Undefined where it says nothing, as before kubectl 1.22.
   *
   * @source kubelet-semantics P17
   */
  readonly lastExitAgo: { readonly ms: number; readonly resolutionMs: number } | undefined;
}

/** What a pod showed from one instant to the next, on the clock of a run. */
export interface Shown {
  readonly fromMs: number;
  /** The first instant at which it showed something else. */
  readonly untilMs: number;
  readonly status: string;
  readonly restarts: number;
  /** The newest termination in `lastState`; undefined when there is none. */
  readonly lastExitAtMs: number | undefined;
}

/** A row in words, for messages. */
export function describeRow({ ageMs, status, restarts, lastExitAgo }: TranscriptRow): string {
  const ago = lastExitAgo === undefined ? '' : ` (${humanDuration(lastExitAgo.ms)} ago)`;
  return `"${status}, ${restarts}${ago}, ${humanDuration(ageMs)}"`;
}

/** The ages, in milliseconds, that kubectl would print as this one. */
export function agesOf({ ageMs, ageResolutionMs }: TranscriptRow): Interval {
  return { from: ageMs, to: ageMs + ageResolutionMs - 1 };
}

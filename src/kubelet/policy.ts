import { MINUTE_MS, SECOND_MS } from '../time/units.js';

/** The rule by which restarts are delayed, as data: how the step begins and grows, and what resets it. */
export interface BackoffPolicy {
  /** What reports call it. */
  readonly name: string;
  /** False: every restart is immediate and no entry is kept. */
  readonly delays: boolean;
  readonly initialMs: number;
  /** The longest step. */
  readonly maxMs: number;
  /** Each admission multiplies the step by this. */
  readonly factor: number;
  /** The steps one after the other, where they are not products; the last repeats. */
  readonly stepsMs: readonly number[] | undefined;
  /** The wait after exit 0, where success has one of its own; it leaves the step of failures as it is. */
  readonly afterSuccessMs: number | undefined;
  /** Whether the first crash finds no entry, as in every kubelet, or one that the first start has made. @source kubelet-semantics D4 */
  readonly firstRestart: 'free' | 'waits';
  readonly reset: ResetRule;
}

/** When a container counts as recovered, so that its next crash starts from nothing. */
export interface ResetRule {
  readonly afterMs: number;
  /** The instant the run is measured from: the decision to restart (the kubelet), or StartedAt (the documentation). */
  readonly from: 'admission' | 'start';
  /** Whether exactly `afterMs` already counts. */
  readonly atThreshold: boolean;
  /** Whether housekeeping removes entries older than `afterMs`, even while the container waits. */
  readonly collects: boolean;
}

/** What an admission makes of a step of a policy whose steps are products. @source kubelet-semantics B5 */
export function grownStep({ factor, maxMs }: BackoffPolicy, stepMs: number): number {
  return Math.min(Math.round(stepMs * factor), maxMs);
}

/** @source kubelet-semantics B3 */
export const DEFAULT_INITIAL_MS = 10 * SECOND_MS;
/** @source kubelet-semantics B3 */
export const DEFAULT_MAX_MS = 5 * MINUTE_MS;
/** @source kubelet-semantics B8 */
export const RESET_AFTER_MS = 10 * MINUTE_MS;
/** @source kubelet-semantics B31 */
export const REDUCED_INITIAL_MS = 1 * SECOND_MS;
/** @source kubelet-semantics B31 */
export const REDUCED_MAX_MS = 1 * MINUTE_MS;

/** What every released kubelet does the same: steps are products, exit 0 waits like any other, the first restart is free. */
export const AS_RELEASED = {
  stepsMs: undefined,
  afterSuccessMs: undefined,
  firstRestart: 'free',
} as const satisfies Partial<BackoffPolicy>;

/** How the kubelet resets: strictly more than the threshold since admission, or collected. @source kubelet-semantics B8, B10, B12, B14 */
export function kubeletReset(afterMs: number): ResetRule {
  return { afterMs, from: 'admission', atThreshold: false, collects: true };
}

/** How the documentation tells it: a run of ten minutes, start to finish, resets; nothing else does. */
export const DOCUMENTED_RESET: ResetRule = {
  afterMs: RESET_AFTER_MS,
  from: 'start',
  atThreshold: true,
  collects: false,
};

/** No delay at all: the world the backoff was invented against. */
export const NO_BACKOFF: BackoffPolicy = {
  name: 'none',
  delays: false,
  initialMs: 0,
  maxMs: 0,
  factor: 1,
  ...AS_RELEASED,
  reset: kubeletReset(RESET_AFTER_MS),
};

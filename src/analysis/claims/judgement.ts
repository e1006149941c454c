import type { Bound, Way } from './bounds.js';
import type { ClaimedKubelet } from './claimed-kubelet.js';
import type { CountClaim, ExcessClaim, InstantsClaim, WindowClaim } from './stated-claim.js';

/**
 * Whether what is claimed can be: as it stands, only under some condition, or not at all. `not-found`: no rule forbids
 * it, and no run that was tried shows it.
 */
export type ClaimVerdict = 'possible' | 'only-if' | 'impossible' | 'not-found';

/** What must be the case for a claim to hold; one of several is enough. */
export type Condition =
  /** kubectl cut the age: it was really up to so much. */
  | { readonly kind: 'age-cut'; readonly untilMs: number }
  /** The container lives in this way; `isShown`: a scenario shows it, else no rule forbids it. */
  | { readonly kind: 'way'; readonly way: Way; readonly isShown: boolean }
  /** `maxContainerRestartPeriod` is at most this. */
  | { readonly kind: 'max-period'; readonly atMostMs: number }
  /** Its runs differ in length, as {@link InstantsJudgement.runsMs} says. */
  | { readonly kind: 'runs-differ' }
  /** The free first restart is left out of the list. */
  | { readonly kind: 'first-not-counted' };

interface Judged {
  readonly kubelet: ClaimedKubelet;
  readonly verdict: ClaimVerdict;
  readonly conditions: readonly Condition[];
  /** The shortest scenario that shows what is claimed; undefined where none does. */
  readonly scenario: string | undefined;
}

export interface CountJudgement extends Judged {
  readonly kind: 'count';
  readonly claim: CountClaim;
  /** The restart that is claimed to happen in time: crash n ends the run after restart n - 1. */
  readonly restart: number;
  readonly bounds: readonly Bound[];
}

export interface WindowJudgement extends Judged {
  readonly kind: 'window';
  readonly claim: WindowClaim;
  readonly bounds: readonly Bound[];
}

export interface ExcessJudgement extends Judged {
  readonly kind: 'excess';
  readonly claim: ExcessClaim;
  /** Restarts in the period under the backoff claimed and under the kubelet's own; for `every`, on average. */
  readonly restarts: { readonly claimed: number; readonly own: number };
}

/** How a list of instants stands to the steps of the backoff. */
export interface Reading {
  /** Whether the list begins with the free first restart. */
  readonly first: 'free' | 'not-counted';
  /** The instants of a process that exits at once, on the ideal clock. */
  readonly expectedMs: readonly number[];
  /** How long the runs last that fit all waits; undefined: no one length fits. */
  readonly runMs: number | undefined;
}

export interface InstantsJudgement extends Judged {
  readonly kind: 'instants';
  readonly claim: InstantsClaim;
  readonly readings: readonly Reading[];
  /** The lengths of the runs before each restart that would bring the list about; undefined: none do. */
  readonly runsMs: readonly number[] | undefined;
}

export type Judgement = CountJudgement | WindowJudgement | ExcessJudgement | InstantsJudgement;

import type { TranscriptRow } from '../transcript.js';

/** Which backoff a claim speaks of; undefined where it does not say. */
export interface StatedBackoff {
  readonly initialMs: number | undefined;
  readonly maxMs: number | undefined;
}

interface Terms {
  readonly backoff: StatedBackoff | undefined;
  /** How long each run lasts. */
  readonly runMs: number | undefined;
}

/** "5 restarts in 2m14s": so many, at least, in a time that begins with the first start. */
export interface CountClaim extends Terms {
  readonly kind: 'count';
  readonly what: 'restarts' | 'crashes';
  readonly count: number;
  readonly withinMs: number;
  /** The time may be an age as kubectl prints it, which it cuts. */
  readonly isAge: boolean;
}

/** "more than 5 restarts in 5 minutes", as an alert asks: so many in some window of this length. */
export interface WindowClaim extends Terms {
  readonly kind: 'window';
  /** The least number of restarts that makes it fire. */
  readonly count: number;
  readonly windowMs: number;
}

/** "restarts after 10s, 30s, 1m10s": instants since the first start, in order. */
export interface InstantsClaim extends Terms {
  readonly kind: 'instants';
  readonly atMs: readonly number[];
}

/** "1s/60s: 5 excess restarts in the first 5 minutes": so many more than with the default backoff. */
export interface ExcessClaim extends Terms {
  readonly kind: 'excess';
  readonly backoff: StatedBackoff;
  readonly count: number;
  /** `first`: since the first start. `every`: once the cap is reached. */
  readonly period: 'first' | 'every';
  readonly periodMs: number;
}

/** Rows of `kubectl get pods` about one pod, in order. */
export interface TranscriptClaim {
  readonly kind: 'transcript';
  readonly pod: string | undefined;
  readonly rows: readonly TranscriptRow[];
}

export type StatedClaim = CountClaim | WindowClaim | InstantsClaim | ExcessClaim | TranscriptClaim;

/** A claim where it stands in a text. */
export interface ClaimAt {
  /** The first is 1. */
  readonly line: number;
  readonly text: string;
  /** Undefined: nothing was recognised. */
  readonly claim: StatedClaim | undefined;
}

import type { ContainerEvidence, PodEvidence } from '../../evidence/evidence.js';
import type { RowContradiction } from '../../evidence/row-contradictions.js';
import type { VersionName } from '../../kubelet/versions.js';
import type { BeyondBackoff } from './beyond-backoff.js';
import type { Forecast } from './forecast.js';
import type { Range } from './range.js';
import type { StepGuess } from './step-guess.js';

/** What becomes of a container next. */
export type Outlook =
  /** It has ended and starts again. */
  | {
      readonly kind: 'restarts';
      readonly forecast: Forecast;
      /** By now it should run: the text is older than now, or something holds the kubelet up. */
      readonly isOverdue: boolean;
      /** Whether the policy to restart it is told, or only supposed. */
      readonly isSupposed: boolean;
    }
  /** A rule restarts the whole pod in place, without backoff. @source kubelet-semantics A27 */
  | { readonly kind: 'all-restart'; readonly forecast: Forecast }
  /** The text excludes itself: no pod shows it. */
  | { readonly kind: 'contradictory'; readonly contradictions: readonly (RowContradiction | BeyondBackoff)[] }
  /** It runs; nobody knows how long. */
  | {
      readonly kind: 'runs';
      /** Of an init container known by its number only: which of how many, from 1. */
      readonly init: { readonly at: number; readonly total: number } | undefined;
      readonly startedAt: Range | undefined;
      /** What its next exit would meet. */
      readonly guesses: readonly StepGuess[];
      /** From when on an exit finds no entry any more. */
      readonly resetsAtMs: number | undefined;
      /** How long the run before lasted, when it ended as a probe's kill ends one, and there is a probe. */
      readonly killedAfterMs: number | undefined;
    }
  /** It never ran, and nothing is wrong yet. */
  | {
      readonly kind: 'first-start';
      readonly reason: string | undefined;
      /** What keeps the pod from a node, in the words of its scheduler. */
      readonly unscheduled: PodEvidence['unscheduled'];
    }
  /** It cannot be started; that is tried over and over. */
  | { readonly kind: 'retries'; readonly what: 'pull' | 'start' | 'restart'; readonly reason: string }
  /** It does not start again. */
  | { readonly kind: 'over'; readonly because: Ending }
  | { readonly kind: 'untold'; readonly why: 'policy' | 'end' | 'state' | 'status' }
  /** It waits, in a text that may be of any day; it starts so long after that at most. */
  | { readonly kind: 'undated'; readonly stepMs: number | undefined; readonly withinMs: number };

export type Ending = 'pod-succeeded' | 'pod-failed' | 'pod-deleted' | 'deadline' | 'policy' | 'init-done';

/** Something the text does not tell and the answer depends on. */
export type Unknown =
  | { readonly kind: 'version'; readonly assumed: VersionName }
  | { readonly kind: 'config' }
  | { readonly kind: 'other-config'; readonly stepMs: number; readonly nextMs: number }
  | { readonly kind: 'step'; readonly stepsMs: readonly number[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'policy' }
  | { readonly kind: 'count' }
  | { readonly kind: 'container' }
  | { readonly kind: 'status' }
  | { readonly kind: 'clock' }
  | { readonly kind: 'zone' }
  | { readonly kind: 'damage'; readonly where: string };

/** What is to be said of one container. Undefined is: not told. */
export interface ContainerExplanation {
  readonly pod: string | undefined;
  readonly namespace: string | undefined;
  readonly owner: string | undefined;
  readonly container: string | undefined;
  readonly type: ContainerEvidence['type'];
  /** The word for its state: Running, or the reason of its wait or its end. */
  readonly state: string | undefined;
  /** Which end of a run it was, from 1; of a running container the one before this run, 0 in its first. */
  readonly crash: number | undefined;
  /** The newest end. */
  readonly end:
    | {
        readonly exitCode: number | undefined;
        readonly reason: string | undefined;
        readonly at: Range | undefined;
        readonly ranMs: number | undefined;
      }
    | undefined;
  /** How long ago the pod was made, and how much of that its waits take if none was cut short and nothing reset. */
  readonly past: { readonly ageMs: number; readonly restarts: number; readonly waitsMs: number } | undefined;
  /** The step in force: 0 when the next restart is free. */
  readonly backoffMs: number | undefined;
  readonly outlook: Outlook;
  readonly unknown: readonly Unknown[];
}

/** Where the clock that an answer is told on comes from. */
export type ClockSource = 'given' | 'printed' | 'newest-time' | 'wall';

export interface Explanation {
  readonly nowMs: number;
  readonly clock: ClockSource;
  /** What is known or assumed of the kubelet. */
  readonly kubelet: {
    readonly version: VersionName;
    readonly versionIs: 'given' | 'told' | 'assumed';
    readonly configIs: 'given' | 'assumed';
    readonly stepsMs: readonly number[];
    readonly resetAfterMs: number;
    readonly retry: 'ten-seconds' | 'expiry';
  };
  /** How many pods the text tells of. */
  readonly podCount: number;
  readonly containers: readonly ContainerExplanation[];
}

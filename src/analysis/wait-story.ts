import type { Standing } from '../trace/kubelet-facts.js';
import type { ShownReason } from '../trace/sink.js';
import type { ContainerState, ContainerType, ExitReason, WaitingReason, Why } from '../trace/vocabulary.js';

/**
 * One wait, told step by step: the contract of `why -o json` before words are put to it. Times are seconds since the
 * start of the simulation, exact to the millisecond; what is unknown or has not happened is null.
 */
export interface WaitStory {
  readonly scenario: string;
  readonly seed: string;
  readonly fidelity: 'documented' | 'exact' | 'realistic';
  readonly kubeletVersion: string;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly type: ContainerType;
  /** The start that ends the wait; 0 is the first, k the k-th restart. */
  readonly restart: number;
  /** The exit that began the wait; null before the first start. */
  readonly finishedAtSeconds: number | null;
  /** Null while the start has not come. */
  readonly startedAtSeconds: number | null;
  readonly delaySeconds: number | null;
  readonly backoffSeconds: number | null;
  readonly why: Why | null;
  /** Starts during the wait that came to nothing. */
  readonly failedStarts: number;
  /** When it is looked at next, where the start has not come; null where nobody knows. */
  readonly looksAgainAtSeconds: number | null;
  /** The init container or sidecar that comes first and is not done, or not up; null when the start has come. */
  readonly heldUpBy: { readonly container: string; readonly type: ContainerType } | null;
  readonly steps: readonly WaitStep[];
}

/** What was done or seen at one instant of a wait. */
export type WaitStep = { readonly atSeconds: number } & (
  | { readonly step: 'created' }
  | { readonly step: 'scheduled'; readonly node: string }
  | { readonly step: 'said'; readonly reason: string; readonly message: string }
  | { readonly step: 'probe-failed'; readonly probe: 'liveness' | 'startup'; readonly failures: number }
  | { readonly step: 'killed'; readonly cause: 'liveness' | 'startup' | 'definition' }
  | ExitedStep
  | { readonly step: 'noticed'; readonly relistBeganAtSeconds: number }
  | { readonly step: 'sync'; readonly because: SyncCause }
  | { readonly step: 'shown'; readonly state: ContainerState; readonly reason: ShownReason }
  | RefusedStep
  | QueuedStep
  | CollectedStep
  | AdmittedStep
  | { readonly step: 'start-failed'; readonly reason: WaitingReason; readonly notBeforeSeconds: number | null }
  | { readonly step: 'kubelet-restarted' }
  | { readonly step: 'terminating' }
  | { readonly step: 'deleted' }
  | { readonly step: 'started'; readonly attempt: number }
);

/** `relist`, `probe`, `queue`: they asked for it; `new`: the pod's first; `kubelet`: the first of a new process. */
export type SyncCause = 'relist' | 'probe' | 'queue' | 'new' | 'kubelet' | 'other';

export interface ExitedStep {
  readonly step: 'exited';
  readonly attempt: number;
  readonly exitCode: number;
  readonly reason: ExitReason;
  readonly ranSeconds: number;
}

/** The exit that a decision looked at. */
export interface Judged {
  /** Which instance; null when no record of an exited one was in view. */
  readonly judgedAttempt: number | null;
  readonly judgedFinishSeconds: number | null;
}

export interface RefusedStep extends Judged {
  readonly step: 'refused';
  readonly backoffSeconds: number;
  readonly overAtSeconds: number;
}

export interface QueuedStep {
  readonly step: 'queued';
  readonly for: 'backoff' | 'failure' | 'resync';
  /** Before jitter. */
  readonly delaySeconds: number;
  readonly dueAtSeconds: number;
  readonly tickAtSeconds: number;
}

export interface CollectedStep {
  readonly step: 'collected';
  /** The admission that had last written the entry. */
  readonly writtenAtSeconds: number;
}

export interface AdmittedStep extends Judged {
  readonly step: 'admitted';
  readonly why: Why;
  /** How the exit stood against its entry; null where the policy keeps none. */
  readonly standing: Standing | 'unjudged' | null;
  /** The step that had been in force; null without an entry. */
  readonly backoffSeconds: number | null;
  /** When the entry had last been written; null without one. */
  readonly writtenAtSeconds: number | null;
  /** The step from now on; null where none was written. */
  readonly nextBackoffSeconds: number | null;
}

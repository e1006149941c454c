import type { AttemptLog } from '../trace/attempt-log.js';
import type { ExitReason } from '../trace/vocabulary.js';

/** What a process does with SIGTERM: exits after a while with a code, or nothing. */
export type TermResponse = { readonly exitCode: number; readonly afterMs: number } | 'ignore';

/** How one attempt of a container goes if nobody interferes. */
export interface Attempt {
  /** When the process ends by itself; Infinity when it never does. */
  readonly finishesAtMs: number;
  readonly exitCode: number;
  readonly reason: ExitReason;
  readonly onTerm: TermResponse;
  /** What it writes to its log; undefined: nothing. */
  readonly log?: AttemptLog | undefined;
  /** What the runtime says when it cannot start it at all: an instance that exits 128 at once. Undefined: it starts. */
  readonly startError?: string | undefined;
  /** What probes see; undefined: success, at once. */
  readonly probes?: ProbeAnswers | undefined;
  /** What the hook does when the manifest has one; undefined: succeeds at once. */
  readonly postStart?: HookOutcome | undefined;
  readonly preStop?: HookOutcome | undefined;
}

export type ProbeType = 'liveness' | 'readiness' | 'startup';

export interface ProbeAnswers {
  /** @param atMs when the probe looks */
  answer(probe: ProbeType, atMs: number): ProbeAnswer;
}

export interface ProbeAnswer {
  readonly ok: boolean;
  /** How long the probe waits for it; the probe's timeout cuts it, which counts as a failure. */
  readonly takesMs: number;
  /** What the event says after `probe failed: `; undefined: what the handler says by default. */
  readonly output: string | undefined;
}

export interface HookOutcome {
  readonly takesMs: number;
  readonly exitCode: number;
}

/** What runs inside a container: asked at each start how this attempt will go. */
export interface Process {
  start(nowMs: number): Attempt;
}

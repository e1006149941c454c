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
}

/** What runs inside a container: asked at each start how this attempt will go. */
export interface Process {
  start(nowMs: number): Attempt;
}

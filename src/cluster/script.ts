import type { Distribution } from '../engine/distributions.js';
import type { TermResponse } from '../kubelet/process.js';
import type { ExitReason } from '../trace/vocabulary.js';

/** The condition under which a guarded entry is used: every named dependency is in the named state. */
export interface Guard {
  readonly down: readonly string[];
  readonly up: readonly string[];
}

/** One entry of a process's script: what an attempt does. */
export interface ScriptEntry {
  /** How long it runs; undefined: for ever. */
  readonly run: Distribution | undefined;
  readonly exitCode: number;
  readonly reason: ExitReason;
  /** Dependencies whose going down ends the attempt with `exitCode`. */
  readonly needs: readonly string[];
  readonly onTerm: TermResponse;
  readonly log: readonly string[];
}

export interface GuardedEntry extends ScriptEntry {
  readonly when: Guard;
}

export interface ListedEntry extends ScriptEntry {
  /** How many starts use this entry before the next one's turn; the last entry repeats for ever. */
  readonly times: number;
}

/**
 * What a container's process does, attempt by attempt.
 *
 * At each start the first guarded entry whose condition holds is used, and the list does not move on; otherwise the
 * next listed entry is.
 */
export interface Script {
  readonly guarded: readonly GuardedEntry[];
  readonly listed: readonly ListedEntry[];
}

/** A process that runs until somebody stops it: what a container does that no scenario describes. */
export const RUNS_FOREVER: Script = {
  guarded: [],
  listed: [
    {
      run: undefined,
      exitCode: 0,
      reason: 'Completed',
      needs: [],
      onTerm: { exitCode: 143, afterMs: 0 },
      log: [],
      times: 1,
    },
  ],
};

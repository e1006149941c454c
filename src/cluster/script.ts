import type { Distribution } from '../engine/distributions.js';
import type { HookOutcome, ProbeType, TermResponse } from '../kubelet/process.js';
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
  /** Grows until it meets the container's limit, which ends the attempt as OOMKilled if it has not ended before. */
  readonly memory?: { readonly startBytes: number; readonly bytesPerMs: number } | undefined;
  /** The runtime's words when it cannot start the process at all. */
  readonly startError?: string | undefined;
  /** What probes see; one left out succeeds. */
  readonly probes?: Readonly<Partial<Record<ProbeType, ProbeScript>>> | undefined;
  readonly postStart?: HookOutcome | undefined;
  readonly preStop?: HookOutcome | undefined;
}

/** What one kind of probe sees during an attempt. */
export interface ProbeScript {
  /**
   * When the answer is good, since the start of the attempt; ascending, `untilMs` exclusive, Infinity: to the end.
   * `alternating`: every second time it is asked.
   */
  readonly good: readonly { readonly fromMs: number; readonly untilMs: number }[] | 'alternating';
  /** How long an answer takes, good or bad. */
  readonly takesMs: number;
  /** What a failed probe's event says; undefined: what its handler says by default. */
  readonly output: string | undefined;
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

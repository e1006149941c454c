import type { KubeletConfig } from '../../kubelet/config.js';
import { NEWEST_VERSION } from '../../kubelet/versions.js';
import { MINUTE_MS } from '../../time/units.js';
import { agesOf, type TranscriptRow } from '../transcript.js';
import { WordsTrial } from './judge.js';
import { TranscriptTrial } from './judge-transcript.js';
import type { ClaimAt } from './stated-claim.js';

export type Trial = WordsTrial | TranscriptTrial;

export interface CheckOptions {
  /** The kubelet the claims are about; by default the newest, and any release for rows of kubectl. */
  readonly kubelet?: KubeletConfig | undefined;
  /** How many runs are tried for rows of kubectl before giving up; by default as many as half a minute allows. */
  readonly mostRuns?: number | undefined;
}

/** The rarest transcripts take as many. */
const MOST_RUNS = 10_000;
/** What a search may come to: about half a minute. A life of twenty days takes as long as a thousand short ones. */
const WORK = 10_000;
const WORK_PER_RUN = 0.3;
const WORK_PER_RESTART = 0.05;
/** A pod that waits is looked at about once a minute. */
const WORK_PER_MINUTE = 0.003;
const LEAST_RUNS = 3;
const RUNS_AT_ONCE = 50;

/** How many lives are tried for these rows unless told: fewer, the longer each is. */
export function affordableRuns(rows: readonly TranscriptRow[]): number {
  return Math.min(MOST_RUNS, Math.max(LEAST_RUNS, Math.floor(WORK / workOf(rows))));
}

function workOf(rows: readonly TranscriptRow[]): number {
  const costs = rows.map((row) => row.restarts * WORK_PER_RESTART + (agesOf(row).to / MINUTE_MS) * WORK_PER_MINUTE);
  return WORK_PER_RUN + Math.max(0, ...costs);
}

/** How many runs to try between two looks at the clock: one, where a life is long. */
export function runsAtOnce({ claim }: ClaimAt): number {
  if (claim?.kind !== 'transcript') return RUNS_AT_ONCE;
  return Math.min(RUNS_AT_ONCE, Math.max(1, Math.floor(WORK / 100 / workOf(claim.rows))));
}

const DEFAULTS: KubeletConfig = { version: NEWEST_VERSION, gates: {}, maxRestartPeriodMs: undefined };

/** The judging of a claim, in pieces; once all are done the judgement stands. Undefined where no claim was recognised. */
export function trialOf({ claim }: ClaimAt, { kubelet, mostRuns }: CheckOptions): Trial | undefined {
  if (claim === undefined) return undefined;
  if (claim.kind !== 'transcript') return new WordsTrial(claim, kubelet ?? DEFAULTS);
  return new TranscriptTrial(claim, kubelet, mostRuns ?? affordableRuns(claim.rows));
}

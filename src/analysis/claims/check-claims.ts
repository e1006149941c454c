import type { KubeletConfig } from '../../kubelet/config.js';
import { NEWEST_VERSION } from '../../kubelet/versions.js';
import { judge } from './judge.js';
import { type TranscriptJudgement, TranscriptTrial } from './judge-transcript.js';
import type { Judgement } from './judgement.js';
import type { ClaimAt } from './stated-claim.js';

export interface CheckOptions {
  /** The kubelet the claims are about; by default the newest, and any release for rows of kubectl. */
  readonly kubelet?: KubeletConfig | undefined;
  /** How many runs are tried for rows of kubectl before giving up. */
  readonly mostRuns?: number | undefined;
}

/** Half a minute in all; the rarest transcripts take as many. */
export const MOST_RUNS = 10_000;

const DEFAULTS: KubeletConfig = { version: NEWEST_VERSION, gates: {}, maxRestartPeriodMs: undefined };

/** The search that a claim takes; undefined for one that is judged by rule, or is none. */
export function trialOf(
  { claim }: ClaimAt,
  { kubelet, mostRuns = MOST_RUNS }: CheckOptions,
): TranscriptTrial | undefined {
  return claim?.kind === 'transcript' ? new TranscriptTrial(claim, kubelet, mostRuns) : undefined;
}

/** What is to be said of a claim, once its search is over; undefined where none was recognised. */
export function judgementOf(
  { claim }: ClaimAt,
  trial: TranscriptTrial | undefined,
  { kubelet = DEFAULTS }: CheckOptions,
): Judgement | TranscriptJudgement | undefined {
  if (claim === undefined) return undefined;
  return claim.kind === 'transcript' ? trial?.judgement : judge(claim, kubelet);
}

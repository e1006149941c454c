import { duration } from '../words.js';

/** What stands around every picture. */
export interface ChartHead {
  readonly title: string;
  /** The terms of what is shown: which kubelet, policy, fidelity and seed. */
  readonly subtitle: string;
  /** What a reader must know to read it rightly: what was left out, how it was counted. */
  readonly notes: readonly string[];
}

/** The terms of one simulated scenario. */
export interface ChartTerms {
  readonly scenario: string;
  readonly durationMs: number;
  readonly kubeletVersion: string;
  /** As `backoff 10s, 20s … 5m`. */
  readonly policy: string;
  readonly fidelity: string;
  /** As `seed 1`, or `seeds 1.0 to 1.49`. */
  readonly seed: string;
}

/** `kubelet 1.36 · backoff 10s, 20s … 5m · exact · seed 1`. */
export function termsText({ kubeletVersion, policy, fidelity, seed }: ChartTerms): string {
  return [`kubelet ${kubeletVersion}`, policy, fidelity, seed].join(' · ');
}

/** Milliseconds in words, rounded to the second above a minute and to a hundredth of a second below. */
export function shortDuration(ms: number): string {
  if (ms >= 60_000) return duration(Math.round(ms / 1_000));
  return duration(Math.round(ms / 10) / 100);
}

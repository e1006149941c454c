import type { VersionName } from '../kubelet/versions.js';
import type { TooEarly } from './earliest.js';
import type { Interval } from './intervals.js';
import type { TranscriptRow } from './transcript.js';
import type { Miss } from './transcript-matcher.js';

/** A simulated run, by what is needed to have it again. */
export interface RunName {
  readonly seed: string;
  readonly version: VersionName;
  /** How long its runs typically last; undefined: for ever. */
  readonly runMs: number | undefined;
}

/** The run that showed the most rows, and how it failed on the next. */
export interface NearestMiss {
  readonly run: RunName;
  readonly rowsMet: number;
  readonly row: TranscriptRow;
  readonly miss: Miss;
}

export type Plausibility =
  | {
      readonly verdict: 'possible';
      readonly runs: number;
      /** A run that shows every row. */
      readonly showing: RunName;
      /** How long before that run's beginning the pod can have been created, to the second. */
      readonly leadMs: Interval;
    }
  | {
      readonly verdict: 'impossible';
      readonly runs: number;
      /** `rule`: the waits alone take longer, whatever the seed. `search`: no run that was tried shows it. */
      readonly basis: 'rule' | 'search';
      /** On every kubelet asked about, when the basis is the rule. */
      readonly tooEarly: TooEarly | undefined;
      readonly nearest: NearestMiss | undefined;
      /** Why, in a sentence. */
      readonly reason: string;
    };

import type { TranscriptJudgement } from '../../analysis/claims/judge-transcript.js';
import type { ClaimVerdict, Judgement } from '../../analysis/claims/judgement.js';
import type { ClaimAt } from '../../analysis/claims/stated-claim.js';
import { toSeconds } from '../../time/units.js';
import { claimReasons } from './claim-reasons.js';
import { conditionText } from './condition-text.js';
import { LIVES, transcriptReasons } from './transcript-reasons.js';

/** The contract of `check -o json`; what was not asked or is not known is null. */
export interface ClaimAnswer {
  readonly line: number;
  readonly claim: string;
  readonly kind: 'count' | 'window' | 'instants' | 'excess' | 'transcript';
  readonly verdict: ClaimVerdict;
  /** What must be the case; one is enough. */
  readonly onlyIf: readonly string[];
  readonly reasons: readonly string[];
  readonly bounds: readonly ClaimBound[];
  /** A scenario that shows what is claimed. */
  readonly scenario: string | null;
}

export interface ClaimBound {
  readonly way: string;
  readonly basis: 'rule' | 'search';
  readonly mostRestarts: number | null;
  readonly earliestSeconds: number | null;
}

/** A judgement in the words of the contract. */
export function claimAnswer({ line, text }: ClaimAt, judgement: Judgement | TranscriptJudgement): ClaimAnswer {
  const { kind, verdict, scenario = null } = judgement;
  const base = { line, claim: text, kind, verdict, scenario };
  if (judgement.kind === 'transcript') {
    const { endings } = judgement;
    const onlyIf = endings === undefined || endings === 'exits' ? [] : [LIVES[endings]];
    return { ...base, onlyIf, reasons: transcriptReasons(judgement), bounds: [] };
  }
  const bounds = 'bounds' in judgement ? judgement.bounds : [];
  return {
    ...base,
    onlyIf: judgement.conditions.map(conditionText),
    reasons: claimReasons(judgement),
    bounds: bounds.map(({ way, basis, most = null, earliestMs }) => ({
      way,
      basis,
      mostRestarts: most,
      earliestSeconds: earliestMs === undefined ? null : toSeconds(earliestMs),
    })),
  };
}

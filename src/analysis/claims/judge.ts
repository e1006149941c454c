import type { KubeletConfig } from '../../kubelet/config.js';
import { type ClaimedKubelet, claimedKubelet } from './claimed-kubelet.js';
import { judgeCount, killsForCount } from './judge-count.js';
import { judgeExcess } from './judge-excess.js';
import { judgeInstants } from './judge-instants.js';
import { judgeWindow, killsForWindow } from './judge-window.js';
import type { Judgement } from './judgement.js';
import type { KilledBest, KillSearch } from './kill-search.js';
import type { StatedClaim, TranscriptClaim } from './stated-claim.js';

/** Judges a claim in words, the long part of it in pieces so that a caller may show progress. */
export class WordsTrial {
  readonly #claim: Exclude<StatedClaim, TranscriptClaim>;
  readonly #kubelet: ClaimedKubelet;
  readonly #kills: KillSearch | undefined;

  /** @param config the kubelet; what the claim says of the backoff itself goes over it */
  constructor(claim: Exclude<StatedClaim, TranscriptClaim>, config: KubeletConfig) {
    this.#claim = claim;
    this.#kubelet = claimedKubelet(config, claim.backoff);
    if (claim.kind === 'count') this.#kills = killsForCount(claim, this.#kubelet);
    if (claim.kind === 'window') this.#kills = killsForWindow(claim, this.#kubelet);
  }

  /** @returns whether all is tried that judging takes */
  advance(runs: number): boolean {
    return this.#kills?.advance(runs) ?? true;
  }

  get doneRatio(): number {
    return this.#kills?.doneRatio ?? 1;
  }

  get judgement(): Judgement {
    return judged(this.#claim, this.#kubelet, this.#kills?.best ?? { most: undefined, earliest: undefined });
  }
}

function judged(claim: Exclude<StatedClaim, TranscriptClaim>, kubelet: ClaimedKubelet, killed: KilledBest): Judgement {
  switch (claim.kind) {
    case 'count':
      return judgeCount(claim, kubelet, killed);
    case 'window':
      return judgeWindow(claim, kubelet, killed);
    case 'excess':
      return judgeExcess(claim, kubelet);
    case 'instants':
      return judgeInstants(claim, kubelet);
  }
}

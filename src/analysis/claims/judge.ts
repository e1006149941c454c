import type { KubeletConfig } from '../../kubelet/config.js';
import { claimedKubelet } from './claimed-kubelet.js';
import { judgeCount } from './judge-count.js';
import { judgeExcess } from './judge-excess.js';
import { judgeInstants } from './judge-instants.js';
import { judgeWindow } from './judge-window.js';
import type { Judgement } from './judgement.js';
import type { StatedClaim, TranscriptClaim } from './stated-claim.js';

/** Judges a claim in words on a kubelet; what it says of the backoff itself goes over the configuration. */
export function judge(claim: Exclude<StatedClaim, TranscriptClaim>, config: KubeletConfig): Judgement {
  const kubelet = claimedKubelet(config, claim.backoff);
  switch (claim.kind) {
    case 'count':
      return judgeCount(claim, kubelet);
    case 'window':
      return judgeWindow(claim, kubelet);
    case 'excess':
      return judgeExcess(claim, kubelet);
    case 'instants':
      return judgeInstants(claim, kubelet);
  }
}

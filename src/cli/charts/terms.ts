import type { Plan } from '../../cluster/plan.js';
import type { ChartTerms } from '../../report/charts/head.js';
import { policyText } from '../../report/policy-text.js';

/** What a chart says of the run it shows. */
export function termsOf({ scenario, durationMs, kubelet, fidelity, seed }: Plan): ChartTerms {
  return {
    scenario,
    durationMs,
    kubeletVersion: kubelet.versionName,
    policy: policyText(kubelet.policy),
    fidelity,
    seed: `seed ${seed}`,
  };
}

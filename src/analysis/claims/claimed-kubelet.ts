import type { KubeletPlan } from '../../cluster/plan.js';
import { type KubeletConfig, resolvePolicy } from '../../kubelet/config.js';
import type { BackoffPolicy } from '../../kubelet/policy.js';
import { IDEAL_TIMING } from '../../kubelet/timing.js';
import { kubeletVersion } from '../../kubelet/versions.js';
import type { StatedBackoff } from './stated-claim.js';

/** The kubelet a claim is judged on. */
export interface ClaimedKubelet {
  readonly config: KubeletConfig;
  readonly policy: BackoffPolicy;
  /** The claim names the backoff itself, as `1s/60s` does, over what the configuration says. */
  readonly isStated: boolean;
}

/** The kubelet that a claim is about: the one configured, with the backoff that the claim itself states. */
export function claimedKubelet(config: KubeletConfig, stated?: StatedBackoff): ClaimedKubelet {
  const own = resolvePolicy(config, 'kubelet');
  if (stated === undefined) return { config, policy: own, isStated: false };
  const maxMs = stated.maxMs ?? own.maxMs;
  const initialMs = Math.min(stated.initialMs ?? own.initialMs, maxMs);
  return { config, policy: { ...own, initialMs, maxMs }, isStated: true };
}

/** The same for the model, on the ideal clock. */
export function kubeletPlanOf({ config, policy }: ClaimedKubelet): KubeletPlan {
  return {
    versionName: config.version,
    version: kubeletVersion(config.version),
    policy,
    timing: IDEAL_TIMING,
  };
}

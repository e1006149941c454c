import { formatGoDuration } from '../time/go-duration.js';
import { MINUTE_MS, SECOND_MS } from '../time/units.js';
import {
  AS_RELEASED,
  type BackoffPolicy,
  DEFAULT_INITIAL_MS,
  DEFAULT_MAX_MS,
  DOCUMENTED_RESET,
  kubeletReset,
  REDUCED_INITIAL_MS,
  REDUCED_MAX_MS,
  RESET_AFTER_MS,
} from './policy.js';
import { type GateName, kubeletVersion, type VersionName } from './versions.js';

/** The part of a kubelet's configuration that decides its restart backoff. */
export interface KubeletConfig {
  readonly version: VersionName;
  readonly gates: Readonly<Partial<Record<GateName, boolean>>>;
  /** `crashLoopBackOff.maxContainerRestartPeriod`, when set. */
  readonly maxRestartPeriodMs: number | undefined;
}

/** Which rule is in force: the kubelet's own, or the one its documentation describes. */
export type RuleSource = 'kubelet' | 'documentation';

/** Why a kubelet of this version would refuse to start with this configuration. */
export type ConfigRefusal =
  | { readonly kind: 'unknown-gate'; readonly gate: GateName; readonly message: string }
  | { readonly kind: 'period'; readonly message: string };

const SHORTEST_PERIOD_MS = 1 * SECOND_MS;
const LONGEST_PERIOD_MS = 5 * MINUTE_MS;

/** Whether a gate is on: as configured, else the release's default, else off. */
export function gateIsOn(config: KubeletConfig, gate: GateName): boolean {
  return config.gates[gate] ?? kubeletVersion(config.version).gates[gate] ?? false;
}

/**
 * Lists why the kubelet would not start with this configuration; empty when it would.
 *
 * @source kubelet-semantics B29, B30; pkg/kubelet/apis/config/validation/validation.go
 */
export function refusals(config: KubeletConfig): readonly ConfigRefusal[] {
  const known = kubeletVersion(config.version).gates;
  const unknown = (Object.keys(config.gates) as GateName[])
    .filter((gate) => known[gate] === undefined)
    .map((gate) => ({
      kind: 'unknown-gate' as const,
      gate,
      message: `kubelet ${config.version} does not know the feature gate ${gate} and refuses to start`,
    }));
  const period = config.maxRestartPeriodMs;
  if (period === undefined) return unknown;
  if (!gateIsOn(config, 'KubeletCrashLoopBackOffMax')) {
    const message = `kubelet ${config.version} refuses maxContainerRestartPeriod unless the gate KubeletCrashLoopBackOffMax is on`;
    return [...unknown, { kind: 'period', message }];
  }
  if (period < SHORTEST_PERIOD_MS || period > LONGEST_PERIOD_MS) {
    const message = `maxContainerRestartPeriod must be set between 1s and 300s, not ${formatGoDuration(period)}`;
    return [...unknown, { kind: 'period', message }];
  }
  return unknown;
}

/**
 * The backoff rule a configuration leads to.
 *
 * In the kubelet the reduced decay sets 1 s and 60 s first; then, if the max gate is on, the configured period (300 s
 * when the field is empty) replaces the cap and pulls the initial step down with it. So from 1.35 on, where that gate
 * is on by default, reduced decay alone means 1 s and 300 s. The documentation promises 1 s and 60 s.
 *
 * @source kubelet-semantics B29, B31, B32; pkg/kubelet/kubelet.go newCrashLoopBackOff
 */
export function resolvePolicy(config: KubeletConfig, rule: RuleSource): BackoffPolicy {
  const reduced = gateIsOn(config, 'ReduceDefaultCrashLoopBackOffDecay');
  const initialMs = reduced ? REDUCED_INITIAL_MS : DEFAULT_INITIAL_MS;
  const promisedMaxMs = reduced ? REDUCED_MAX_MS : DEFAULT_MAX_MS;
  const defaultedMaxMs =
    rule === 'kubelet' && gateIsOn(config, 'KubeletCrashLoopBackOffMax') ? DEFAULT_MAX_MS : promisedMaxMs;
  const maxMs = config.maxRestartPeriodMs ?? defaultedMaxMs;
  const resetAfterMs = kubeletVersion(config.version).expiry === 'flat' ? RESET_AFTER_MS : 2 * maxMs;
  return {
    name: rule === 'kubelet' ? `kubelet ${config.version}` : 'documented',
    delays: true,
    initialMs: Math.min(initialMs, maxMs),
    maxMs,
    factor: 2,
    ...AS_RELEASED,
    reset: rule === 'kubelet' ? kubeletReset(resetAfterMs) : DOCUMENTED_RESET,
  };
}

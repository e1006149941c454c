import type { Fidelity, KubeletPlan } from '../cluster/plan.js';
import { type KubeletConfig, resolvePolicy } from '../kubelet/config.js';
import { IDEAL_TIMING, type Latencies, RECORDED_LATENCIES, realisticTiming, type Timing } from '../kubelet/timing.js';
import { kubeletVersion, NEWEST_VERSION, type VersionName } from '../kubelet/versions.js';
import type { Basics } from './context.js';
import { type KubeletSettings, kubeletConfigOf, readKubeletConfiguration } from './kubelet-settings.js';
import { type PolicyChoice, policyChoiceOf, policyOf } from './policy-choice.js';
import type { TextFile } from './scenario.js';
import type { KubeletSection } from './schema.js';
import { keySpan, valueSpan } from './spans.js';
import { distributionOf, durationMs } from './values.js';

export interface KubeletOverrides {
  readonly version?: VersionName | undefined;
  readonly policy?: PolicyChoice | undefined;
  /** A real KubeletConfiguration; it replaces the scenario's `featureGates` and `config`. */
  readonly kubeletConfig?: TextFile | undefined;
}

function latenciesOf(latency: KubeletSection['latency']): Latencies {
  const written = Object.entries(latency ?? {}).flatMap(([step, value]) => {
    const distribution = value === undefined ? undefined : distributionOf(value);
    return distribution === undefined ? [] : [[step, distribution] as const];
  });
  return { ...RECORDED_LATENCIES, ...Object.fromEntries(written) };
}

function timingOf(fidelity: Fidelity, config: KubeletConfig, section: KubeletSection): Timing {
  const timing = fidelity === 'realistic' ? realisticTiming(config, latenciesOf(section.latency)) : IDEAL_TIMING;
  const isCollected = fidelity !== 'documented' && section.housekeeping !== false;
  return isCollected ? timing : { ...timing, housekeepingPeriodMs: undefined };
}

function checkPolicy(section: KubeletSection, { spans, report }: Basics): void {
  const { policy } = section;
  if (typeof policy !== 'object') return;
  if (durationMs(policy.initial) === 0) {
    const message = 'spec.kubelet.policy.initial must be longer than 0s';
    report(valueSpan(spans, policy, 'initial'), {
      code: 'out-of-range',
      message,
      hint: 'for no delay write policy: none',
    });
  }
  if (durationMs(policy.initial) > durationMs(policy.max)) {
    const message = `spec.kubelet.policy.max ${policy.max} is shorter than initial ${policy.initial}`;
    report(valueSpan(spans, policy, 'max'), { code: 'contradiction', message });
  }
}

export interface CompiledKubelet {
  readonly plan: KubeletPlan;
  readonly config: KubeletConfig;
}

/** The kubelet of every node: which rule it follows and how fast it is. */
export function compileKubelet(fidelity: Fidelity, overrides: KubeletOverrides, context: Basics): CompiledKubelet {
  const section = context.document.spec.kubelet ?? {};
  const file = overrides.kubeletConfig;
  const written: KubeletSettings = { featureGates: section.featureGates, ...section.config };
  const settings = file === undefined ? written : (readKubeletConfiguration(file, context) ?? {});
  const versionName = overrides.version ?? section.version ?? NEWEST_VERSION;
  const config = kubeletConfigOf(settings, versionName, context);
  checkPolicy(section, context);
  if (section.latency !== undefined && fidelity !== 'realistic') {
    const span = keySpan(context.spans, section, 'latency');
    context.remark(span, `latency has no effect unless fidelity is realistic (it is ${fidelity})`);
  }
  const rule = fidelity === 'documented' ? 'documentation' : 'kubelet';
  const choice = overrides.policy ?? policyChoiceOf(section.policy);
  const plan = {
    versionName,
    version: kubeletVersion(versionName),
    policy: policyOf(choice, resolvePolicy(config, rule)),
    timing: timingOf(fidelity, config, section),
  };
  return { plan, config };
}

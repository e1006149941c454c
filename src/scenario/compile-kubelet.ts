import type { Fidelity, KubeletPlan } from '../cluster/plan.js';
import { type KubeletConfig, refusals, resolvePolicy } from '../kubelet/config.js';
import { IDEAL_TIMING, type Latencies, RECORDED_LATENCIES, realisticTiming, type Timing } from '../kubelet/timing.js';
import { kubeletVersion, NEWEST_VERSION, type VersionName } from '../kubelet/versions.js';
import type { Basics } from './context.js';
import { type KubeletSettings, kubeletConfigOf, readKubeletConfiguration } from './kubelet-settings.js';
import type { CustomPolicy, PolicyChoice } from './policy-choice.js';
import { policyOf } from './policy-of.js';
import { PolicyError, policyFromWords } from './policy-words.js';
import type { TextFile } from './scenario.js';
import type { KubeletSection, PolicySection } from './schema.js';
import { keySpan, valueSpan } from './spans.js';
import { distributionOf, durationMs } from './values.js';

export interface KubeletOverrides {
  readonly version?: VersionName | undefined;
  /** In words such as `none`, `1.34+reduced` or `max=60s`, or a curve. */
  readonly policy?: string | CustomPolicy | undefined;
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
  const { policy, version } = section;
  if (typeof policy === 'string' && version !== undefined) {
    const named = policyFromWords(policy).version ?? version;
    const message = `spec.kubelet.policy ${policy} is of another release than spec.kubelet.version ${version}`;
    if (named !== version) report(valueSpan(spans, section, 'policy'), { code: 'contradiction', message });
  }
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

/** The choice a file's `policy:` stands for. The schema has refused words that mean none. */
function policySectionChoice(section: PolicySection | undefined): PolicyChoice {
  if (section === undefined) return {};
  if (typeof section === 'string') return policyFromWords(section);
  const { initial, max, factor, resetAfter } = section;
  const growth = factor === undefined ? {} : { factor };
  const reset = resetAfter === undefined ? {} : { resetAfterMs: durationMs(resetAfter) };
  return { rule: { initialMs: durationMs(initial), maxMs: durationMs(max), ...growth, ...reset } };
}

/** What a run takes from the command line first, then from the file; one that is asked for by its policy counts. */
export interface ChosenKubelet {
  readonly choice: PolicyChoice;
  readonly versionName: VersionName;
  readonly fidelity: Fidelity;
}

/** @throws {PolicyError} */
export function chosenKubelet(
  section: KubeletSection | undefined,
  overrides: KubeletOverrides & { readonly fidelity?: Fidelity | undefined },
): ChosenKubelet {
  const { policy } = overrides;
  const own = policySectionChoice(section?.policy);
  const asked = typeof policy === 'object' ? { rule: policy } : policyFromWords(policy ?? 'kubelet');
  const choice: PolicyChoice = policy === undefined ? own : asked;
  const { version, fidelity } = policy === undefined ? {} : choice;
  return {
    choice,
    versionName: version ?? overrides.version ?? choice.version ?? section?.version ?? NEWEST_VERSION,
    fidelity: fidelity ?? overrides.fidelity ?? choice.fidelity ?? section?.fidelity ?? 'exact',
  };
}

/** The configuration with what the policy changes of it; a kubelet that would refuse it is told once. */
function configOf(
  settings: KubeletSettings,
  { choice, versionName }: ChosenKubelet,
  asked: string | undefined,
  context: Basics,
): KubeletConfig {
  const config = kubeletConfigOf(settings, versionName, context);
  const changed = {
    ...config,
    gates: { ...config.gates, ...choice.gates },
    maxRestartPeriodMs: choice.maxRestartPeriodMs ?? config.maxRestartPeriodMs,
  };
  const known = new Set(refusals(config).map(({ message }) => message));
  for (const { message } of refusals(changed).filter((refusal) => !known.has(refusal.message))) {
    if (asked !== undefined) throw new PolicyError(asked, message);
    const span = valueSpan(context.spans, context.document.spec.kubelet ?? context.document, 'policy');
    context.report(span, { code: 'config-refused', message });
  }
  return changed;
}

export interface CompiledKubelet {
  readonly plan: KubeletPlan;
  readonly config: KubeletConfig;
}

/** The kubelet of every node: which rule it follows and how fast it is. */
export function compileKubelet(chosen: ChosenKubelet, overrides: KubeletOverrides, context: Basics): CompiledKubelet {
  const { choice, versionName, fidelity } = chosen;
  const section = context.document.spec.kubelet ?? {};
  const file = overrides.kubeletConfig;
  const written: KubeletSettings = { featureGates: section.featureGates, ...section.config };
  const settings = file === undefined ? written : (readKubeletConfiguration(file, context) ?? {});
  const asked = typeof overrides.policy === 'string' ? overrides.policy : undefined;
  const config = configOf(settings, chosen, asked, context);
  checkPolicy(section, context);
  if (section.latency !== undefined && fidelity !== 'realistic') {
    const span = keySpan(context.spans, section, 'latency');
    context.remark(span, `latency has no effect unless fidelity is realistic (it is ${fidelity})`);
  }
  const rule = fidelity === 'documented' ? 'documentation' : 'kubelet';
  const plan = {
    versionName,
    version: kubeletVersion(versionName),
    policy: policyOf(choice, resolvePolicy(config, rule)),
    timing: timingOf(fidelity, config, section),
  };
  return { plan, config };
}

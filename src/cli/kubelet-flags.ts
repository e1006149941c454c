import type { Argv } from 'yargs';
import { FIDELITIES, type Fidelity } from '../cluster/plan.js';
import { VERSION_NAMES, type VersionName } from '../kubelet/versions.js';
import type { Overrides } from '../scenario/compile.js';
import type { PolicyChoice } from '../scenario/policy-choice.js';
import { describeDurationProblem, parseGoDuration } from '../time/go-duration.js';
import { type Io, UsageError } from './io.js';

/** Flags that say which kubelet, how truly, and from which seed. */
export interface KubeletFlags {
  readonly kubelet: VersionName | undefined;
  readonly fidelity: Fidelity | undefined;
  readonly policy: string | undefined;
  readonly seed: string | undefined;
  readonly 'kubelet-config': string | undefined;
}

export function kubeletFlags<Flags>(yargs: Argv<Flags>): Argv<Flags & KubeletFlags> {
  return yargs
    .option('kubelet', { type: 'string', choices: VERSION_NAMES, describe: 'Kubernetes minor of the kubelet' })
    .option('kubelet-config', { type: 'string', describe: 'a real KubeletConfiguration file', requiresArg: true })
    .option('fidelity', {
      choices: FIDELITIES,
      describe: 'documented: as the docs tell it; exact: the kubelet on an ideal clock; realistic: with its latencies',
    })
    .option('policy', {
      type: 'string',
      requiresArg: true,
      describe: 'kubelet, none, or one of your own: initial=1s,max=30s[,factor=2][,resetAfter=10m]',
    })
    .option('seed', { type: 'string', requiresArg: true, describe: 'text that all random draws come from' });
}

/** The flags as changes to a scenario. @throws {UsageError} */
export function overridesOf(flags: KubeletFlags, io: Io): Overrides {
  const config = flags['kubelet-config'];
  return {
    version: flags.kubelet,
    fidelity: flags.fidelity,
    seed: flags.seed,
    policy: flags.policy === undefined ? undefined : policyChoice(flags.policy),
    kubeletConfig: config === undefined ? undefined : { file: config, text: io.readFile(config) },
  };
}

/** A duration given as the value of a flag, in milliseconds. @throws {UsageError} */
export function durationFlag(name: string, text: string): number {
  const result = parseGoDuration(text);
  if (result.ok) return result.ms;
  throw new UsageError(
    `--${name} ${text}: ${describeDurationProblem(result.problem)}\nhint: write a duration such as 90s, 30m or 20d`,
  );
}

const POLICY_HINT = 'hint: --policy kubelet, --policy none, or --policy initial=1s,max=30s';

function policyChoice(text: string): PolicyChoice {
  if (text === 'kubelet' || text === 'none') return text;
  const given = new Map<string, string>();
  for (const part of text.split(',')) {
    const [key = '', value] = part.split('=', 2);
    if (value === undefined || given.has(key) || !['initial', 'max', 'factor', 'resetAfter'].includes(key)) {
      throw new UsageError(`--policy ${text}: "${part}" is not a policy\n${POLICY_HINT}`);
    }
    given.set(key, value);
  }
  const duration = (key: string): number | undefined => {
    const value = given.get(key);
    return value === undefined ? undefined : durationFlag(`policy ${key}=`, value);
  };
  const [initialMs, maxMs, resetAfterMs] = [duration('initial'), duration('max'), duration('resetAfter')];
  if (initialMs === undefined || maxMs === undefined || initialMs > maxMs || initialMs === 0) {
    throw new UsageError(`--policy ${text}: initial and max are both needed, with 0 < initial <= max\n${POLICY_HINT}`);
  }
  const factor = Number(given.get('factor') ?? 2);
  if (!(factor >= 1 && factor <= 1_000))
    throw new UsageError(`--policy ${text}: factor must be from 1 to 1000\n${POLICY_HINT}`);
  return { initialMs, maxMs, factor, ...(resetAfterMs === undefined ? {} : { resetAfterMs }) };
}

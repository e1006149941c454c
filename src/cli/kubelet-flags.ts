import type { Argv } from 'yargs';
import { FIDELITIES, type Fidelity } from '../cluster/plan.js';
import { VERSION_NAMES, type VersionName } from '../kubelet/versions.js';
import type { Overrides } from '../scenario/compile.js';
import { POLICY_WORDS } from '../scenario/policy-words.js';
import { describeDurationProblem, parseGoDuration } from '../time/go-duration.js';
import { type Io, UsageError } from './io.js';

/** Flags that say which kubelet. */
export interface RuleFlags {
  readonly kubelet: VersionName | undefined;
  readonly policy: string | undefined;
  readonly 'kubelet-config': string | undefined;
}

/** Flags that say which kubelet, how truly, and from which seed. */
export interface KubeletFlags extends RuleFlags {
  readonly fidelity: Fidelity | undefined;
  readonly seed: string | undefined;
}

/** For what is judged by the rules alone, without a run. */
export function ruleFlags<Flags>(yargs: Argv<Flags>): Argv<Flags & RuleFlags> {
  return withPolicy(withKubelet(yargs));
}

/** The flags that say which kubelet is simulated, and from which seed. */
export function kubeletFlags<Flags>(yargs: Argv<Flags>): Argv<Flags & KubeletFlags> {
  return withPolicy(
    withKubelet(yargs).option('fidelity', {
      choices: FIDELITIES,
      describe: 'documented: as the docs tell it; exact: the kubelet on an ideal clock; realistic: with its latencies',
    }),
  ).option('seed', { type: 'string', requiresArg: true, describe: 'text that all random draws come from' });
}

function withKubelet<Flags>(yargs: Argv<Flags>): Argv<Flags & Pick<RuleFlags, 'kubelet' | 'kubelet-config'>> {
  return yargs
    .option('kubelet', { type: 'string', choices: VERSION_NAMES, describe: 'Kubernetes minor of the kubelet' })
    .option('kubelet-config', { type: 'string', describe: 'a real KubeletConfiguration file', requiresArg: true });
}

function withPolicy<Flags>(yargs: Argv<Flags>): Argv<Flags & Pick<RuleFlags, 'policy'>> {
  return yargs.option('policy', {
    type: 'string',
    requiresArg: true,
    describe: `another rule of restarts: ${POLICY_WORDS}`,
  });
}

/** The flags as changes to a scenario. @throws {UsageError} */
export function overridesOf(flags: RuleFlags & Partial<KubeletFlags>, io: Io): Overrides {
  const config = flags['kubelet-config'];
  return {
    version: flags.kubelet,
    fidelity: flags.fidelity,
    seed: flags.seed,
    policy: flags.policy,
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

/** How long a run is to last, as the value of a flag, in milliseconds. @throws {UsageError} */
function lengthFlag(name: string, text: string): number {
  const ms = durationFlag(name, text);
  if (ms > 0) return ms;
  throw new UsageError(`--${name} ${text}: nothing happens in no time\nhint: write a duration such as 90s, 30m or 20d`);
}

/** The value of `--for` as the length of a run. @throws {UsageError} */
export function lengthOf(text: string | undefined): Pick<Overrides, 'durationMs' | 'durationWords'> {
  return text === undefined ? {} : { durationMs: lengthFlag('for', text), durationWords: `--for ${text}` };
}

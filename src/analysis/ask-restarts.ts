import type { Distribution } from '../engine/distributions.js';
import { compileScenario, type Overrides } from '../scenario/compile.js';
import { parseScenario } from '../scenario/parse.js';
import { describeDurationProblem, parseGoDuration } from '../time/go-duration.js';
import type { RestartsQuestion } from './tally.js';

/** A question about restarts in the words of a scenario file. */
export interface RestartsWords extends Overrides {
  /** How long each run lasts: `1s`, or a distribution such as `{exponential: 5s}`; default 0s. */
  readonly run?: string | undefined;
  /** Count crashes and restarts in this time, such as `20d`. */
  readonly within?: string | undefined;
  /** When does this crash happen? The first is number 1. */
  readonly count?: number | undefined;
  /** `maxContainerRestartPeriod` of the kubelet. */
  readonly max?: string | undefined;
  /** The feature gate ReduceDefaultCrashLoopBackOffDecay. */
  readonly reducedDecay?: boolean | undefined;
}

/** The question makes no sense. */
export class QuestionError extends Error {
  override readonly name = 'QuestionError';
}

/**
 * Reads a question. It goes through a scenario, so that the words mean here what they mean in a file.
 *
 * @throws {ScenarioError} for words a file could not have either
 * @throws {QuestionError} when nothing is asked
 */
export function askRestarts({
  run = '0s',
  within,
  count,
  max,
  reducedDecay,
  ...overrides
}: RestartsWords): RestartsQuestion {
  if (within === undefined && count === undefined) {
    throw new QuestionError(
      'nothing to answer\nhint: give a time such as 20d, a count such as 5941, or both for a verdict',
    );
  }
  if (count !== undefined && !(Number.isSafeInteger(count) && count >= 1)) {
    const given = Number.isNaN(count) ? 'the count' : String(count);
    throw new QuestionError(`${given} is not a crash number\nhint: a whole number; the first crash is number 1`);
  }
  for (const word of [run, max]) {
    if (word !== undefined && /[\n\r#]/.test(word)) throw new QuestionError(`${JSON.stringify(word)} is not one value`);
  }
  const text = [
    'apiVersion: crashloop.dev/v1alpha1',
    'kind: Scenario',
    'metadata: {name: restarts}',
    'spec:',
    '  kubelet:',
    `    featureGates: {${reducedDecay === true ? 'ReduceDefaultCrashLoopBackOffDecay: true' : ''}}`,
    ...(max === undefined ? [] : [`    config: {crashLoopBackOff: {maxContainerRestartPeriod: ${max}}}`]),
    '  processes:',
    '    - match: {pod: app}',
    '      attempts:',
    '        - exit: 1',
    `          run: ${run}`,
  ].join('\n');
  const scenario = parseScenario(text, { file: '<flags>' });
  const { plan } = compileScenario(scenario, { ...overrides, durationMs: 1 });
  return {
    kubelet: plan.kubelet,
    fidelity: plan.fidelity,
    seed: plan.seed,
    run: endingRun(plan.processes[0]?.script.listed[0]?.run),
    withinMs: within === undefined ? undefined : timeOf(within),
    withinText: within?.trim(),
    count,
  };
}

function endingRun(run: Distribution | undefined): Distribution {
  if (run === undefined)
    throw new QuestionError('a container that runs forever never crashes\nhint: give run a duration');
  return run;
}

function timeOf(within: string): number {
  const result = parseGoDuration(within);
  const hint = 'hint: write a duration such as 90s, 30m or 20d';
  if (result.ok && result.ms > 0) return result.ms;
  if (result.ok) throw new QuestionError(`${within}: nothing happens in no time\n${hint}`);
  throw new QuestionError(`${within}: ${describeDurationProblem(result.problem)}\n${hint}`);
}

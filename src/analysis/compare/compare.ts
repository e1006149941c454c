import { NoProgressError } from '../../cluster/simulation.js';
import type { BackoffPolicy } from '../../kubelet/policy.js';
import { type Compiled, compileScenario, type Overrides } from '../../scenario/compile.js';
import { ScenarioError } from '../../scenario/issue.js';
import type { Scenario } from '../../scenario/parse.js';
import { PolicyError } from '../../scenario/policy-words.js';
import { type Contender, runContender, TooMuchError } from './contender.js';
import { type Figures, figuresOf, KEP_4603_LOAD, type LoadAssumption } from './figures.js';
import { evidenceOf, type Subject, subjectsOf } from './subjects.js';

/** What to compare, and under what assumptions. */
export interface CompareOptions extends Omit<Overrides, 'policy'> {
  /** In words such as `1.34`, `max=60s` or `kep-4603`; figures are held against those of the first. */
  readonly policies: readonly string[];
  /** From so many seeds where chance plays a part; 10 unless given. */
  readonly runs?: number | undefined;
  /** A full node: 110 pods, 5 requests a restart unless given. */
  readonly load?: LoadAssumption | undefined;
}

/** One scenario under several policies. All times in milliseconds. */
export interface Comparison {
  readonly scenario: string;
  readonly description: string | undefined;
  readonly seed: string;
  readonly fidelity: string;
  readonly kubeletVersion: string;
  /** How long the scenario lasts, and how long it was simulated. */
  readonly ownMs: number;
  readonly endMs: number;
  /** Seeds simulated: 1 where nothing depends on chance. */
  readonly runs: number;
  readonly load: LoadAssumption;
  readonly rows: readonly PolicyRow[];
  readonly subjects: readonly SubjectFigures[];
}

export interface PolicyRow {
  /** In the words it was asked for. */
  readonly policy: string;
  /** Undefined when no kubelet starts with it. */
  readonly rule: BackoffPolicy | undefined;
  /** Why there are no figures. */
  readonly problem: string | undefined;
  readonly contender: Contender | undefined;
}

export interface SubjectFigures {
  readonly subject: Subject;
  /** At once, in one run of the first policy that has figures. */
  readonly pods: number;
  /** By policy; undefined where there are none. */
  readonly figures: readonly (Figures | undefined)[];
}

const DEFAULT_RUNS = 10;

/**
 * Compares, in pieces: yields how much is done, 0 to 1.
 *
 * @throws {ScenarioError} when the scenario cannot be run as it is; what goes wrong under one policy is told in its row
 */
export function* comparing(scenario: Scenario, options: CompareOptions): Generator<number, Comparison> {
  const { policies, runs = DEFAULT_RUNS, load = KEP_4603_LOAD, ...overrides } = options;
  const base = compileScenario(scenario, overrides);
  const rows: PolicyRow[] = [];
  for (const policy of policies) {
    const running = rowOf(policy, scenario, { ...overrides, policy }, base, runs);
    for (let step = running.next(); ; step = running.next()) {
      if (step.done === true) {
        rows.push(step.value);
        break;
      }
      yield (rows.length + step.value) / policies.length;
    }
  }
  return gathered(base, rows, load);
}

/** The same at one go. */
export function compareScenario(scenario: Scenario, options: CompareOptions): Comparison {
  const work = comparing(scenario, options);
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value;
}

function* rowOf(
  policy: string,
  scenario: Scenario,
  overrides: Overrides,
  base: Compiled,
  runs: number,
): Generator<number, PolicyRow> {
  try {
    const { plan } = compileScenario(scenario, overrides);
    const rule = plan.kubelet.policy;
    try {
      const contender = yield* runContender(policy, plan, base.plan.durationMs, runs);
      return { policy, rule, problem: undefined, contender };
    } catch (error) {
      return { policy, rule, problem: problemOf(error), contender: undefined };
    }
  } catch (error) {
    return { policy, rule: undefined, problem: problemOf(error), contender: undefined };
  }
}

/** What a policy alone makes impossible. Anything else is passed on. */
function problemOf(error: unknown): string {
  if (error instanceof ScenarioError) return error.issues[0]?.message ?? error.message;
  if (error instanceof PolicyError) return error.reason;
  if (error instanceof NoProgressError || error instanceof TooMuchError) return error.message;
  throw error;
}

function gathered({ plan, description }: Compiled, rows: readonly PolicyRow[], load: LoadAssumption): Comparison {
  const contenders = rows.flatMap(({ contender }) => contender ?? []);
  const [first] = contenders;
  const subjects = subjectsOf(contenders).map((subject): SubjectFigures => {
    const evidence = rows.map(({ contender }) =>
      contender === undefined ? undefined : evidenceOf(subject, contender),
    );
    const counted = evidence.findIndex((each) => each !== undefined && each.pods > 0);
    return {
      subject,
      pods: (evidence[counted]?.pods ?? 0) / Math.max(1, rows[counted]?.contender?.runs.length ?? 1),
      figures: evidence.map((each) => (each === undefined || each.pods === 0 ? undefined : figuresOf(each, load))),
    };
  });
  return {
    scenario: plan.scenario,
    description,
    seed: plan.seed,
    fidelity: plan.fidelity,
    kubeletVersion: plan.kubelet.versionName,
    ownMs: plan.durationMs,
    endMs: first?.endMs ?? plan.durationMs,
    runs: Math.max(1, ...contenders.map((each) => each.runs.length)),
    load,
    rows,
    subjects,
  };
}

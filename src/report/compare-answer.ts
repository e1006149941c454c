import {
  type CompareOptions,
  type Comparison,
  compareScenario,
  type PolicyRow,
  type SubjectFigures,
} from '../analysis/compare/compare.js';
import type { Figures } from '../analysis/compare/figures.js';
import { toSeconds } from '../time/units.js';
import { comparisonFinding } from './compare-finding.js';
import { csvCell } from './csv.js';

/** The contract of `compare -o json`: no key is ever absent, what is unknown is null, times are seconds. */
export interface CompareAnswer {
  readonly apiVersion: 'crashloop.dev/v1alpha1';
  readonly kind: 'Comparison';
  readonly scenario: string;
  readonly seed: string;
  readonly fidelity: string;
  readonly kubeletVersion: string;
  /** How long the scenario lasts. */
  readonly durationSeconds: number;
  /** How long it was simulated, since a day is asked for. */
  readonly simulatedSeconds: number;
  /** Seeds; more than 1 where chance plays a part, and then figures are means. */
  readonly runs: number;
  readonly podsPerNode: number;
  readonly requestsPerRestart: number;
  readonly policies: readonly ComparedPolicy[];
  readonly containers: readonly ComparedContainer[];
  readonly finding: string;
}

export interface ComparedPolicy {
  readonly policy: string;
  /** Null where no kubelet starts with it. */
  readonly rule: {
    readonly delays: boolean;
    readonly initialSeconds: number;
    readonly maxSeconds: number;
    readonly factor: number;
    readonly stepsSeconds: readonly number[] | null;
    readonly afterSuccessSeconds: number | null;
    readonly firstRestart: 'free' | 'waits';
  } | null;
  /** Why there are no figures. */
  readonly problem: string | null;
}

export interface ComparedContainer {
  readonly namespace: string;
  readonly workload: string;
  readonly container: string;
  /** At once; figures are per pod. */
  readonly pods: number;
  /** One for each policy that has figures, in their order. */
  readonly figures: readonly ComparedFigures[];
}

export interface ComparedFigures {
  readonly policy: string;
  readonly restartsIn5m: number;
  readonly restartsIn30m: number;
  readonly restartsIn1d: number;
  readonly steadyPerHour: number;
  readonly steadyBasis: 'cycle' | 'average' | 'over';
  /** The round that repeats: so many restarts in so many seconds; null unless the basis is `cycle`. */
  readonly cycleRestarts: number | null;
  readonly cycleSeconds: number | null;
  /** The dependency without whose return the rate is told, since the return ends the loop; null where nothing ends it. */
  readonly steadyWithout: string | null;
  readonly waitingRatio: number;
  readonly returns: readonly {
    readonly dependency: string;
    readonly atSeconds: number;
    readonly backAfterSeconds: number | null;
    readonly meanSeconds: number | null;
    readonly worstSeconds: number | null;
  }[];
  readonly apiRequestsPerSecond: number;
}

/**
 * The same scenario under several policies or releases.
 *
 * @throws {ScenarioError} when it cannot be run as it is; what one policy makes impossible is told in its row
 * @example
 * const { containers, finding } = compare(parseScenario(text), { policies: ['kubelet', 'max=60s', '1.34+reduced'] });
 */
export function compare(scenario: Parameters<typeof compareScenario>[0], options: CompareOptions): CompareAnswer {
  return toCompareAnswer(compareScenario(scenario, options));
}

/** A comparison that has been made, as the contract tells it. */
export function toCompareAnswer(comparison: Comparison): CompareAnswer {
  const { scenario, seed, fidelity, kubeletVersion, ownMs, endMs, runs, load, rows, subjects } = comparison;
  return {
    apiVersion: 'crashloop.dev/v1alpha1',
    kind: 'Comparison',
    scenario,
    seed,
    fidelity,
    kubeletVersion,
    durationSeconds: toSeconds(ownMs),
    simulatedSeconds: toSeconds(endMs),
    runs,
    ...load,
    policies: rows.map(toPolicy),
    containers: subjects.map((subject) => toContainer(subject, rows)),
    finding: comparisonFinding(comparison),
  };
}

function toPolicy({ policy, rule, ...row }: PolicyRow): ComparedPolicy {
  const problem = row.problem ?? null;
  if (rule === undefined) return { policy, rule: null, problem };
  const { delays, initialMs, maxMs, factor, stepsMs, afterSuccessMs, firstRestart } = rule;
  const told = {
    delays,
    initialSeconds: toSeconds(initialMs),
    maxSeconds: toSeconds(maxMs),
    factor,
    stepsSeconds: stepsMs?.map(toSeconds) ?? null,
    afterSuccessSeconds: orNull(afterSuccessMs),
    firstRestart,
  };
  return { policy, rule: told, problem };
}

const orNull = (ms: number | undefined): number | null => (ms === undefined ? null : toSeconds(Math.round(ms)));

function toContainer({ subject, pods, figures }: SubjectFigures, rows: readonly PolicyRow[]): ComparedContainer {
  const told = rows.flatMap(({ policy }, at) => {
    const own = figures[at];
    return own === undefined ? [] : [toFigures(policy, own)];
  });
  return { ...subject, pods, figures: told };
}

function toFigures(policy: string, figures: Figures): ComparedFigures {
  const { restarts, steady, steadyWithout, waitingRatio, recoveries, apiRequestsPerSecond } = figures;
  const [restartsIn5m = 0, restartsIn30m = 0, restartsIn1d = 0] = restarts;
  return {
    policy,
    restartsIn5m,
    restartsIn30m,
    restartsIn1d,
    steadyPerHour: steady.perHour,
    steadyBasis: steady.basis,
    cycleRestarts: steady.basis === 'cycle' ? steady.restarts : null,
    cycleSeconds: steady.basis === 'cycle' ? toSeconds(steady.cycleMs) : null,
    steadyWithout: steadyWithout?.dependency ?? null,
    waitingRatio,
    returns: recoveries.map(({ of, recovery }) => ({
      dependency: of.dependency,
      atSeconds: toSeconds(of.outage.untilMs),
      backAfterSeconds: orNull(recovery?.asWrittenMs),
      meanSeconds: orNull(recovery?.meanMs),
      worstSeconds: orNull(recovery?.worstMs),
    })),
    apiRequestsPerSecond,
  };
}

const COLUMNS = [
  'policy',
  'restartsIn5m',
  'restartsIn30m',
  'restartsIn1d',
  'steadyPerHour',
  'waitingRatio',
  'apiRequestsPerSecond',
] as const satisfies readonly (keyof ComparedFigures)[];
const RETURNS = ['backAfterSeconds', 'meanSeconds', 'worstSeconds'] as const;

/** Every container under every policy as a line of comma-separated values; of several returns the first. */
export function comparisonsCsv(answers: readonly CompareAnswer[]): string {
  const head = ['scenario', 'namespace', 'workload', 'container', ...COLUMNS, ...RETURNS].join(',');
  const lines = answers.flatMap(({ scenario, containers }) =>
    containers.flatMap(({ namespace, workload, container, figures }) =>
      figures.map((own) => {
        const [back] = own.returns;
        const values = [...COLUMNS.map((column) => own[column]), ...RETURNS.map((column) => back?.[column] ?? '')];
        return [scenario, namespace, workload, container, ...values].map((value) => csvCell(String(value))).join(',');
      }),
    ),
  );
  return `${[head, ...lines].join('\n')}\n`;
}

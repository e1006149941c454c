import type { Plan } from '../cluster/plan.js';
import type { AtCheck, Expectation, Expected, RestartCheck } from '../scenario/expectation.js';
import { globMatches } from '../cluster/glob.js';
import type { Trace } from '../trace/trace.js';
import { type AttemptFacts, gatherAttempts } from './attempts.js';
import { clusterAt, type PodAt } from './cluster-state.js';

export type Observed = string | number | boolean | undefined;
export type CheckField = AtCheck['field'] | RestartCheck['field'];

/** One check on one pod or container. */
export interface CheckResult {
  /** `web-0`, or `web-0/app` where the container matters. */
  readonly who: string;
  readonly field: CheckField;
  readonly expected: Expected;
  /** Undefined: there is no such thing to look at. Durations are milliseconds. */
  readonly actual: Observed;
  readonly ok: boolean;
}

/** An expectation held against a run: every match must hold, and no match fails. */
export interface Judgement {
  readonly expectation: Expectation;
  readonly ok: boolean;
  /** Empty when nothing matched. */
  readonly results: readonly CheckResult[];
}

/** Judges a scenario's own expectations. */
export function judgeExpectations(
  plan: Plan,
  trace: Trace,
  expectations: readonly Expectation[],
): readonly Judgement[] {
  const attempts = gatherAttempts(trace);
  return expectations.map((expectation) => {
    const { moment } = expectation;
    const results =
      moment.kind === 'at'
        ? clusterAt(plan, trace, moment.atMs, attempts).flatMap((pod) => checksAt(expectation, pod, moment.checks))
        : restartChecks(trace, expectation, attempts, moment.restart, moment.checks);
    return { expectation, ok: results.length > 0 && results.every(({ ok }) => ok), results };
  });
}

function checksAt(
  expectation: Expectation,
  pod: PodAt | undefined,
  checks: readonly AtCheck[],
): readonly CheckResult[] {
  if (pod === undefined || pod.deletedAtMs !== undefined || !globMatches(expectation.podPattern, pod.name)) return [];
  const { containerPattern } = expectation;
  const containers = pod.containers.filter(
    ({ name }) => containerPattern === undefined || globMatches(containerPattern, name),
  );
  return checks.flatMap(({ field, expected }) => {
    if (field === 'status') return [result(pod.name, field, expected, pod.row.status)];
    if (field === 'phase') return [result(pod.name, field, expected, pod.phase)];
    if (field === 'ready' && containerPattern === undefined) return [result(pod.name, field, expected, pod.ready)];
    return containers.map((container) => {
      const who = pod.containers.length === 1 ? pod.name : `${pod.name}/${container.name}`;
      if (field === 'ready') return result(who, field, expected, container.ready);
      return result(
        who,
        field,
        expected,
        field === 'restarts' ? container.restartCount : (container.reason ?? undefined),
      );
    });
  });
}

function restartChecks(
  { pods }: Trace,
  { podPattern, containerPattern }: Expectation,
  attempts: readonly (readonly AttemptFacts[])[],
  restart: number,
  checks: readonly RestartCheck[],
): readonly CheckResult[] {
  return pods.flatMap((pod) =>
    pod.containers.flatMap(({ index, name }) => {
      if (!globMatches(podPattern, pod.name)) return [];
      if (containerPattern !== undefined && !globMatches(containerPattern, name)) return [];
      const before = attempts[index]?.[restart - 1];
      const who = pod.containers.length === 1 ? pod.name : `${pod.name}/${name}`;
      return checks.map(({ field, expected }) => result(who, field, expected, waitField(before, field)));
    }),
  );
}

function waitField(before: AttemptFacts | undefined, field: RestartCheck['field']): Observed {
  switch (field) {
    case 'backoff':
      return before?.stepMs;
    case 'delay':
      return before?.delayMs;
    case 'why':
      return before?.why;
  }
}

function result(who: string, field: CheckField, expected: Expected, actual: Observed): CheckResult {
  return { who, field, expected, actual, ok: holds(expected, actual) };
}

function holds(expected: Expected, actual: Observed): boolean {
  if (expected.kind === 'exact') return actual === expected.value;
  if (typeof actual !== 'number') return false;
  return actual >= (expected.min ?? Number.NEGATIVE_INFINITY) && actual <= (expected.max ?? Number.POSITIVE_INFINITY);
}

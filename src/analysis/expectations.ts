import type { Plan } from '../cluster/plan.js';
import type { Expectation, PodExpectation } from '../scenario/expectation.js';
import type { Trace } from '../trace/trace.js';
import { type AttemptFacts, gatherAttempts } from './attempts.js';
import type { CheckResult } from './check.js';
import { checkEvents } from './check-events.js';
import { checkPodsAt, checkRestarts } from './check-pods.js';
import { checkWorkloads } from './check-workloads.js';
import { clusterAt } from './cluster-state.js';
import { workloadsAt } from './workloads-at.js';

/** An expectation held against a run: every match must hold, and no match fails. */
export interface Judgement {
  readonly expectation: Expectation;
  readonly ok: boolean;
  readonly results: readonly CheckResult[];
  /** Whether each of its checks found something to judge. */
  readonly matched: boolean;
}

/** Judges a scenario's own expectations. */
export function judgeExpectations(
  plan: Plan,
  trace: Trace,
  expectations: readonly Expectation[],
): readonly Judgement[] {
  const attempts = gatherAttempts(trace);
  return expectations.map((expectation) => {
    const perCheck = resultsOf(expectation, plan, trace, attempts);
    const results = perCheck.flat();
    const matched = perCheck.every((each) => each.length > 0);
    return { expectation, ok: matched && results.every(({ ok }) => ok), results, matched };
  });
}

/** The results of each check of an expectation. */
function resultsOf(
  expectation: Expectation,
  plan: Plan,
  trace: Trace,
  attempts: readonly (readonly AttemptFacts[])[],
): readonly (readonly CheckResult[])[] {
  switch (expectation.kind) {
    case 'pod':
      return podResults(expectation, plan, trace, attempts);
    case 'job':
    case 'deployment':
    case 'service': {
      const workloads = workloadsAt(trace, expectation.atMs);
      return expectation.checks.map((check) => checkWorkloads(expectation, workloads, check));
    }
    case 'event':
      return [checkEvents(expectation, plan, trace)];
  }
}

function podResults(
  expectation: PodExpectation,
  plan: Plan,
  trace: Trace,
  attempts: readonly (readonly AttemptFacts[])[],
): readonly (readonly CheckResult[])[] {
  const { moment } = expectation;
  if (moment.kind === 'restart') {
    return moment.checks.map((check) => checkRestarts(expectation, trace.pods, attempts, moment.restart, check));
  }
  const pods = clusterAt(plan, trace, moment.atMs, attempts);
  return moment.checks.map((check) => checkPodsAt(expectation, pods, check));
}

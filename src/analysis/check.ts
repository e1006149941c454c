import type { Expectation, Expected } from '../scenario/expectation.js';

export type CheckField = ReturnType<typeof checksOf>[number]['field'];

/** What was found; a condition is told as its type, status and reason. */
export type Observed = string | number | boolean | ObservedCondition | undefined;

export interface ObservedCondition {
  readonly type: string;
  readonly status: boolean;
  readonly reason: string | null;
}

/** One check on one object. */
export interface CheckResult {
  /** `web-0`, or `web-0/app` where the container matters. */
  readonly who: string;
  readonly field: CheckField;
  readonly expected: Expected;
  /** Undefined: there is no such thing to look at. Durations are milliseconds. */
  readonly actual: Observed;
  readonly ok: boolean;
}

/** What an expectation says of each object it is about. */
export function checksOf(expectation: Expectation) {
  switch (expectation.kind) {
    case 'pod':
      return expectation.moment.checks;
    case 'job':
    case 'deployment':
    case 'service':
      return expectation.checks;
    case 'event':
      return [{ field: 'count', expected: expectation.count } as const];
  }
}

/** What was expected of a field, what was seen, and whether the one meets the other. */
export function checked(who: string, field: CheckField, expected: Expected, actual: Observed): CheckResult {
  return { who, field, expected, actual, ok: holds(expected, actual) };
}

/** The condition that is expected, among those an object has. */
export function conditionFor(
  { type }: Extract<Expected, { kind: 'condition' }>,
  conditions: readonly ObservedCondition[],
): ObservedCondition | undefined {
  return conditions.find((condition) => condition.type === type);
}

function holds(expected: Expected, actual: Observed): boolean {
  switch (expected.kind) {
    case 'exact':
      return actual === expected.value;
    case 'range': {
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = expected;
      return typeof actual === 'number' && actual >= min && actual <= max;
    }
    case 'condition': {
      if (typeof actual !== 'object') return false;
      const isReason = expected.reason === undefined || expected.reason === actual.reason;
      return actual.status === expected.status && isReason;
    }
  }
}

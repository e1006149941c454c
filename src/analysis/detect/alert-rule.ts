import type { Expression } from '../promql/expression.js';
import { parseExpression } from '../promql/parse-expression.js';

/** An alerting rule as people write it. */
export interface AlertRule {
  /** What `--rule` calls it; unique among the rules of one question. */
  readonly name: string;
  /** What Prometheus calls it. */
  readonly alert: string;
  /** PromQL. */
  readonly expr: string;
  /** How long the expression must hold before it fires. */
  readonly forMs: number;
  /** How long it fires on when the expression holds no more. */
  readonly keepFiringForMs: number;
  /** Where it comes from, or what it is for. */
  readonly about: string;
}

/** A rule with its expression read. */
export interface ReadRule extends AlertRule {
  readonly expression: Expression;
}

/** @throws {PromqlError} */
export function readRule(rule: AlertRule): ReadRule {
  return { ...rule, expression: parseExpression(rule.expr) };
}

import { aggregate } from './aggregate.js';
import { type Binary, type Expression, PromqlError } from './expression.js';
import { combine, matchVectors } from './match.js';
import { isComparison, operation } from './operators.js';
import { type Samples, selectInstant, selectRange } from './select.js';
import { type Column, nameless, type Value } from './vector.js';

/** What an expression gives at every evaluation. @throws {PromqlError} where Prometheus would report an error, too */
export function evaluate(expression: Expression, samples: Samples): Value {
  switch (expression.kind) {
    case 'number':
      return { kind: 'scalar', value: expression.value };
    case 'selector':
      return vector(selectInstant(samples, expression));
    case 'rangeCall':
      return vector(selectRange(samples, expression));
    case 'aggregation':
      return vector(aggregate(expression, columnsOf(evaluate(expression.argument, samples))));
    case 'negation':
      return mapped(evaluate(expression.argument, samples), (value) => -value, nameless);
    case 'binary':
      return evaluateBinary(expression, samples);
  }
}

const vector = (columns: readonly Column[]): Value => ({ kind: 'vector', columns });

/** @throws {PromqlError} for a plain number */
export function columnsOf(value: Value): readonly Column[] {
  if (value.kind === 'vector') return value.columns;
  throw new PromqlError('a plain number stands where series are due', { start: 0, end: 0 });
}

function evaluateBinary(binary: Binary, samples: Samples): Value {
  const left = evaluate(binary.left, samples);
  const right = evaluate(binary.right, samples);
  const { operator } = binary;
  if (operator === 'and' || operator === 'or' || operator === 'unless') {
    return vector(combine(binary, columnsOf(left), columnsOf(right)));
  }
  if (left.kind === 'vector' && right.kind === 'vector') {
    return vector(matchVectors(binary, left.columns, right.columns));
  }
  const labelsOf = isComparison(operator) && binary.gives === 'values' ? (same: Column['labels']) => same : nameless;
  if (right.kind === 'scalar') {
    const apply = operation(binary);
    return mapped(left, (value) => apply(value, right.value), labelsOf);
  }
  const apply = operation(binary, 'right');
  return left.kind === 'scalar' ? mapped(right, (value) => apply(left.value, value), labelsOf) : right;
}

function mapped(
  value: Value,
  change: (value: number) => number,
  labelsOf: (labels: Column['labels']) => Column['labels'],
): Value {
  if (value.kind === 'scalar') return { kind: 'scalar', value: change(value.value) };
  return vector(
    value.columns.map(({ labels, values }) => ({
      labels: labelsOf(labels),
      values: values.map((each) => (Number.isNaN(each) ? each : change(each))),
    })),
  );
}

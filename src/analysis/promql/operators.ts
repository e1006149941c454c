import { ARITHMETIC, type Arithmetic, type Binary, COMPARISONS, type Comparison } from './expression.js';

const CALCULATE: Readonly<Record<Arithmetic, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
  '^': (left, right) => left ** right,
};

const COMPARE: Readonly<Record<Comparison, (left: number, right: number) => boolean>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '>': (left, right) => left > right,
  '<': (left, right) => left < right,
  '>=': (left, right) => left >= right,
  '<=': (left, right) => left <= right,
};

function isArithmetic(operator: Binary['operator']): operator is Arithmetic {
  return ARITHMETIC.some((each) => each === operator);
}

/** Whether an operator compares, and so may filter. */
export function isComparison(operator: Binary['operator']): operator is Comparison {
  return COMPARISONS.some((each) => each === operator);
}

/** What an operator makes of two values that are there: a comparison keeps one of them, NaN where it does not hold. */
export function operation(
  { operator, gives }: Binary,
  kept: 'left' | 'right' = 'left',
): (left: number, right: number) => number {
  if (isArithmetic(operator)) return CALCULATE[operator];
  if (!isComparison(operator)) throw new TypeError(`${operator} is no operator on values`);
  const holds = COMPARE[operator];
  if (gives === 'truth') return (left, right) => (holds(left, right) ? 1 : 0);
  return (left, right) => (holds(left, right) ? (kept === 'left' ? left : right) : Number.NaN);
}

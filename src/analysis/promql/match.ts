import type { Labels } from '../metrics/family.js';
import { type Binary, type Matching, PromqlError } from './expression.js';
import { isComparison, operation } from './operators.js';
import { type Column, except, groupedBy, merged, nameless, only, signature } from './vector.js';

const WHOLE = { start: 0, end: 0 };

/** What two series must have in common to belong together. */
function sharedOf({ mode, labels }: Matching, column: Column): Labels {
  return mode === 'on' ? only(column.labels, labels) : except(column.labels, [...labels, '__name__']);
}

/** Operates on the series of two vectors that belong together. @throws {PromqlError} where more than one match */
export function matchVectors(binary: Binary, left: readonly Column[], right: readonly Column[]): readonly Column[] {
  const { matching } = binary;
  const [many, one] = matching.many === 'right' ? [right, left] : [left, right];
  const apply = operation(binary);
  const operate = matching.many === 'right' ? (a: number, b: number) => apply(b, a) : apply;
  const partners = groupedBy(one, (column) => signature(sharedOf(matching, column)));
  if (matching.many === undefined) refuseTwins(matching, left);
  const pairs = many.flatMap((column) =>
    (partners.get(signature(sharedOf(matching, column))) ?? []).map((partner) => ({ column, partner })),
  );
  refuseTwins(matching, one);
  const columns = pairs.map(({ column, partner }) => ({
    labels: labelsOf(binary, column, partner),
    values: column.values.map((value, at) => {
      const other = partner.values[at] ?? Number.NaN;
      return Number.isNaN(value) || Number.isNaN(other) ? Number.NaN : operate(value, other);
    }),
  }));
  return merged(columns, () => {
    throw new PromqlError('several series match one: say which by on(…), and group_left or group_right', WHOLE);
  });
}

/** On a side of which one may match, no two series may look the same at one evaluation. */
function refuseTwins(matching: Matching, columns: readonly Column[]): void {
  const shared = columns.map((column) => ({ labels: sharedOf(matching, column), values: column.values }));
  merged(shared, () => {
    throw new PromqlError('several series match one: say which by on(…), and group_left or group_right', WHOLE);
  });
}

function labelsOf({ matching, operator, gives }: Binary, column: Column, partner: Column): Labels {
  const keepsName = isComparison(operator) && gives === 'values';
  const own = keepsName ? column.labels : nameless(column.labels);
  if (matching.many !== undefined)
    return { ...except(own, matching.include), ...only(partner.labels, matching.include) };
  return matching.mode === 'on' ? only(own, matching.labels) : except(own, matching.labels);
}

/** `and`, `or`, `unless`: which series stay depends on whether the other side has one that belongs to them. */
export function combine(
  { operator, matching }: Binary,
  left: readonly Column[],
  right: readonly Column[],
): readonly Column[] {
  if (operator === 'and') return kept(matching, left, right, 'with');
  if (operator === 'unless') return kept(matching, left, right, 'without');
  return [...left, ...kept(matching, right, left, 'without')];
}

/** The values for which the other side has, or has not, a series that belongs to them at the same evaluation. */
function kept(
  matching: Matching,
  columns: readonly Column[],
  others: readonly Column[],
  which: 'with' | 'without',
): readonly Column[] {
  const groups = groupedBy(others, (column) => signature(sharedOf(matching, column)));
  return columns.map((column) => {
    const partners = groups.get(signature(sharedOf(matching, column))) ?? [];
    const isThere = (at: number): boolean => partners.some(({ values }) => !Number.isNaN(values[at]));
    return {
      labels: column.labels,
      values: column.values.map((value, at) => (isThere(at) === (which === 'with') ? value : Number.NaN)),
    };
  });
}

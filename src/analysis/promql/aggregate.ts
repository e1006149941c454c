import type { Aggregation, AggregationOperator } from './expression.js';
import { type Column, except, groupedBy, only, signature } from './vector.js';

type Folding = Exclude<AggregationOperator, 'topk' | 'bottomk'>;

/** From the values of a group that there are, of which there is at least one. */
const FOLD: Readonly<Record<Folding, (values: readonly number[]) => number>> = {
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  min: (values) => values.reduce((least, value) => Math.min(least, value)),
  max: (values) => values.reduce((most, value) => Math.max(most, value)),
  avg: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  count: (values) => values.length,
  group: () => 1,
};

/** Makes one series of each group, or keeps of each group the greatest or least. */
export function aggregate({ operator, most, grouping }: Aggregation, columns: readonly Column[]): readonly Column[] {
  const labelsOf = ({ labels }: Column) =>
    grouping.mode === 'by' ? only(labels, grouping.labels) : except(labels, [...grouping.labels, '__name__']);
  const groups = [...groupedBy(columns, (column) => signature(labelsOf(column))).values()];
  if (operator === 'topk' || operator === 'bottomk') {
    return groups.flatMap((group) => extremes(group, Math.floor(most ?? 0), operator));
  }
  return groups.map((group) => {
    const [first] = group as [Column, ...Column[]];
    return { labels: labelsOf(first), values: folded(group, FOLD[operator], first.values.length) };
  });
}

function folded(
  group: readonly Column[],
  fold: (values: readonly number[]) => number,
  evaluations: number,
): Float64Array {
  const result = new Float64Array(evaluations).fill(Number.NaN);
  for (let at = 0; at < evaluations; at += 1) {
    const present: number[] = [];
    for (const { values } of group) {
      const value = values[at] ?? Number.NaN;
      if (!Number.isNaN(value)) present.push(value);
    }
    if (present.length > 0) result[at] = fold(present);
  }
  return result;
}

/** Of equal values the first stays; Prometheus leaves open which. */
function extremes(group: readonly Column[], most: number, operator: 'topk' | 'bottomk'): readonly Column[] {
  const sign = operator === 'topk' ? -1 : 1;
  const kept = group.map(({ labels, values }) => ({
    labels,
    values: new Float64Array(values.length).fill(Number.NaN),
  }));
  const evaluations = group[0]?.values.length ?? 0;
  for (let at = 0; at < evaluations; at += 1) {
    const ranked = group
      .map(({ values }, place) => ({ place, value: values[at] ?? Number.NaN }))
      .filter(({ value }) => !Number.isNaN(value))
      .sort((a, b) => sign * (a.value - b.value));
    for (const { place, value } of ranked.slice(0, Math.max(0, most))) {
      const column = kept[place];
      if (column !== undefined) column.values[at] = value;
    }
  }
  return kept;
}

import type { Labels } from '../metrics/family.js';

/** One series of a vector: its labels, with `__name__` where it still has one, and its value at each evaluation. */
export interface Column {
  readonly labels: Labels;
  /** NaN: it is not in the vector. What divides zero by zero is dropped, where Prometheus keeps it and compares in vain. */
  readonly values: Float64Array;
}

/**
 * What an expression gives, at all evaluations at once: labels are compared once a series and not once an evaluation, of
 * which a run may have a hundred thousand.
 */
export type Value =
  | { readonly kind: 'scalar'; readonly value: number }
  | { readonly kind: 'vector'; readonly columns: readonly Column[] };

/** Labels as a text that tells them apart; in whichever order they were written. */
export function signature(labels: Labels): string {
  const names = Object.keys(labels).filter((name) => labels[name] !== '');
  return JSON.stringify(names.sort().map((name) => [name, labels[name]]));
}

/** Of some labels those with these names, as `by` and `on` keep them. */
export function only(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(names.flatMap((name) => (labels[name] === undefined ? [] : [[name, labels[name]]])));
}

/** Of some labels all but those with these names, as `without` and `ignoring` keep them. */
export function except(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !names.includes(name)));
}

/** Labels without the metric's name, which nothing keeps that was reckoned. */
export function nameless(labels: Labels): Labels {
  return except(labels, ['__name__']);
}

/** Items by their key; keys and items in the order of their first appearance. */
export function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/**
 * Columns of the same labels become one; they may not have values at the same evaluation.
 *
 * @throws {Error} through `refuse` when they have
 */
export function merged(columns: readonly Column[], refuse: () => never): readonly Column[] {
  return [...groupedBy(columns, ({ labels }) => signature(labels)).values()].flatMap((group) => {
    const [first, ...others] = group;
    if (first === undefined || others.length === 0) return group;
    const values = Float64Array.from(first.values);
    for (const other of others) {
      for (const [at, value] of other.values.entries()) {
        if (Number.isNaN(value)) continue;
        if (!Number.isNaN(values[at])) refuse();
        values[at] = value;
      }
    }
    return [{ labels: first.labels, values }];
  });
}

import { type ObjectPath, valuesAt } from './object-path.js';

/**
 * Puts objects in the order of a field, as `--sort-by` does: numbers by size, texts with the numbers in them by size,
 * what has no such field first. Undefined when none has it.
 *
 * @source kubectl pkg/cmd/get/sorter.go
 */
export function sortObjects<Item>(items: readonly Item[], path: ObjectPath): readonly Item[] | undefined {
  const keyed = items.map((item) => ({ item, key: valuesAt(item, path)[0] }));
  if (items.length > 0 && keyed.every(({ key }) => key === undefined)) return undefined;
  return keyed.toSorted((a, b) => compare(a.key, b.key)).map(({ item }) => item);
}

function compare(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareNaturally(String(a), String(b));
}

const PIECES = /\d+|\D+/g;

/** `web-2` before `web-10`. */
function compareNaturally(a: string, b: string): number {
  const [left, right] = [a.match(PIECES) ?? [], b.match(PIECES) ?? []];
  for (const [at, piece] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    const isNumber = /^\d/.test(piece) && /^\d/.test(other);
    const order = isNumber ? Number(piece) - Number(other) : piece < other ? -1 : piece > other ? 1 : 0;
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

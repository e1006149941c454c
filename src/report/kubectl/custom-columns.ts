import { NONE } from '../describe/page.js';
import { type ObjectPath, objectPath, valuesAt } from './object-path.js';
import { TabWriter } from './tab-writer.js';

/** A column somebody made up. */
export interface CustomColumn {
  readonly title: string;
  readonly path: ObjectPath;
}

/** Reads `NAME:.metadata.name,NODE:.spec.nodeName`; undefined when it is none. */
export function customColumns(text: string): readonly CustomColumn[] | undefined {
  const read = text.split(/,(?![^[]*\])/).map((part) => {
    const colon = part.indexOf(':');
    const path = colon < 1 ? undefined : objectPath(part.slice(colon + 1));
    return path === undefined ? undefined : { title: part.slice(0, colon), path };
  });
  return read.every((column) => column !== undefined) ? read : undefined;
}

/** A table of such columns; several values in a cell are divided by commas. */
export function customTable(
  columns: readonly CustomColumn[],
  items: readonly unknown[],
  head: 'titled' | 'bare',
): string {
  const rows = items.map((item) => columns.map(({ path }) => cellText(valuesAt(item, path))));
  return new TabWriter().write([...(head === 'titled' ? [columns.map(({ title }) => title)] : []), ...rows]);
}

function cellText(values: readonly unknown[]): string {
  if (values.length === 0) return NONE;
  return values.map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value))).join(',');
}

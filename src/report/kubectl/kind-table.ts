/** What stands in a cell of a table: numbers stay numbers for who reads them as data. */
export type Cell = string | number;

/** A column as a Table of the API describes it. */
export interface ColumnDefinition {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'boolean';
  /** The name is what commands are given. */
  readonly format: '' | 'name';
  /** Above 0: shown with `-o wide` only. */
  readonly priority: 0 | 1;
}

/** How the objects of one kind are listed: always all columns, and a cell for each. */
export interface KindTable<Item> {
  readonly columns: readonly ColumnDefinition[];
  /** @param nowMs since 1970 */
  readonly cells: (item: Item, nowMs: number) => readonly Cell[];
}

type Written = string | readonly [name: string, type: ColumnDefinition['type']];

/** Columns by their names, those of `-o wide` last; the first is the name where the kind has one. */
export function columns(names: readonly Written[], wide: readonly Written[] = []): readonly ColumnDefinition[] {
  const column = (written: Written, priority: 0 | 1): ColumnDefinition => {
    const [name, type] = typeof written === 'string' ? ([written, 'string'] as const) : written;
    return { name, type, format: name === 'Name' ? 'name' : '', priority };
  };
  return [...names.map((name) => column(name, 0)), ...wide.map((name) => column(name, 1))];
}

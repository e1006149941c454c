import { labelText } from '../describe/labels.js';
import type { ApiObject } from './api-object.js';
import type { Cell, KindTable } from './kind-table.js';
import { TabWriter } from './tab-writer.js';

/** How kubectl is asked to print. */
export interface TableOptions {
  /** `-o wide`. */
  readonly wide: boolean;
  /** `-A`: the namespace first. */
  readonly namespaces: boolean;
  /** `--no-headers`. */
  readonly headers: boolean;
  /** `--show-labels`. */
  readonly labels: boolean;
  /** Put before names where objects of several kinds are listed: `pod/`. */
  readonly prefix: string;
}

export const PLAIN: TableOptions = { wide: false, namespaces: false, headers: true, labels: false, prefix: '' };

/** Prints objects of one kind as kubectl does, all at once or, for `-w`, one after the other. */
export class TablePrinter<Item extends ApiObject> {
  readonly #table: KindTable<Item>;
  readonly #options: TableOptions;
  readonly #writer = new TabWriter();
  #isHeadPrinted: boolean;

  constructor(table: KindTable<Item>, options: TableOptions = PLAIN) {
    this.#table = table;
    this.#options = options;
    this.#isHeadPrinted = !options.headers;
  }

  /** @param nowMs since 1970 */
  print(items: readonly Item[], nowMs: number): string {
    if (items.length === 0) return '';
    const rows = items.map((item) => this.#row(item, nowMs));
    const head = this.#isHeadPrinted ? [] : [this.#head()];
    this.#isHeadPrinted = true;
    return this.#writer.write([...head, ...rows]);
  }

  #head(): readonly string[] {
    const { columns } = this.#table;
    const names = this.#shown(columns.map(({ name }) => name.toUpperCase()));
    const { namespaces, labels } = this.#options;
    return [...(namespaces ? ['NAMESPACE'] : []), ...names, ...(labels ? ['LABELS'] : [])];
  }

  #row(item: Item, nowMs: number): readonly string[] {
    const { namespaces, labels, prefix } = this.#options;
    const { columns, cells } = this.#table;
    const named = cells(item, nowMs).map((cell, at) => (columns[at]?.format === 'name' ? `${prefix}${cell}` : cell));
    const shown = this.#shown(named).map(printable);
    return [
      ...(namespaces ? [item.metadata?.namespace ?? ''] : []),
      ...shown,
      ...(labels ? [labelText(item.metadata?.labels)] : []),
    ];
  }

  #shown<Value>(values: readonly Value[]): readonly Value[] {
    if (this.#options.wide) return values;
    return values.filter((_, at) => this.#table.columns[at]?.priority === 0);
  }
}

const ESCAPE = '\u001b';

/** A cell ends with its line, and cannot take over the terminal. @source cli-runtime pkg/printers/tableprinter.go */
function printable(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const end = cell.search(/[\f\n\r]/);
  const line = end === -1 ? cell : `${cell.slice(0, end)}...`;
  return line.replaceAll(ESCAPE, '^[');
}

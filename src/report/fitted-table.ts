import type { Style, Tone } from './style.js';
import type { Column } from './table.js';
import { wrapped } from './words.js';

/** A column that knows what to do when there is no room for it. */
export interface FittedColumn<Row> extends Column<Row> {
  /** Which columns go first when there is no room: those with the smallest number. Undefined: it stays. */
  readonly rank?: number;
  /** The cell where room is short. */
  readonly short?: (row: Row) => string;
  readonly tone?: (row: Row) => Tone | undefined;
}

export interface FittedTable<Row> {
  readonly columns: readonly FittedColumn<Row>[];
  /** A text beside the columns, wrapped into what room is left, or below each row where that is too little. */
  readonly beside?: Beside<Row>;
  readonly width: number;
  readonly style: Style;
}

export interface Beside<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  /** Whether it says more than the columns do, and so is worth lines of its own. */
  readonly isTelling: (row: Row) => boolean;
}

/** With less room than this a text is told below its row. */
const LEAST_BESIDE = 30;
const WIDE_GAP = '   ';
const NARROW_GAP = '  ';
const INDENT = '      ';

interface Layout<Row> {
  readonly columns: readonly FittedColumn<Row>[];
  readonly widths: readonly number[];
  readonly gap: string;
}

/** A table no wider than it may be: the heading, then the lines of each row. */
export function fittedTable<Row>(
  table: FittedTable<Row>,
  rows: readonly Row[],
): { readonly head: string; readonly rows: readonly string[] } {
  const { beside, width, style } = table;
  const layout = layoutOf(table, rows);
  const room = width - totalWidth(layout) - layout.gap.length;
  const isBeside = beside !== undefined && room >= LEAST_BESIDE;
  const titles = layout.columns.map(({ title }) => title);
  const head = lineOf(layout, titles) + (isBeside ? layout.gap + beside.title : '');
  return {
    head: style(head.trimEnd(), 'detail'),
    rows: rows.map((row) => {
      const cells = lineOf(
        layout,
        layout.columns.map(({ cell }) => cell(row)),
        (at) => layout.columns[at]?.tone?.(row),
        style,
      );
      if (beside === undefined) return cells.trimEnd();
      const tone = beside.isTelling(row) ? undefined : 'detail';
      const toned = (text: string): string => (tone === undefined ? text : style(text, tone));
      if (isBeside) {
        const indent = ' '.repeat(totalWidth(layout) + layout.gap.length);
        const [first = '', ...others] = wrapped(beside.text(row), room).map(toned);
        return [cells + layout.gap + first, ...others.map((line) => indent + line)].join('\n').trimEnd();
      }
      if (!beside.isTelling(row)) return cells.trimEnd();
      const below = wrapped(beside.text(row), width - INDENT.length).map((line) => INDENT + toned(line));
      return [cells.trimEnd(), ...below].join('\n');
    }),
  };
}

/** The widest gap and the most columns for which there is room; short cells come before columns go. */
function layoutOf<Row>({ columns: all, beside, width }: FittedTable<Row>, rows: readonly Row[]): Layout<Row> {
  const longest = beside === undefined ? 0 : widest(0, rows, beside.text);
  const short = all.map((column) => ({ ...column, cell: column.short ?? column.cell }));
  const ranks = [...new Set(all.flatMap(({ rank }) => (rank === undefined ? [] : [rank])))].toSorted((a, b) => a - b);
  const choices = [all, short, ...ranks.map((most) => short.filter(({ rank }) => rank === undefined || rank > most))];
  let narrowest: Layout<Row> = { columns: all, widths: [], gap: '' };
  for (const columns of choices) {
    const widths = columns.map(({ title, cell }) => widest(title.length, rows, cell));
    const wide = { columns, widths, gap: WIDE_GAP };
    const narrow = { columns, widths, gap: NARROW_GAP };
    const roomOf = (layout: Layout<Row>): number => width - totalWidth(layout) - layout.gap.length;
    // A text that does not fit beside may do so with the columns closer together.
    const gains = roomOf(wide) < longest && roomOf(narrow) >= LEAST_BESIDE;
    if (totalWidth(wide) <= width && !gains) return wide;
    if (totalWidth(narrow) <= width) return narrow;
    narrowest = narrow;
  }
  return narrowest;
}

/** A loop, since a table may have more rows than a call has arguments. */
function widest<Row>(least: number, rows: readonly Row[], cell: (row: Row) => string): number {
  return rows.reduce((most, row) => Math.max(most, cell(row).length), least);
}

function totalWidth<Row>({ widths, gap }: Layout<Row>): number {
  return widths.reduce((sum, width) => sum + width, 0) + gap.length * Math.max(0, widths.length - 1);
}

function lineOf<Row>(
  { columns, widths, gap }: Layout<Row>,
  cells: readonly string[],
  toneOf: (at: number) => Tone | undefined = () => undefined,
  style: Style = (text) => text,
): string {
  const padded = cells.map((text, at) => {
    const width = widths[at] ?? 0;
    const blanks = ' '.repeat(Math.max(0, width - text.length));
    const tone = toneOf(at);
    const toned = tone === undefined ? text : style(text, tone);
    return columns[at]?.align === 'right' ? blanks + toned : toned + blanks;
  });
  return padded.join(gap);
}

/** A column: its heading, what it shows of a row, and on which side its cells stand. */
export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string;
  readonly align?: 'left' | 'right';
}

/** Lays rows out as kubectl does, three spaces apart, without trailing blanks; numbers may stand on the right. */
export function renderTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[], gap = '   '): string {
  const grid = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ cell }) => cell(row)))];
  const widths = columns.map((_, at) => grid.reduce((widest, line) => Math.max(widest, (line[at] ?? '').length), 0));
  const lines = grid.map((line) => {
    const cells = line.map((text, at) => {
      const width = widths[at] ?? 0;
      return columns[at]?.align === 'right' ? text.padStart(width) : text.padEnd(width);
    });
    return cells.join(gap).trimEnd();
  });
  return `${lines.join('\n')}\n`;
}

/** The same as a Markdown table. */
export function renderMarkdownTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = columns.map(({ align }) => (align === 'right' ? '---:' : '---'));
  const body = rows.map((row) => line(columns.map(({ cell }) => cell(row))));
  return `${[line(columns.map(({ title }) => title)), line(rule), ...body].join('\n')}\n`;
}

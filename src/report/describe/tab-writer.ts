/** Blanks between a cell and the next one. */
const PADDING = 2;

/**
 * Lays out text whose lines are divided into cells by tabs, as Go's text/tabwriter does for kubectl: each run of
 * consecutive lines that go on after a cell is one column, as wide as its widest cell. The last cell of a line has no
 * width, so a line without a tab ends the columns around it.
 *
 * @source go text/tabwriter, with minwidth 0, padding 2, no flags
 */
export function alignTabs(text: string): string {
  const lines = text.split('\n').map((line) => line.split(/[\t\v]/));
  const widths: number[][] = lines.map(() => []);
  const deepest = lines.reduce((most, cells) => Math.max(most, cells.length - 1), 0);
  for (let column = 0; column < deepest; column += 1) {
    let from = 0;
    while (from < lines.length) {
      const length = lines.slice(from).findIndex((cells) => column >= cells.length - 1);
      const until = length === -1 ? lines.length : from + length;
      const run = lines.slice(from, until);
      const width = run.reduce((widest, cells) => Math.max(widest, lengthOf(cells[column] ?? '')), 0) + PADDING;
      for (const own of widths.slice(from, until)) own[column] = width;
      from = until + 1;
    }
  }
  return lines.map((cells, at) => cells.map((cell, column) => padded(cell, widths[at]?.[column])).join('')).join('\n');
}

/** In characters, not in UTF-16 units. */
const lengthOf = (cell: string): number => [...cell].length;

function padded(cell: string, width: number | undefined): string {
  return width === undefined ? cell : cell + ' '.repeat(width - lengthOf(cell));
}

const PADDING = 3;
const MIN_WIDTH = 6;

/**
 * Lays out rows as kubectl's tables are: three spaces between columns, none narrower than six, and the last cell of a
 * row as it is. Columns that were written wider before stay so, which is how the rows of `-w` keep in line.
 *
 * @source cli-runtime pkg/printers/tabwriter.go: github.com/liggitt/tabwriter with RememberWidths
 */
export class TabWriter {
  readonly #widths: number[] = [];

  /** @returns the rows as lines, each with its line break */
  write(rows: readonly (readonly string[])[]): string {
    for (const row of rows) {
      for (const [at, cell] of row.slice(0, -1).entries()) {
        this.#widths[at] = Math.max(this.#widths[at] ?? MIN_WIDTH, lengthOf(cell) + PADDING);
      }
    }
    return rows.map((row) => `${row.map((cell, at) => this.#padded(cell, at, row.length)).join('')}\n`).join('');
  }

  #padded(cell: string, at: number, length: number): string {
    if (at === length - 1) return cell;
    return cell + ' '.repeat(Math.max(0, (this.#widths[at] ?? MIN_WIDTH) - lengthOf(cell)));
  }
}

/** In characters, not in UTF-16 units. */
const lengthOf = (text: string): number => [...text].length;

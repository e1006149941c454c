interface Range {
  first: number;
  last: number;
}

/** A set of whole numbers, most of which follow each other: indexes of a Job that are done. */
export class IndexRanges {
  /** Ascending, with gaps between them. */
  readonly #ranges: Range[] = [];

  has(index: number): boolean {
    const range = this.#ranges[this.#search(index)];
    return range !== undefined && range.first <= index;
  }

  add(index: number): void {
    const at = this.#search(index);
    const [before, after] = [this.#ranges[at - 1], this.#ranges[at]];
    if (after !== undefined && after.first <= index) return;
    const follows = before?.last === index - 1;
    if (before !== undefined && follows && after?.first === index + 1) {
      before.last = after.last;
      this.#ranges.splice(at, 1);
    } else if (before !== undefined && follows) before.last = index;
    else if (after?.first === index + 1) after.first = index;
    else this.#ranges.splice(at, 0, { first: index, last: index });
  }

  /** How many of them are smaller than this. */
  countBelow(end: number): number {
    return this.#ranges.reduce((sum, { first, last }) => sum + Math.max(0, Math.min(last + 1, end) - first), 0);
  }

  /** As the API writes them: `0,2-5,7,8`. @source pkg/controller/job/indexed_job_utils.go orderedIntervals.String */
  toString(): string {
    return this.#ranges
      .map(({ first, last }) => {
        if (first === last) return String(first);
        return `${first}${last === first + 1 ? ',' : '-'}${last}`;
      })
      .join(',');
  }

  /** The place of the first range that does not end before this index. */
  #search(index: number): number {
    let [from, to] = [0, this.#ranges.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#ranges[middle]?.last ?? 0) < index) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

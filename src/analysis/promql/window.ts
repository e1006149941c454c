import { type Grid, instantAt } from '../metrics/grid.js';
import type { Semantics } from './semantics.js';

/** The samples of one series in a range, for one evaluation after the other. */
export class Window {
  readonly grid: Grid;
  /** At each scrape; NaN where there is none. */
  readonly values: Float64Array;
  readonly rangeMs: number;
  readonly semantics: Semantics;
  /** Of the evaluation it stands at. */
  endMs = 0;
  /** The first scrape within, and the last: there may be none. */
  first = 0;
  last = -1;

  constructor(grid: Grid, values: Float64Array, rangeMs: number, semantics: Semantics) {
    this.grid = grid;
    this.values = values;
    this.rangeMs = rangeMs;
    this.semantics = semantics;
  }

  get startMs(): number {
    return this.endMs - this.rangeMs;
  }

  /** Moves to an evaluation; leaves out what is no sample at both ends. @returns whether any sample is within */
  moveTo(endMs: number): boolean {
    const { firstMs, stepMs, count } = this.grid;
    this.endMs = endMs;
    const begin = (this.startMs - firstMs) / stepMs;
    this.first = Math.max(0, this.semantics.begin === 'closed' ? Math.ceil(begin) : Math.floor(begin) + 1);
    this.last = Math.min(count - 1, Math.floor((endMs - firstMs) / stepMs));
    while (this.first <= this.last && Number.isNaN(this.values[this.first])) this.first += 1;
    while (this.first <= this.last && Number.isNaN(this.values[this.last])) this.last -= 1;
    return this.first <= this.last;
  }

  at(place: number): number {
    return this.values[place] ?? Number.NaN;
  }

  instant(place: number): number {
    return instantAt(this.grid, place);
  }
}

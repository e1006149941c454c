import type { Palette, Theme } from './palette.js';
import type { ChartDocument } from './svg.js';

/** How a chart is to look. */
export interface Look {
  readonly document: ChartDocument;
  /** In CSS pixels. */
  readonly width: number;
  readonly theme: Theme;
  /** How details are told on hovering: by Plot's own tips, which need a script, or by the titles of SVG elements. */
  readonly hover: 'tips' | 'titles';
  /** What ids of this picture begin with, so that several may stand on one page. */
  readonly id: string;
}

/** A look with its colours at hand. */
export interface Pen extends Look {
  readonly colors: Palette;
}

import * as Plot from '@observablehq/plot';
import type { Pen } from './look.js';
import type { SvgElement } from './svg.js';

/** What Plot hands back, wherever it was drawn. */
interface PlotElement extends SvgElement {
  querySelector(selector: string): { remove(): void } | null;
}

/** Draws one pair of axes. Plot's own style sheet is for a picture that is a page's block, which this is not. */
export function plot(options: Plot.PlotOptions, width: number, { document }: Pen): SvgElement {
  const drawn = Plot.plot({ ...options, width, document: document as never }) as unknown as PlotElement;
  drawn.querySelector('style')?.remove();
  for (const [name, value] of Object.entries({ class: 'axes', 'font-family': 'inherit', overflow: 'visible' })) {
    drawn.setAttribute(name, value);
  }
  return drawn;
}

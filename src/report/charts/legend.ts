import * as Plot from '@observablehq/plot';
import type { Pen } from './look.js';
import type { ToneName } from './palette.js';
import { plot } from './plot.js';
import type { SvgElement } from './svg.js';
import { textWidth } from './text-size.js';

/** What a sign in the picture means. */
export type LegendEntry = { readonly label: string; readonly tone: ToneName } & (
  | { readonly sign: 'block'; readonly fill: string; readonly share: number }
  | { readonly sign: 'line'; readonly dash: string }
  | { readonly sign: 'tick' }
  | { readonly sign: 'dot'; readonly symbol: Plot.SymbolType; readonly filled: 'full' | 'hollow' }
);

const SIZE = 12;
const LINE = 20;
const GAP = 16;
const BLOCK = 13;
const SIGN_WIDTHS = { block: 20, line: 26, dot: 10, tick: 4 } as const;

/** Signs and their meanings in as many lines as they need. */
export function drawLegend(
  entries: readonly LegendEntry[],
  width: number,
  pen: Pen,
): { readonly element: SvgElement; readonly height: number } {
  let [x, y] = [0, 0];
  const places = entries.map((entry) => {
    const wide = SIGN_WIDTHS[entry.sign] + 6 + textWidth(entry.label, SIZE);
    if (x > 0 && x + wide > width) [x, y] = [0, y + LINE];
    const place = { entry, x, y: y + LINE / 2 };
    x += wide + GAP;
    return place;
  });
  const height = y + LINE;
  const marks = places.flatMap(({ entry, x: left, y: middle }) => [
    sign(entry, left, middle, pen),
    Plot.text([entry.label], {
      x: () => left + SIGN_WIDTHS[entry.sign] + 6,
      y: () => middle,
      textAnchor: 'start',
      fontSize: SIZE,
      fill: pen.colors.ink,
    }),
  ]);
  const scales = { x: { type: 'identity' }, y: { type: 'identity' }, axis: null, margin: 0 } as const;
  return { element: plot({ ...scales, marks, height }, width, pen), height };
}

function sign(entry: LegendEntry, x: number, y: number, { colors }: Pen): Plot.Markish {
  const color = colors[entry.tone];
  const wide = SIGN_WIDTHS[entry.sign];
  const middle = x + wide / 2;
  switch (entry.sign) {
    case 'block': {
      const high = BLOCK * entry.share;
      const bottom = y + BLOCK / 2;
      return Plot.rect([0], { x1: x, x2: x + wide, y1: bottom - high, y2: bottom, fill: entry.fill, stroke: color });
    }
    case 'line':
      return Plot.ruleY([y], { x1: x, x2: x + wide, stroke: color, strokeWidth: 2.25, strokeDasharray: entry.dash });
    case 'tick':
      return Plot.ruleX([middle], { y1: y - BLOCK / 2, y2: y + BLOCK / 2, stroke: color, strokeWidth: 1.5 });
    case 'dot': {
      const fill = entry.filled === 'full' ? color : colors.paper;
      return Plot.dot([0], { x: middle, y, r: 4, symbol: entry.symbol, fill, stroke: color, strokeWidth: 1.5 });
    }
  }
}

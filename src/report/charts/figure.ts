import type * as Plot from '@observablehq/plot';
import type { ChartHead } from './head.js';
import { drawLegend, type LegendEntry } from './legend.js';
import type { Look, Pen } from './look.js';
import { themeStyle } from './palette.js';
import { plot } from './plot.js';
import { element, type SvgElement } from './svg.js';
import { FONT, linesOf } from './text-size.js';

/** One pair of axes. */
export interface Panel {
  /** What its vertical axis counts, or what it shows; undefined when the title says it. */
  readonly heading: string | undefined;
  readonly height: number;
  readonly options: Plot.PlotOptions;
}

/** A picture before it is drawn. */
export interface Figure {
  readonly head: ChartHead;
  readonly legend: readonly LegendEntry[];
  readonly panels: readonly Panel[];
  /** Patterns to fill with. */
  readonly patterns: readonly SvgElement[];
}

const NARROW = 560;
const TITLE_SIZE = 18;
const TEXT_SIZE = 12.5;
const NOTE_SIZE = 11.5;
const HEADING_SIZE = 12.5;

/** The width inside the margins. */
export function innerWidth({ width }: Look): number {
  return width - 2 * marginOf(width);
}

function marginOf(width: number): number {
  return width < NARROW ? 12 : 20;
}

/** Lays title, terms, legend, axes and notes out below each other, in one SVG element that stands alone. */
export function drawFigure({ head, legend, panels, patterns }: Figure, pen: Pen): SvgElement {
  const { document, width, colors } = pen;
  const margin = marginOf(width);
  const inner = innerWidth(pen);
  const parts: SvgElement[] = [];
  let y = margin;
  const write = (text: string, size: number, more: Readonly<Record<string, string | number>>): void => {
    for (const line of linesOf(text, inner, size)) {
      y += Math.round(size * 1.35);
      const place = { x: margin, y: y - Math.round(size * 0.3), 'font-size': size };
      parts.push(element(document, 'text', { ...place, ...more }, line));
    }
  };
  write(head.title, width < NARROW ? TITLE_SIZE - 2 : TITLE_SIZE, { fill: colors.ink, 'font-weight': 600 });
  y += 2;
  write(head.subtitle, TEXT_SIZE, { fill: colors.muted });
  y += 8;
  if (legend.length > 0) {
    const drawn = drawLegend(legend, inner, pen);
    parts.push(placed(drawn.element, margin, y));
    y += drawn.height + 6;
  }
  for (const { heading, height, options } of panels) {
    if (heading !== undefined) write(heading, HEADING_SIZE, { fill: colors.ink, 'font-weight': 600 });
    parts.push(placed(plot({ ...options, height }, inner, pen), margin, y));
    y += height + 6;
  }
  for (const note of head.notes) write(note, NOTE_SIZE, { fill: colors.muted });
  const height = Math.ceil(y + margin - 6);
  return element(
    document,
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': `${head.title}. ${head.subtitle}`,
      'font-family': FONT,
      color: colors.ink,
    },
    ...(themeStyle(pen.theme) === '' ? [] : [element(document, 'style', {}, themeStyle(pen.theme))]),
    ...(patterns.length === 0 ? [] : [element(document, 'defs', {}, ...patterns)]),
    element(document, 'rect', { width, height, fill: colors.paper }),
    ...parts,
  );
}

function placed(part: SvgElement, x: number, y: number): SvgElement {
  part.setAttribute('x', String(x));
  part.setAttribute('y', String(y));
  return part;
}

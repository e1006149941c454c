import type { Chart } from './chart.js';
import { backoffFigure } from './draw-backoff.js';
import { bandsFigure } from './draw-bands.js';
import { curvesFigure } from './draw-curves.js';
import { daysFigure } from './draw-days.js';
import { nodeFigure } from './draw-node.js';
import { timelineFigure } from './draw-timeline.js';
import { drawFigure, type Figure } from './figure.js';
import type { Look, Pen } from './look.js';
import { paletteOf } from './palette.js';
import type { SvgElement } from './svg.js';

/** Draws a chart as one SVG element that stands alone; the same in a browser's document and in any other. */
export function drawChart(chart: Chart, look: Look): SvgElement {
  const pen = { ...look, colors: paletteOf(look.theme) };
  return drawFigure(figureOf(chart, pen), pen);
}

function figureOf(chart: Chart, pen: Pen): Figure {
  switch (chart.kind) {
    case 'timeline':
      return timelineFigure(chart, pen);
    case 'curves':
      return curvesFigure(chart, pen);
    case 'backoff':
      return backoffFigure(chart, pen);
    case 'bands':
      return bandsFigure(chart, pen);
    case 'node':
      return nodeFigure(chart, pen);
    case 'days':
      return daysFigure(chart, pen);
  }
}

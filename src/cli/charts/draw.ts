import { parseHTML } from 'linkedom';
import type { Chart } from '../../report/charts/chart.js';
import { drawChart } from '../../report/charts/draw-chart.js';
import { chartPage } from '../../report/charts/page.js';
import type { Theme } from '../../report/charts/palette.js';
import { stacked } from '../../report/charts/stack.js';
import type { ChartDocument, SvgElement } from '../../report/charts/svg.js';
import { asset } from './assets.js';
import type { ChartFile } from './chart-file.js';
import { pngOf } from './png.js';

/** Draws charts as one file: a picture below the other, or a page that redraws itself. */
export async function drawFile(charts: readonly Chart[], file: ChartFile): Promise<string | Uint8Array> {
  const { width, theme } = file;
  const document = parseHTML('<!doctype html><html><body></body></html>').document as unknown as ChartDocument;
  // A PNG has one theme for good.
  const shown: Theme = file.format === 'png' && theme === 'auto' ? 'light' : theme;
  const pictures = charts.map((chart, number) =>
    drawChart(chart, { document, width, theme: shown, hover: 'titles', id: `c${number}` }),
  );
  if (file.format === 'html') return page(charts, pictures, shown);
  const svg = stacked(pictures, width, document).outerHTML;
  return file.format === 'svg' ? `${svg}\n` : pngOf(svg);
}

function page(charts: readonly Chart[], pictures: readonly SvgElement[], theme: Theme): string {
  return chartPage({
    title: charts[0]?.head.title ?? 'crashloop',
    theme,
    charts: charts.map((chart, number) => ({ chart, svg: pictures[number]?.outerHTML ?? '' })),
    fonts: { 400: base64('regular.woff2'), 600: base64('semibold.woff2') },
    script: new TextDecoder().decode(asset('chart-page.js')),
  });
}

function base64(font: 'regular.woff2' | 'semibold.woff2'): string {
  return Buffer.from(asset(font)).toString('base64');
}

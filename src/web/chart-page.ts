import { drawChart } from '../report/charts/draw-chart.js';
import type { PageData } from '../report/charts/page.js';

/** As wide as the page lets a chart be, within what it is legible at. */
const LEAST_WIDTH = 320;
const MOST_WIDTH = 1_400;

/** Draws the charts of a page anew, at its width and with tips, whenever that width changes. */
function drawPage({ charts, theme }: PageData): void {
  for (const [number, chart] of charts.entries()) {
    const figure = document.querySelector(`[data-chart="${number}"]`);
    if (figure === null) continue;
    let drawnWidth = 0;
    const draw = (): void => {
      const width = Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, Math.floor(figure.clientWidth)));
      if (width === drawnWidth) return;
      drawnWidth = width;
      const picture = drawChart(chart, { document, width, theme, hover: 'tips', id: `c${number}` });
      figure.replaceChildren(picture as unknown as Node);
    };
    draw();
    new ResizeObserver(draw).observe(figure);
  }
}

const data = document.getElementById('charts')?.textContent;
if (data !== undefined && data !== null) drawPage(JSON.parse(data) as PageData);

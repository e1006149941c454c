import * as Plot from '@observablehq/plot';
import { duration } from '../words.js';
import { durationTicks, rateTicks } from './axis-ticks.js';
import { type Figure, innerWidth, type Panel } from './figure.js';
import type { LegendEntry } from './legend.js';
import type { Pen } from './look.js';
import { type Axis, axisX, axisY, axisYWidth, type Hint, hints, pointerSurface } from './marks.js';
import type { NodeChart } from './node-chart.js';
import type { ToneName } from './palette.js';

interface Layer {
  readonly label: string;
  readonly tone: ToneName;
  readonly fill: string;
  readonly rates: readonly number[];
}

/** Two rates over the same time: restarts above, the requests they make below. */
export function nodeFigure({ head, durationMs, load }: NodeChart, pen: Pen): Figure {
  const { colors } = pen;
  const restarts: Layer = { label: 'restarts', tone: 'vermilion', fill: colors.paleVermilion, rates: load.restarts };
  const statuses: Layer = { label: 'pod status', tone: 'blue', fill: colors.paleBlue, rates: load.statusRequests };
  const events: Layer = { label: 'events', tone: 'green', fill: colors.mint, rates: load.eventRequests };
  const entry = ({ label, tone, fill }: Layer): LegendEntry => ({ sign: 'block', label, tone, fill, share: 0.8 });
  const most = Math.max(0, ...load.statusRequests.map((rate, bin) => rate + (load.eventRequests[bin] ?? 0)));
  const room = Math.max(axisYWidth(rateAxis(most)), axisYWidth(rateAxis(Math.max(0, ...load.restarts))));
  const time = { durationMs, binMs: load.binMs, room };
  return {
    head,
    legend: [
      entry(restarts),
      { ...entry(statuses), label: 'requests for pod status' },
      { ...entry(events), label: 'requests for events' },
    ],
    patterns: [],
    panels: [
      ratesPanel('Restarts per second', [restarts], time, pen),
      ratesPanel('API requests per second', [statuses, events], time, pen),
    ],
  };
}

interface Time {
  readonly durationMs: number;
  readonly binMs: number;
  /** For the marks of the vertical axes, so that both stand above each other. */
  readonly room: number;
}

interface Slab {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
}

const rateAxis = (top: number): Axis => ({ ticks: rateTicks(top, 5), format: String });

function ratesPanel(heading: string, layers: readonly Layer[], { durationMs, binMs, room }: Time, pen: Pen): Panel {
  const { colors } = pen;
  const width = innerWidth(pen);
  const height = Math.round(Math.min(260, Math.max(170, width * 0.28)));
  const bins = layers[0]?.rates.length ?? 0;
  const sums = Array.from({ length: bins }, (_, bin) => layers.reduce((sum, { rates }) => sum + (rates[bin] ?? 0), 0));
  const top = Math.max(0.001, ...sums);
  const vertical = rateAxis(top);
  const marginLeft = room;
  const ticks = durationTicks(durationMs, Math.max(2, Math.floor((width - marginLeft - 16) / 64)));
  const below = new Float64Array(bins);
  const marks = layers.map(({ rates, tone, fill }) => {
    const slabs = rates.map((rate, bin): Slab => {
      const y1 = below[bin] ?? 0;
      below[bin] = y1 + rate;
      return { x1: bin * binMs, x2: Math.min((bin + 1) * binMs, durationMs), y1, y2: y1 + rate };
    });
    const outline = slabs.flatMap(({ x1, x2, y2 }) => [
      { x: x1, y: y2 },
      { x: x2, y: y2 },
    ]);
    return [
      Plot.area(
        slabs.flatMap(({ x1, x2, y1, y2 }) => [
          { x: x1, y1, y2 },
          { x: x2, y1, y2 },
        ]),
        { x1: 'x', y1: 'y1', y2: 'y2', fill },
      ),
      Plot.line(outline, { x: 'x', y: 'y', stroke: colors[tone], strokeWidth: 1.5 }),
    ];
  });
  const rate = (value: number): string => `${Number(value.toPrecision(3))}/s`;
  const texts = sums.map((sum, bin): Hint => {
    const each = layers.length === 1 ? [] : layers.map(({ label, rates }) => `${label}: ${rate(rates[bin] ?? 0)}`);
    const from = duration((bin * binMs) / 1_000);
    return { x: (bin + 0.5) * binMs, y: top * 0.7, text: [`from ${from}: ${rate(sum)}`, ...each].join('\n') };
  });
  return {
    heading,
    height,
    options: {
      marginTop: 8,
      marginBottom: 28,
      marginLeft,
      marginRight: 16,
      x: { domain: [0, durationMs] },
      y: { domain: [0, top] },
      marks: [
        ...axisX({ ticks, format: (ms) => duration(ms / 1_000) }, pen),
        ...axisY(vertical, pen),
        ...marks.flat(),
        ...pointerSurface(pen),
        ...hints(
          texts.filter(({ x }) => x <= durationMs),
          'x',
          pen,
        ),
      ],
    },
  };
}

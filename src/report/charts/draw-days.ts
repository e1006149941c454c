import * as Plot from '@observablehq/plot';
import { duration, grouped } from '../words.js';
import { countTicks, durationTicks } from './axis-ticks.js';
import type { DaysChart, DaysRow } from './days-chart.js';
import { type Figure, innerWidth, type Panel } from './figure.js';
import { heatScale } from './heat-scale.js';
import type { Pen } from './look.js';
import { axisX, axisY, axisYWidth, hints, pointerSurface } from './marks.js';
import { textWidth } from './text-size.js';

const SIZE = 12;
const ROW = 26;
const MOST_NAME_SHARE = 0.3;

/** The row that was asked for as a line, and all rows as colours. */
export function daysFigure({ head, runsMs, rows }: DaysChart, pen: Pen): Figure {
  const scale = heatScale(rows.flatMap(({ restarts }) => restarts.filter((count) => count !== null)));
  const first = rows[0];
  return {
    head,
    legend: [],
    patterns: [],
    panels: [
      ...(first === undefined ? [] : [linePanel(first, runsMs, namesBeside(rows, innerWidth(pen)), pen)]),
      {
        heading: 'With other longest waits: restarts as colour',
        height: 34,
        options: rampOptions(scale, pen),
      },
      heatPanel(rows, runsMs, scale, pen),
    ],
  };
}

const cellText = (policy: string, runMs: number, count: number | null): string =>
  `${policy}\nruns of ${duration(runMs / 1_000)}: ${count === null ? 'restarts without end' : `${grouped(count)} restarts`}`;

const runAxis = (lastMs: number, inside: number): { ticks: readonly number[]; format: (ms: number) => string } => ({
  ticks: durationTicks(lastMs, Math.max(2, Math.floor(inside / 52))),
  format: (ms) => duration(ms / 1_000),
});

/** The room that names beside their rows need; undefined where they must stand above. */
function namesBeside(rows: readonly DaysRow[], width: number): number | undefined {
  const widest = Math.max(...rows.map(({ policy }) => textWidth(policy, SIZE)));
  return widest <= width * MOST_NAME_SHARE ? Math.ceil(widest) + 10 : undefined;
}

function stepOf(runsMs: readonly number[]): number {
  return (runsMs[1] ?? 1_000) - (runsMs[0] ?? 0);
}

function linePanel(
  { policy, restarts }: DaysRow,
  runsMs: readonly number[],
  beside: number | undefined,
  pen: Pen,
): Panel {
  const { colors } = pen;
  const width = innerWidth(pen);
  const height = Math.round(Math.min(300, Math.max(190, width * 0.3)));
  const points = restarts.flatMap((count, at) => (count === null ? [] : [{ x: runsMs[at] ?? 0, y: count }]));
  const top = Math.max(1, ...points.map(({ y }) => y));
  const vertical = { ticks: countTicks(top, 6), format: grouped };
  const lastMs = runsMs.at(-1) ?? 1;
  const marginLeft = Math.max(axisYWidth(vertical), beside ?? 0);
  const step = stepOf(runsMs);
  return {
    heading: `Restarts, ${policy}`,
    height,
    options: {
      marginTop: 8,
      marginBottom: 40,
      marginLeft,
      marginRight: 16,
      x: { domain: [-step / 2, lastMs + step / 2] },
      y: { domain: [0, top] },
      marks: [
        ...axisX(runAxis(lastMs, width - marginLeft - 16), pen, 'run time'),
        ...axisY(vertical, pen),
        Plot.line(points, { x: 'x', y: 'y', stroke: colors.blue, strokeWidth: 2.25 }),
        ...pointerSurface(pen),
        ...hints(
          points.map(({ x, y }) => ({ x, y, text: cellText(policy, x, y) })),
          'x',
          pen,
        ),
      ],
    },
  };
}

type Scale = ReturnType<typeof heatScale>;

function heatPanel(rows: readonly DaysRow[], runsMs: readonly number[], scale: Scale, pen: Pen): Panel {
  const { colors, hover } = pen;
  const width = innerWidth(pen);
  const beside = namesBeside(rows, width);
  const pitch = beside === undefined ? ROW + 16 : ROW;
  const marginLeft = beside ?? 6;
  const step = stepOf(runsMs);
  const lastMs = runsMs.at(-1) ?? 0;
  const cells = rows.flatMap(({ policy, restarts }, row) =>
    restarts.map((count, at) => {
      const x = runsMs[at] ?? 0;
      const y2 = (row + 1) * pitch - 2;
      return { x1: x - step / 2, x2: x + step / 2, y1: y2 - ROW + 2, y2, count, text: cellText(policy, x, count) };
    }),
  );
  const bottom = rows.length * pitch;
  return {
    heading: undefined,
    height: bottom + 40,
    options: {
      margin: 0,
      marginLeft,
      marginRight: 16,
      marginBottom: 40,
      x: { domain: [-step / 2, lastMs + step / 2] },
      y: { domain: [0, bottom], range: [0, bottom], axis: null },
      marks: [
        Plot.rect(cells, {
          x1: 'x1',
          x2: 'x2',
          y1: 'y1',
          y2: 'y2',
          fill: ({ count }) => (count === null ? colors.paper : colors[scale.toneOf(count)]),
          shapeRendering: 'crispEdges',
          ...(hover === 'titles' ? { title: 'text' } : {}),
        }),
        Plot.text(rows, {
          x: () => -step / 2,
          y: (_, row: number) => (beside === undefined ? row * pitch + 8 : (row + 0.5) * pitch - 1),
          dx: beside === undefined ? 0 : -8,
          text: 'policy',
          textAnchor: beside === undefined ? 'start' : 'end',
          fontSize: SIZE,
          fill: colors.ink,
        }),
        ...axisX(runAxis(lastMs, width - marginLeft - 16), pen, 'run time').slice(1),
        ...pointerSurface(pen),
        ...hints(
          cells.map(({ x1, x2, y1, y2, text }) => ({ x: (x1 + x2) / 2, y: (y1 + y2) / 2, text })),
          'xy',
          pen,
        ),
      ],
    },
  };
}

/** The colours with the counts between them. */
function rampOptions({ tones, edges }: Scale, { colors }: Pen): Panel['options'] {
  const [wide, high] = [44, 10];
  return {
    margin: 0,
    x: { type: 'identity' },
    y: { type: 'identity' },
    axis: null,
    marks: [
      Plot.rect(tones, {
        x1: (_, at: number) => at * wide,
        x2: (_, at: number) => (at + 1) * wide,
        y1: 4,
        y2: 4 + high,
        fill: (tone) => colors[tone as Scale['tones'][number]],
        stroke: colors.grid,
        strokeWidth: 0.5,
      }),
      Plot.text(edges, {
        x: (_, at: number) => (at + 1) * wide,
        y: 4 + high + 10,
        text: (edge) => grouped(Number(edge)),
        fontSize: 10.5,
        fill: colors.muted,
      }),
    ],
  };
}

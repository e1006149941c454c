import * as Plot from '@observablehq/plot';
import { duration, grouped } from '../words.js';
import { countTicks, durationTicks } from './axis-ticks.js';
import { type Curve, type CurvePoint, type CurvesChart, countAt } from './curves-chart.js';
import { type Figure, innerWidth } from './figure.js';
import { shortDuration } from './head.js';
import type { Pen } from './look.js';
import { axisX, axisY, axisYWidth, type Hint, hints, pointerSurface } from './marks.js';
import { lineLook } from './palette.js';
import { spread } from './spread-labels.js';
import { fitted, textWidth } from './text-size.js';

const SIZE = 12;
const HINTS = 240;
/** Names at the ends of lines need room; where there is none, the legend has them. */
const MOST_LABEL_SHARE = 0.3;

/** Stairs that rise by one at every restart, each told by name at its end. */
export function curvesFigure({ head, durationMs, curves }: CurvesChart, pen: Pen): Figure {
  const { colors } = pen;
  const width = innerWidth(pen);
  const height = Math.round(Math.min(420, Math.max(240, width * 0.48)));
  const highest = Math.max(1, ...curves.map((curve) => countAt(curve, durationMs)));
  const vertical = { ticks: countTicks(highest, Math.floor(height / 44)), format: grouped };
  const ends = curves.map((curve) => ({ name: curve.name, count: countAt(curve, durationMs) }));
  const widest = Math.max(0, ...ends.map((end) => textWidth(endText(end), SIZE)));
  const named = widest <= width * MOST_LABEL_SHARE;
  const [marginTop, marginBottom, marginLeft] = [10, 28, axisYWidth(vertical)];
  const marginRight = named ? Math.ceil(widest) + 16 : 40;
  const inside = width - marginLeft - marginRight;
  const toPixel = (count: number): number => marginTop + (1 - count / highest) * (height - marginTop - marginBottom);
  const heights = spread(
    ends.map(({ count }) => toPixel(count)),
    SIZE + 3,
    [marginTop, height - marginBottom],
  );
  return {
    head,
    legend:
      named && curves.length === 1
        ? []
        : curves.map(({ name }, number) => {
            const { tone, dash } = lineLook(number);
            return { sign: 'line' as const, label: fitted(name, width - 40, SIZE), tone, dash };
          }),
    patterns: [],
    panels: [
      {
        heading: 'Restarts',
        height,
        options: {
          marginTop,
          marginBottom,
          marginLeft,
          marginRight,
          x: { domain: [0, durationMs] },
          y: { domain: [0, highest] },
          marks: [
            ...axisX(
              {
                ticks: durationTicks(durationMs, Math.max(2, Math.floor(inside / 64))),
                format: (ms) => duration(ms / 1_000),
              },
              pen,
            ),
            ...axisY(vertical, pen),
            ...curves.map((curve, number) => {
              const { tone, dash } = lineLook(number);
              return Plot.line(stairs(curve, durationMs), {
                x: 'atMs',
                y: 'count',
                curve: 'step-after',
                stroke: colors[tone],
                strokeWidth: 2.25,
                strokeDasharray: dash,
              });
            }),
            ...ends.flatMap((end, number) => endLabel(end, number, heights, { named, durationMs, toPixel }, pen)),
            ...pointerSurface(pen),
            ...hints(hintsOf(curves, durationMs), 'x', pen),
          ],
        },
      },
    ],
  };
}

interface End {
  readonly name: string;
  readonly count: number;
}

interface Ends {
  readonly named: boolean;
  readonly durationMs: number;
  readonly toPixel: (count: number) => number;
}

const endText = ({ name, count }: End): string => `${name}: ${grouped(count)}`;

function endLabel(
  end: End,
  number: number,
  heights: readonly number[],
  { named, durationMs, toPixel }: Ends,
  { colors }: Pen,
): Plot.Markish[] {
  const dy = (heights[number] ?? 0) - toPixel(end.count);
  const text = named ? endText(end) : grouped(end.count);
  const place = { x: durationMs, y: end.count } as const;
  return [
    Plot.dot([place], { x: 'x', y: 'y', r: 3.5, fill: colors[lineLook(number).tone] }),
    Plot.text([place], {
      x: 'x',
      y: 'y',
      dx: 10,
      dy,
      text: () => text,
      textAnchor: 'start',
      fontSize: SIZE,
      fill: colors.ink,
    }),
  ];
}

/** From nothing at the start to the end of time. */
function stairs(curve: Curve, durationMs: number): readonly CurvePoint[] {
  return [{ atMs: 0, count: 0 }, ...curve.points, { atMs: durationMs, count: countAt(curve, durationMs) }];
}

function hintsOf(curves: readonly Curve[], durationMs: number): readonly Hint[] {
  const highest = Math.max(1, ...curves.map((curve) => countAt(curve, durationMs)));
  return Array.from({ length: HINTS + 1 }, (_, place) => {
    const atMs = Math.round((place * durationMs) / HINTS);
    const lines = curves.map((curve) => `${curve.name}: ${grouped(countAt(curve, atMs))}`);
    return { x: atMs, y: highest * 0.6, text: [`at ${shortDuration(atMs)}`, ...lines].join('\n') };
  });
}

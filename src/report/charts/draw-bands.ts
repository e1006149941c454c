import * as Plot from '@observablehq/plot';
import { duration } from '../words.js';
import { countTicks, durationTicks } from './axis-ticks.js';
import type { BandRow, BandsChart, BandsPanel } from './bands-chart.js';
import { type Figure, innerWidth, type Panel } from './figure.js';
import { shortDuration } from './head.js';
import type { LegendEntry } from './legend.js';
import type { Pen } from './look.js';
import { axisX, axisY, axisYWidth, hints, NAMED_MARGIN_TOP, pointerSurface } from './marks.js';
import { fitted } from './text-size.js';

/** When each restart came, and how long the wait before it was, over all runs. */
export function bandsFigure({ head, durationMs, runs, panels }: BandsChart, pen: Pen): Figure {
  if (panels.length === 0) return { head, legend: [], patterns: [], panels: [] };
  const legend: LegendEntry[] = [
    { sign: 'block', label: '5 % to 95 % of runs', tone: 'blue', fill: pen.colors.paleBlue, share: 0.8 },
    { sign: 'dot', label: 'median', tone: 'blue', symbol: 'circle', filled: 'full' },
    { sign: 'line', label: 'backoff', tone: 'vermilion', dash: 'none' },
  ];
  return {
    head,
    legend,
    patterns: [],
    panels: panels.flatMap((panel) => [startsPanel(panel, durationMs, runs, pen), delaysPanel(panel, runs, pen)]),
  };
}

function startsPanel({ name, restarts }: BandsPanel, durationMs: number, runs: number, pen: Pen): Panel {
  const { colors, hover } = pen;
  const width = innerWidth(pen);
  const last = restarts.at(-1)?.restart ?? 1;
  const height = Math.max(166, Math.min(336, last * 18 + 76));
  const vertical = {
    ticks: countTicks(last, Math.floor((height - 16) / 26)).filter((tick) => tick > 0),
    format: String,
  };
  const marginLeft = axisYWidth(vertical);
  const half = Math.min(5, (height - 76) / (last + 1) / 2.4);
  const ticks = durationTicks(durationMs, Math.max(2, Math.floor((width - marginLeft - 16) / 64)));
  const told = (row: BandRow): string => startText(row, runs);
  return {
    heading: `When each restart of ${fitted(name, width * 0.6, 13)} came`,
    height,
    options: {
      marginTop: NAMED_MARGIN_TOP,
      marginBottom: 30,
      marginLeft,
      marginRight: 16,
      x: { domain: [0, durationMs] },
      y: { domain: [0.3, last + 0.7] },
      marks: [
        ...axisX({ ticks, format: (ms) => duration(ms / 1_000) }, pen),
        ...axisY(vertical, pen, 'restart'),
        Plot.ruleY(restarts, {
          x1: ({ startMs }: BandRow) => startMs.min,
          x2: ({ startMs }: BandRow) => startMs.max,
          y: 'restart',
          stroke: colors.blue,
        }),
        Plot.rect(restarts, {
          x1: ({ startMs }: BandRow) => startMs.p5,
          x2: ({ startMs }: BandRow) => startMs.p95,
          y1: 'restart',
          y2: 'restart',
          insetTop: -half,
          insetBottom: -half,
          fill: colors.paleBlue,
          stroke: colors.blue,
          ...(hover === 'titles' ? { title: told } : {}),
        }),
        Plot.dot(restarts, {
          x: ({ startMs }: BandRow) => startMs.p50,
          y: 'restart',
          r: Math.min(3, half),
          fill: colors.blue,
        }),
        ...pointerSurface(pen),
        ...hints(
          restarts.map((row) => ({ x: row.startMs.p50, y: row.restart, text: told(row) })),
          'xy',
          pen,
        ),
      ],
    },
  };
}

function delaysPanel({ name, restarts }: BandsPanel, runs: number, pen: Pen): Panel {
  const { colors, hover } = pen;
  const width = innerWidth(pen);
  const height = 246;
  const last = restarts.at(-1)?.restart ?? 1;
  const top = Math.max(1_000, ...restarts.map(({ delayMs, backoffMs }) => Math.max(delayMs.max, backoffMs)));
  const vertical = { ticks: durationTicks(top, 6), format: (ms: number) => duration(ms / 1_000) };
  const marginLeft = axisYWidth(vertical);
  const inside = width - marginLeft - 16;
  const half = Math.min(7, (inside / (last + 1)) * 0.32);
  const told = (row: BandRow): string => delayText(row, runs);
  return {
    heading: `The wait before each restart of ${fitted(name, width * 0.6, 13)}`,
    height,
    options: {
      marginTop: NAMED_MARGIN_TOP,
      marginBottom: 40,
      marginLeft,
      marginRight: 16,
      x: { domain: [0.5, last + 0.5] },
      y: { domain: [0, top] },
      marks: [
        ...axisY(vertical, pen, 'wait'),
        Plot.ruleY(restarts, {
          x1: ({ restart }: BandRow) => restart - 0.46,
          x2: ({ restart }: BandRow) => restart + 0.46,
          y: 'backoffMs',
          stroke: colors.vermilion,
          strokeWidth: 2,
        }),
        Plot.ruleX(restarts, {
          x: 'restart',
          y1: ({ delayMs }: BandRow) => delayMs.min,
          y2: ({ delayMs }: BandRow) => delayMs.max,
          stroke: colors.blue,
        }),
        Plot.rect(restarts, {
          x1: 'restart',
          x2: 'restart',
          insetLeft: -half,
          insetRight: -half,
          y1: ({ delayMs }: BandRow) => delayMs.p5,
          y2: ({ delayMs }: BandRow) => delayMs.p95,
          fill: colors.paleBlue,
          stroke: colors.blue,
          ...(hover === 'titles' ? { title: told } : {}),
        }),
        Plot.dot(restarts, {
          x: 'restart',
          y: ({ delayMs }: BandRow) => delayMs.p50,
          r: Math.min(3, half),
          fill: colors.blue,
        }),
        ...axisX(
          { ticks: countTicks(last, Math.max(1, Math.floor(inside / 44))).filter((tick) => tick > 0), format: String },
          pen,
          'restart',
        ).slice(1),
        ...pointerSurface(pen),
        ...hints(
          restarts.map((row) => ({ x: row.restart, y: row.delayMs.p50, text: told(row) })),
          'x',
          pen,
        ),
      ],
    },
  };
}

function startText({ restart, runs: had, startMs: { min, p5, p50, p95, max } }: BandRow, runs: number): string {
  return [
    `restart ${restart}, in ${had} of ${runs} runs`,
    `median ${shortDuration(p50)}, 5 % ${shortDuration(p5)}, 95 % ${shortDuration(p95)}`,
    `range ${shortDuration(min)} to ${shortDuration(max)}`,
  ].join('\n');
}

function delayText(
  { restart, runs: had, backoffMs, delayMs: { min, p5, p50, p95, max } }: BandRow,
  runs: number,
): string {
  return [
    `before restart ${restart}, in ${had} of ${runs} runs: backoff ${shortDuration(backoffMs)}`,
    `median ${shortDuration(p50)}, 5 % ${shortDuration(p5)}, 95 % ${shortDuration(p95)}`,
    `range ${shortDuration(min)} to ${shortDuration(max)}`,
  ].join('\n');
}

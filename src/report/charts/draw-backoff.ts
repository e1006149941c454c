import * as Plot from '@observablehq/plot';
import { duration } from '../words.js';
import { countTicks, durationTicks } from './axis-ticks.js';
import type { BackoffChart, BackoffPanel, Wait, WaitSort } from './backoff-chart.js';
import { type Figure, innerWidth, type Panel } from './figure.js';
import { shortDuration } from './head.js';
import type { LegendEntry } from './legend.js';
import type { Pen } from './look.js';
import { axisX, axisY, axisYWidth, hints, pointerSurface } from './marks.js';
import type { ToneName } from './palette.js';
import { fitted, textWidth } from './text-size.js';

interface Sign {
  readonly label: string;
  readonly tone: ToneName;
  readonly symbol: Plot.SymbolType;
  readonly filled: 'full' | 'hollow';
}

/** Shape, filling and colour, each enough to tell them apart. */
const SIGNS: Readonly<Record<Exclude<WaitSort, 'waiting'>, Sign>> = {
  waited: { label: 'waited out', tone: 'blue', symbol: 'circle', filled: 'full' },
  free: { label: 'free: no backoff yet', tone: 'blue', symbol: 'circle', filled: 'hollow' },
  reset: { label: 'reset: entry expired or collected', tone: 'green', symbol: 'diamond', filled: 'full' },
  probe: { label: 'killed by a probe: no wait', tone: 'purple', symbol: 'triangle', filled: 'hollow' },
  forgotten: { label: 'entry forgotten', tone: 'orange', symbol: 'square', filled: 'full' },
  failed: { label: 'after a failed start', tone: 'grey', symbol: 'times', filled: 'hollow' },
};

const LABEL_SIZE = 11;

/** Stairs of the steps in force, and a sign for every wait. */
export function backoffFigure({ head, panels }: BackoffChart, pen: Pen): Figure {
  const sorts = new Set(panels.flatMap(({ waits }) => waits.map(({ sort }) => sort)));
  const signs = Object.entries(SIGNS).filter(([sort]) => sorts.has(sort as WaitSort));
  if (panels.length === 0) return { head, legend: [], patterns: [], panels: [] };
  const legend: LegendEntry[] = [
    { sign: 'block', label: 'backoff in force', tone: 'vermilion', fill: pen.colors.paleVermilion, share: 0.8 },
    ...signs.map(([, sign]): LegendEntry => ({ sign: 'dot', ...sign })),
  ];
  if (sorts.has('waiting'))
    legend.push({ sign: 'block', label: 'still waiting', tone: 'vermilion', fill: 'none', share: 0.8 });
  return { head, legend, patterns: [], panels: panels.map((panel) => waitsPanel(panel, panels.length, pen)) };
}

function waitsPanel({ name, waits }: BackoffPanel, panels: number, pen: Pen): Panel {
  const { colors, hover } = pen;
  const width = innerWidth(pen);
  const height = panels === 1 ? Math.round(Math.min(400, Math.max(240, width * 0.46))) : 190;
  const top = Math.max(1_000, ...waits.map(({ backoffMs, delayMs = 0 }) => Math.max(backoffMs, delayMs)));
  const vertical = {
    ticks: durationTicks(top, Math.max(5, Math.floor(height / 48))),
    format: (ms: number) => duration(ms / 1_000),
  };
  const last = waits.at(-1)?.restart ?? 1;
  const first = waits[0]?.restart ?? 1;
  const marginLeft = axisYWidth(vertical);
  const inside = width - marginLeft - 12;
  const perWait = inside / Math.max(1, last - first + 1);
  const horizontal = {
    ticks: countTicks(last, Math.max(1, Math.floor(inside / 44))).filter((tick) => tick >= first),
    format: String,
  };
  const settled = waits.filter(({ sort }) => sort !== 'waiting');
  const steps = { x1: ({ restart }: Wait) => restart - 0.5, x2: ({ restart }: Wait) => restart + 0.5 };
  const named = waits.filter((wait, at) => {
    const news = wait.backoffMs > 0 && wait.backoffMs !== waits[at - 1]?.backoffMs;
    return news && textWidth(shortDuration(wait.backoffMs), LABEL_SIZE) <= perWait;
  });
  const signOf = ({ sort }: Wait): Sign => SIGNS[sort === 'waiting' ? 'waited' : sort];
  return {
    heading: `Wait before each restart of ${fitted(name, width * 0.6, 13)}`,
    height,
    options: {
      marginTop: 22,
      marginBottom: 40,
      marginLeft,
      marginRight: 12,
      x: { domain: [first - 0.5, last + 0.5] },
      y: { domain: [0, top] },
      marks: [
        ...axisY(vertical, pen),
        Plot.rect(settled, {
          ...steps,
          y1: 0,
          y2: 'backoffMs',
          fill: colors.paleVermilion,
          shapeRendering: 'crispEdges',
        }),
        Plot.rect(
          waits.filter(({ sort }) => sort === 'waiting'),
          {
            ...steps,
            y1: 0,
            y2: 'backoffMs',
            fill: 'none',
            stroke: colors.vermilion,
            strokeDasharray: '3 3',
            insetLeft: 1,
            insetRight: 1,
          },
        ),
        Plot.ruleY(settled, { ...steps, y: 'backoffMs', stroke: colors.vermilion, strokeWidth: 2 }),
        Plot.link(
          settled.filter(({ delayMs, backoffMs }) => Math.abs((delayMs ?? 0) - backoffMs) > top / 100),
          {
            x: 'restart',
            y1: 'backoffMs',
            y2: 'delayMs',
            stroke: colors.muted,
          },
        ),
        Plot.dot(settled, {
          x: 'restart',
          y: 'delayMs',
          r: perWait < 14 ? 3 : 4.5,
          symbol: (wait: Wait) => signOf(wait).symbol,
          fill: (wait: Wait) => (signOf(wait).filled === 'full' ? colors[signOf(wait).tone] : colors.paper),
          stroke: (wait: Wait) => colors[signOf(wait).tone],
          strokeWidth: 1.5,
          ...(hover === 'titles' ? { title: 'text' } : {}),
        }),
        Plot.text(named, {
          x: 'restart',
          y: ({ backoffMs, delayMs = 0 }: Wait) => Math.max(backoffMs, delayMs),
          dy: -12,
          text: ({ backoffMs }: Wait) => shortDuration(backoffMs),
          fontSize: LABEL_SIZE,
          fill: colors.ink,
          stroke: colors.paper,
          strokeWidth: 3,
        }),
        ...axisX(horizontal, pen, 'restart').slice(1),
        ...pointerSurface(pen),
        ...hints(
          waits.map(({ restart, delayMs, backoffMs, text }) => ({ x: restart, y: delayMs ?? backoffMs, text })),
          'x',
          pen,
        ),
      ],
      symbol: { type: 'identity' } as never,
    },
  };
}

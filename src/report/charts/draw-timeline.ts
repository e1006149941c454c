import * as Plot from '@observablehq/plot';
import { duration } from '../words.js';
import { durationTicks } from './axis-ticks.js';
import { type Figure, innerWidth } from './figure.js';
import { shortDuration } from './head.js';
import type { LegendEntry } from './legend.js';
import type { Pen } from './look.js';
import { axisX, type Hint, hints, pointerSurface } from './marks.js';
import { byLook, SHARE_OF_ROW, statusLook } from './status-looks.js';
import { fitted, textWidth } from './text-size.js';
import { Textures } from './textures.js';
import { rowText, spanText, type TimelineChart, type TimelineRow } from './timeline-chart.js';

const BAR = 22;
const GAP = 12;
/** Ticks of starts stand out above their bars. */
const ABOVE = 4;
const LABEL = 17;
const LABEL_SIZE = 12;
const LENGTH_SIZE = 10.5;
const HINTS = 400;
/** Names that need more of the width than this stand above their bars. */
const MOST_NAME_SHARE = 0.22;

interface Bar {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
  readonly word: string;
  /** How long it lasted, where that is worth saying: how long something waits. */
  readonly length: string | undefined;
  readonly text: string;
}

/** Bars along time: what runs stands tall, what waits lies low with how long it lasts above. */
export function timelineFigure({ head, durationMs, rows }: TimelineChart, pen: Pen): Figure {
  const { colors, hover } = pen;
  const width = innerWidth(pen);
  const widest = Math.max(0, ...rows.map(({ name }) => textWidth(name, LABEL_SIZE)));
  const beside = widest <= width * MOST_NAME_SHARE;
  const marginLeft = beside ? Math.ceil(widest) + 10 : 6;
  const marginRight = 16;
  const top = beside ? 0 : LABEL;
  const pitch = top + BAR + GAP;
  const height = ABOVE + rows.length * pitch + 30;
  const inside = width - marginLeft - marginRight;
  const textures = new Textures(pen);
  const floorOf = (row: number): number => ABOVE + row * pitch + top + BAR;
  const bars = rows.flatMap((row, at) => barsOf(row, floorOf(at)));
  const starts = rows.flatMap(({ startsMs }, row) => startsMs.map((x) => ({ x, floor: floorOf(row) })));
  const roomy = bars.filter(({ x1, x2, length }) => {
    return length !== undefined && textWidth(length, LENGTH_SIZE) + 6 <= ((x2 - x1) / durationMs) * inside;
  });
  const most = Math.max(2, Math.floor(inside / 64));
  const words = [...new Set(bars.map(({ word }) => word))].sort(byLook);
  return {
    head,
    legend: [...words.map((word) => entryOf(word, textures)), ...(starts.length > 0 ? [START] : [])],
    patterns: textures.patterns,
    panels: [
      {
        heading: undefined,
        height,
        options: {
          margin: 0,
          marginLeft,
          marginRight,
          marginBottom: 30,
          x: { domain: [0, durationMs] },
          y: { domain: [0, height - 30], range: [0, height - 30], axis: null },
          marks: [
            ...axisX({ ticks: durationTicks(durationMs, most), format: (ms) => duration(ms / 1_000) }, pen),
            Plot.ruleY(
              rows.map((_, row) => floorOf(row)),
              { stroke: colors.grid },
            ),
            Plot.rect(bars, {
              x1: 'x1',
              x2: 'x2',
              y1: 'y1',
              y2: 'y2',
              fill: ({ word }: Bar) => textures.fill(statusLook(word)),
              stroke: ({ word }: Bar) => colors[statusLook(word).tone],
              strokeWidth: 0.75,
              ...(hover === 'titles' ? { title: 'text' } : {}),
            }),
            Plot.ruleX(starts, {
              x: 'x',
              y1: ({ floor }) => floor - BAR - 3,
              y2: 'floor',
              stroke: colors.ink,
              strokeWidth: 1.25,
            }),
            Plot.text(roomy, {
              x: ({ x1, x2 }: Bar) => (x1 + x2) / 2,
              y: 'y1',
              dy: -7,
              text: 'length',
              fontSize: LENGTH_SIZE,
              fill: colors.muted,
              stroke: colors.paper,
              strokeWidth: 3,
            }),
            Plot.text(rows, {
              x: () => 0,
              y: (_, row: number) => (beside ? floorOf(row) - BAR / 2 : floorOf(row) - BAR - 10),
              dx: beside ? -8 : 0,
              textAnchor: beside ? 'end' : 'start',
              text: ({ name }) => fitted(name, beside ? marginLeft : inside, LABEL_SIZE),
              fontSize: LABEL_SIZE,
              fill: colors.ink,
              stroke: colors.paper,
              strokeWidth: 3,
              ...(hover === 'titles' ? { title: rowText } : {}),
            }),
            ...pointerSurface(pen),
            ...hints(hintsOf(bars, durationMs), 'xy', pen),
          ],
        },
      },
    ],
  };
}

/** Where starts are too many to be drawn, a bar goes on through them, and its length is that of no wait. */
function barsOf(row: TimelineRow, floor: number): readonly Bar[] {
  const crowded = row.starts > row.startsMs.length;
  return row.spans.map((span): Bar => {
    const [x1, x2, word] = span;
    const { rank } = statusLook(word);
    const length = rank === 'waiting' && !crowded ? shortDuration(x2 - x1) : undefined;
    return { x1, x2, y1: floor - BAR * SHARE_OF_ROW[rank], y2: floor, word, length, text: spanText(row.name, span) };
  });
}

const START = { sign: 'tick', label: 'start', tone: 'ink' } as const;

function entryOf(word: string, textures: Textures): LegendEntry {
  const look = statusLook(word);
  return { sign: 'block', label: word, tone: look.tone, fill: textures.fill(look), share: SHARE_OF_ROW[look.rank] };
}

/** Points all along the bars, so that the nearest one lies in the bar that is pointed at. */
function hintsOf(bars: readonly Bar[], durationMs: number): readonly Hint[] {
  const stepMs = durationMs / HINTS;
  return bars.flatMap(({ x1, x2, y2, text }) => {
    const points = Math.max(1, Math.floor((x2 - x1) / stepMs));
    return Array.from({ length: points }, (_, point) => ({
      x: x1 + ((point + 0.5) * (x2 - x1)) / points,
      y: y2 - BAR / 2,
      text,
    }));
  });
}

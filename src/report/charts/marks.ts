import * as Plot from '@observablehq/plot';
import type { Pen } from './look.js';
import { textWidth } from './text-size.js';

const SIZE = 12;

/** One axis of numbers: where it is marked, and how the marks read. */
export interface Axis {
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
}

/** The horizontal axis with its faint lines, and what it measures at its end. */
export function axisX({ ticks, format }: Axis, { colors }: Pen, label: string | null = null): Plot.Markish[] {
  return [
    Plot.gridX(ticks, { stroke: colors.grid, strokeOpacity: 1 }),
    Plot.axisX(ticks, {
      tickFormat: format,
      fontSize: SIZE,
      fill: colors.muted,
      stroke: colors.muted,
      tickSize: 4,
      label,
      labelAnchor: 'right',
      labelArrow: 'none',
    }),
  ];
}

/** The vertical axis with its faint lines, and what it measures above it: that takes {@link NAMED_MARGIN_TOP}. */
export function axisY({ ticks, format }: Axis, { colors }: Pen, label: string | null = null): Plot.Markish[] {
  return [
    Plot.gridY(ticks, { stroke: colors.grid, strokeOpacity: 1 }),
    Plot.axisY(ticks, {
      tickFormat: format,
      fontSize: SIZE,
      fill: colors.muted,
      tickSize: 0,
      label,
      labelAnchor: 'top',
      labelArrow: 'none',
    }),
  ];
}

/** Room above the axes for the name of the vertical one. */
export const NAMED_MARGIN_TOP = 24;

/** How much room the marks of a vertical axis need. */
export function axisYWidth({ ticks, format }: Axis): number {
  return Math.ceil(Math.max(...ticks.map((tick) => textWidth(format(tick), SIZE))) + 8);
}

/** A surface that notices the pointer wherever it is over the axes. */
export function pointerSurface({ hover }: Pen): Plot.Markish[] {
  return hover === 'tips' ? [Plot.frame({ stroke: 'none', fill: 'none', pointerEvents: 'all' })] : [];
}

/** A text that appears at the pointer, one part a line. */
export interface Hint {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** Tells on hovering what is nearest: with a line across for `x`, at the very point for `xy`. */
export function hints(data: readonly Hint[], nearest: 'x' | 'xy', { hover, colors }: Pen): Plot.Markish[] {
  if (hover !== 'tips') return [];
  const point = nearest === 'x' ? Plot.pointerX : Plot.pointer;
  const tip = {
    x: 'x',
    y: 'y',
    title: 'text',
    fill: colors.paper,
    stroke: colors.muted,
    fontSize: SIZE,
    lineHeight: 1.35,
  } as const;
  return [
    ...(nearest === 'x'
      ? [Plot.ruleX(data, Plot.pointerX({ x: 'x', stroke: colors.muted, strokeDasharray: '2 3' }))]
      : []),
    Plot.tip(data, point({ ...tip, maxRadius: 60, lineWidth: 40, textPadding: 8 })),
  ];
}

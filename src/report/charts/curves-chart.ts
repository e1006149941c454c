import type { Run } from '../../analysis/run.js';
import { counted, duration } from '../words.js';
import { alike, alikeName, containersOf } from './containers.js';
import { type ChartHead, type ChartTerms, termsText } from './head.js';
import { MOST_LINES } from './palette.js';

/** How often something had restarted by when; it stays at a count until the next point. */
export interface Curve {
  readonly name: string;
  readonly points: readonly CurvePoint[];
}

export interface CurvePoint {
  readonly atMs: number;
  readonly count: number;
}

/** Restarts over time: of containers, or of one container under several policies. */
export interface CurvesChart {
  readonly kind: 'curves';
  readonly head: ChartHead;
  readonly durationMs: number;
  readonly curves: readonly Curve[];
}

/** More points than a wide screen has columns tell nothing more. */
const MOST_POINTS = 1_200;

/** Restarts over time, a line a container; containers that do the same are one line. */
export function restartsChart(run: Run, terms: ChartTerms): CurvesChart {
  const all = containersOf(run).map(({ name, container }) => ({
    name,
    points: container.attempts
      .filter(({ attempt }) => attempt > 0)
      .map(({ attempt, startedAtSeconds }) => ({ atMs: Math.round(startedAtSeconds * 1_000), count: attempt })),
  }));
  const groups = alike(all, ({ points }) => points.map(({ atMs }) => atMs).join());
  const ranked = groups.toSorted((a, b) => b.item.points.length - a.item.points.length);
  const shown = ranked.slice(0, MOST_LINES);
  const hidden = ranked.slice(MOST_LINES).reduce((sum, { count }) => sum + count, 0);
  const total = all.reduce((sum, { points }) => sum + points.length, 0);
  const notes = hidden === 0 ? [] : [`Left out: ${counted(hidden, 'container')} with as many restarts or fewer.`];
  const { scenario, durationMs } = terms;
  const within = duration(durationMs / 1_000);
  return {
    kind: 'curves',
    head: { title: `${scenario}: ${counted(total, 'restart')} in ${within}`, subtitle: termsText(terms), notes },
    durationMs,
    curves: shown.map(({ item, count }) => ({ name: alikeName(item.name, count), points: thinned(item.points) })),
  };
}

/**
 * Restarts over time by policy, in one picture.
 *
 * @param curves a line each, in the order of the legend; points in order of time, counts not falling
 */
export function policiesChart(head: ChartHead, durationMs: number, curves: readonly Curve[]): CurvesChart {
  const shown = curves.slice(0, MOST_LINES);
  const hidden = curves.length - shown.length;
  const notes = hidden === 0 ? head.notes : [...head.notes, `Left out: ${counted(hidden, 'more line')}.`];
  return {
    kind: 'curves',
    head: { ...head, notes },
    durationMs,
    curves: shown.map(({ name, points }) => ({ name, points: thinned(points) })),
  };
}

/** Every so many points, and the last. */
function thinned(points: readonly CurvePoint[]): readonly CurvePoint[] {
  const every = Math.ceil(points.length / MOST_POINTS);
  return every <= 1 ? points : points.filter((_, at) => at % every === 0 || at === points.length - 1);
}

/** How many there had been by an instant. */
export function countAt({ points }: Curve, atMs: number): number {
  return points.findLast((point) => point.atMs <= atMs)?.count ?? 0;
}

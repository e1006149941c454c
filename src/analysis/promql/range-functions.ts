import { SECOND_MS } from '../../time/units.js';
import type { RangeFunction } from './expression.js';
import type { Window } from './window.js';

/** What each function gives for the samples of a window that has any; NaN: nothing. */
export const RANGE_FUNCTION: Readonly<Record<RangeFunction, (window: Window) => number>> = {
  rate: (window) => extrapolated(window, 'counter', window.rangeMs / SECOND_MS),
  increase: (window) => extrapolated(window, 'counter'),
  delta: (window) => extrapolated(window, 'gauge'),
  changes: (window) => steps(window, (before, value) => before !== value),
  resets: (window) => steps(window, (before, value) => value < before),
  avg_over_time: (window) => sum(window) / count(window),
  min_over_time: (window) => best(window, (value, least) => value < least),
  max_over_time: (window) => best(window, (value, most) => value > most),
  sum_over_time: sum,
  count_over_time: count,
  last_over_time: (window) => window.at(window.last),
  present_over_time: () => 1,
};

function count({ values, first, last }: Window): number {
  let found = 0;
  for (let at = first; at <= last; at += 1) if (!Number.isNaN(values[at])) found += 1;
  return found;
}

function sum(window: Window): number {
  let total = 0;
  for (let at = window.first; at <= window.last; at += 1) {
    const value = window.at(at);
    if (!Number.isNaN(value)) total += value;
  }
  return total;
}

function best(window: Window, beats: (value: number, best: number) => boolean): number {
  let found = window.at(window.first);
  for (let at = window.first + 1; at <= window.last; at += 1) {
    const value = window.at(at);
    if (beats(value, found)) found = value;
  }
  return found;
}

function steps(window: Window, counts: (before: number, value: number) => boolean): number {
  let found = 0;
  let before = window.at(window.first);
  for (let at = window.first + 1; at <= window.last; at += 1) {
    const value = window.at(at);
    if (Number.isNaN(value)) continue;
    if (counts(before, value)) found += 1;
    before = value;
  }
  return found;
}

/** By how much a counter rose, where it fell having begun from zero; or by how much a gauge changed. */
function rise(window: Window, type: 'counter' | 'gauge'): number {
  const { first, last } = window;
  let result = window.at(last) - window.at(first);
  if (type === 'gauge') return result;
  let before = window.at(first);
  for (let at = first + 1; at <= last; at += 1) {
    const value = window.at(at);
    if (Number.isNaN(value)) continue;
    if (value < before) result += before;
    before = value;
  }
  return result;
}

/** A sample farther from the edge of the range than this many average distances is taken for the first, or the last, ever. */
const NEAR = 1.1;

/**
 * The rise between the first and the last sample, stretched to the whole range: Prometheus knows what it sampled, not what
 * happened, so five restarts may count as more than five.
 *
 * The order of operations is Prometheus's, so that the last digits are, too.
 *
 * @source prometheus promql/functions.go extrapolatedRate
 */
function extrapolated(window: Window, type: 'counter' | 'gauge', perSeconds = 1): number {
  const samples = count(window);
  if (samples < 2) return Number.NaN;
  const { first, last, semantics } = window;
  const result = rise(window, type);
  const sampled = (window.instant(last) - window.instant(first)) / SECOND_MS;
  const distance = sampled / (samples - 1);
  const threshold = distance * NEAR;
  const near = (seconds: number): number => (seconds < threshold ? seconds : distance / 2);
  const toStart = (window.instant(first) - window.startMs) / SECOND_MS;
  const toEnd = (window.endMs - window.instant(last)) / SECOND_MS;
  const isRising = type === 'counter' && result > 0 && window.at(first) >= 0;
  const toZero = isRising ? sampled * (window.at(first) / result) : Number.POSITIVE_INFINITY;
  const before = semantics.zeroIsAsked === 'first' ? near(Math.min(toStart, toZero)) : Math.min(near(toStart), toZero);
  return result * ((sampled + before + near(toEnd)) / sampled / perSeconds);
}

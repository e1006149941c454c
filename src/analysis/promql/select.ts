import { MINUTE_MS } from '../../time/units.js';
import type { Labels } from '../metrics/family.js';
import { type Grid, instantAt, placeNotAfter } from '../metrics/grid.js';
import type { Scraped } from '../metrics/scrape.js';
import type { Matcher, RangeCall, Selector } from './expression.js';
import { anchored } from './parse-expression.js';
import { RANGE_FUNCTION } from './range-functions.js';
import type { Semantics } from './semantics.js';
import type { Column } from './vector.js';
import { Window } from './window.js';

/** How old a sample an instant still takes for the present value. */
const LOOKBACK_MS = 5 * MINUTE_MS;

/** What expressions are evaluated over. */
export interface Samples {
  readonly scraped: Scraped;
  readonly evaluations: Grid;
  readonly semantics: Semantics;
}

interface Found {
  readonly labels: Labels;
  readonly values: Float64Array;
}

/** The series that a selector selects, with their samples. */
function found({ scraped }: Samples, { metric, matchers }: Selector): readonly Found[] {
  const tests = matchers.map(matcherTest);
  return scraped.series
    .filter(({ family }) => metric === undefined || family.name === metric)
    .map((series) => ({ labels: { __name__: series.family.name, ...series.labels }, series }))
    .filter(({ labels }) => tests.every((test) => test(labels)))
    .map(({ labels, series }) => ({ labels, values: series.dense(scraped.grid.count) }));
}

function matcherTest({ label, operator, value }: Matcher): (labels: Labels) => boolean {
  const wants = operator === '=' || operator === '=~';
  if (operator === '=' || operator === '!=') return (labels) => ((labels[label] ?? '') === value) === wants;
  const pattern = anchored(value);
  return (labels) => pattern.test(labels[label] ?? '') === wants;
}

/**
 * What each selected series shows at each evaluation: its newest sample, unless that is too old. A series that a scrape did
 * not find is stale from that scrape on.
 */
export function selectInstant(samples: Samples, selector: Selector): readonly Column[] {
  const { evaluations, semantics } = samples;
  const { grid } = samples.scraped;
  const oldestMs = semantics.begin === 'closed' ? LOOKBACK_MS : LOOKBACK_MS - 1;
  return found(samples, selector).map(({ labels, values }) => {
    const shown = new Float64Array(evaluations.count).fill(Number.NaN);
    for (let at = 0; at < evaluations.count; at += 1) {
      const atMs = instantAt(evaluations, at);
      const place = placeNotAfter(grid, atMs);
      if (place >= 0 && atMs - instantAt(grid, place) <= oldestMs) shown[at] = values[place] ?? Number.NaN;
    }
    return { labels, values: shown };
  });
}

/** What a function gives for each selected series at each evaluation; samples are all it knows, so there is no staleness. */
export function selectRange(samples: Samples, call: RangeCall): readonly Column[] {
  const { evaluations, semantics, scraped } = samples;
  const apply = RANGE_FUNCTION[call.function];
  return found(samples, call.selector).map(({ labels, values }) => {
    const window = new Window(scraped.grid, values, call.rangeMs, semantics);
    const given = new Float64Array(evaluations.count).fill(Number.NaN);
    for (let at = 0; at < evaluations.count; at += 1) {
      if (window.moveTo(instantAt(evaluations, at))) given[at] = apply(window);
    }
    const { __name__, ...nameless } = labels;
    return { labels: call.function === 'last_over_time' ? labels : nameless, values: given };
  });
}

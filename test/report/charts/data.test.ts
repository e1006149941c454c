import { describe, expect, it } from 'vitest';
import type { ContainerSpans } from '../../../src/analysis/status-spans.js';
import { countAt, policiesChart } from '../../../src/report/charts/curves-chart.js';
import { heatScale } from '../../../src/report/charts/heat-scale.js';
import { chartPage } from '../../../src/report/charts/page.js';
import { fitted, linesOf, textWidth } from '../../../src/report/charts/text-size.js';
import { timelineChart } from '../../../src/report/charts/timeline-chart.js';
import { CHARTS, chartOf } from '../../support/charts.js';

const TERMS = {
  scenario: 's',
  durationMs: 100_000,
  kubeletVersion: '1.36',
  policy: 'p',
  fidelity: 'exact',
  seed: 'seed 1',
};

/** A container that changes every so many milliseconds, and starts at each second change. */
function restless(name: string, everyMs: number): ContainerSpans {
  const changes = TERMS.durationMs / everyMs;
  const fromMs = Array.from({ length: changes }, (_, at) => at * everyMs);
  const containers = [{ index: 0, name: 'app', type: 'container', image: 'i' }] as const;
  return {
    pod: { index: 0, namespace: 'default', name, uid: name, labels: {}, owner: undefined, containers },
    container: 'app',
    type: 'container',
    spans: fromMs.map((ms, at) => ({ fromMs: ms, untilMs: ms + everyMs, word: at % 2 === 0 ? 'Running' : 'Error' })),
    startsMs: fromMs.filter((_, at) => at % 2 === 0),
  };
}

describe('a timeline', () => {
  it('cuts a wait at every start, however short the run', () => {
    const chart = chartOf('exits-immediately', 'timeline');
    const [row] = chart.kind === 'timeline' ? chart.rows : [];
    const lengths = row?.spans.map(([from, until, word]) => `${word} ${(until - from) / 1_000}`) ?? [];
    expect(lengths.slice(0, 5)).toEqual([10, 20, 40, 80, 160].map((step) => `CrashLoopBackOff ${step}`));
    expect(row?.starts).toBe(11);
  });

  it('keeps to what can be seen, and says what it left out', () => {
    const chart = timelineChart([restless('busy', 10), restless('calm', 10_000)], TERMS);
    const [busy, calm] = chart.rows;
    expect(busy?.spans.length).toBeLessThanOrEqual(600);
    expect(busy?.spans.at(-1)?.[1]).toBeCloseTo(TERMS.durationMs, 6);
    expect([busy?.starts, busy?.startsMs.length, calm?.startsMs.length]).toEqual([5_000, 0, 5]);
    expect(chart.head.notes.join('\n')).toMatch(/600 slices.*\n5 000 starts in crowded rows/);
  });

  it('of many containers shows those that restarted most, in their order', () => {
    const many = Array.from({ length: 30 }, (_, at) => restless(`pod-${at}`, at < 10 ? 50_000 : 10_000));
    const chart = timelineChart(many, TERMS);
    const names = chart.rows.map(({ name }) => name);
    expect(names).toHaveLength(24);
    expect(names).toEqual(names.toSorted((a, b) => Number(a.slice(4)) - Number(b.slice(4))));
    expect(names.filter((name) => Number(name.slice(4)) >= 10)).toHaveLength(20);
    expect(chart.head.notes).toEqual(['Shown are the 24 of 30 containers that restarted most.']);
  });
});

describe('curves', () => {
  it('stay at a count until the next restart', () => {
    const curve = {
      name: 'c',
      points: [
        { atMs: 10, count: 1 },
        { atMs: 30, count: 2 },
      ],
    };
    expect([0, 9, 10, 29, 30, 1_000].map((atMs) => countAt(curve, atMs))).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('keep their end when thinned, and name how many are left out', () => {
    const points = Array.from({ length: 10_000 }, (_, at) => ({ atMs: at, count: at + 1 }));
    const head = { title: 't', subtitle: '', notes: [] };
    const chart = policiesChart(
      head,
      20_000,
      Array.from({ length: 9 }, (_, at) => ({ name: `${at}`, points })),
    );
    expect(chart.curves).toHaveLength(8);
    expect(chart.curves[0]?.points.length).toBeLessThanOrEqual(1_201);
    expect(chart.curves[0]?.points.at(-1)?.count).toBe(10_000);
    expect(chart.head.notes).toEqual(['Left out: 1 more line.']);
  });
});

describe('heat', () => {
  it('gives more colour to more restarts, and every colour to some', () => {
    const counts = [120, 130, 140, 146, 150, 160, 178, 210, 292, 1_442, 8_641];
    const { tones, edges, toneOf } = heatScale(counts);
    const places = counts.map((count) => tones.indexOf(toneOf(count)));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(new Set(places).size).toBe(tones.length);
    expect(edges).toEqual(edges.toSorted((a, b) => a - b));
    expect(toneOf(146)).not.toBe(toneOf(210));
  });

  it('knows one colour for one count', () => {
    expect(heatScale([5, 5, 5]).edges).toEqual([]);
  });
});

describe('texts', () => {
  it('are cut in the middle, and broken at spaces, until they fit', () => {
    expect(fitted('web-1', 200, 12)).toBe('web-1');
    const cut = fitted('recommendationservice-qgzhg89lwm-7rwjp', 120, 12);
    expect(cut).toMatch(/^recom.*….*7rwjp$/);
    expect(textWidth(cut, 12)).toBeLessThanOrEqual(120);
    expect(fitted('anything', 0, 12)).toBe('…');
    expect(linesOf('one two three four', 60, 12).join(' ')).toBe('one two three four');
    for (const line of linesOf('one two three four', 60, 12)) expect(textWidth(line, 12)).toBeLessThanOrEqual(60);
  });
});

describe('a page', () => {
  it('cannot be left by what it holds', () => {
    const chart = CHARTS.policies?.();
    if (chart === undefined) throw new RangeError('no chart');
    const head = { ...chart.head, title: '</script><script>alert(1)</script><!--' };
    const page = chartPage({
      title: head.title,
      theme: 'auto',
      charts: [{ chart: { ...chart, head }, svg: '<svg></svg>' }],
      fonts: { 400: '', 600: '' },
      script: 'draw("</script>")',
    });
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    expect(page).not.toContain('<!--');
    const [, data = ''] = /<script type="application\/json" id="charts">(.*?)<\/script>/s.exec(page) ?? [];
    expect(JSON.parse(data).charts[0].head.title).toBe(head.title);
  });
});

import type { Comparison, SubjectFigures } from '../analysis/compare/compare.js';
import { curvesOf } from '../analysis/compare/curves.js';
import { toSeconds } from '../time/units.js';
import { type CurvesChart, policiesChart } from './charts/curves-chart.js';
import { subjectName } from './compare-cells.js';
import { policyText } from './policy-text.js';
import { duration, grouped } from './words.js';

/** Restarts over the time of the scenario, a line a policy; a picture for each of the first containers. */
export function comparisonCharts(comparison: Comparison, most: number): readonly CurvesChart[] {
  return comparison.subjects.slice(0, most).map((subject) => subjectChart(subject, comparison));
}

function subjectChart(subject: SubjectFigures, comparison: Comparison): CurvesChart {
  const { scenario, ownMs, kubeletVersion, fidelity, seed, runs, rows } = comparison;
  const curves = curvesOf(subject, comparison);
  const counts = curves.map(({ points }) => points.at(-1)?.count ?? 0);
  const [least, highest] = [Math.min(...counts), Math.max(...counts)];
  const range = least === highest ? grouped(least) : `${grouped(least)} to ${grouped(highest)}`;
  const terms = [
    subjectName(subject),
    `kubelet ${kubeletVersion}`,
    fidelity,
    runs > 1 ? `seed ${seed}.0, the first of ${runs}` : `seed ${seed}`,
  ];
  const rules = rows.flatMap(({ policy, rule }) => (rule === undefined ? [] : [`${policy}: ${policyText(rule)}`]));
  const head = {
    title: `${scenario}: ${range} restarts in ${duration(toSeconds(ownMs))}, by policy`,
    subtitle: terms.join(' · '),
    notes: [rules.join(' · ')],
  };
  return policiesChart(head, ownMs, curves);
}

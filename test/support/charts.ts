import { readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { askRestarts } from '../../src/analysis/ask-restarts.js';
import { buildBands } from '../../src/analysis/bands.js';
import { buildRun } from '../../src/analysis/build-run.js';
import { runMany } from '../../src/analysis/many-runs.js';
import { daysOf } from '../../src/cli/charts/days.js';
import { chartsOfRun, type RunChartName } from '../../src/cli/charts/run-charts.js';
import { termsOf } from '../../src/cli/charts/terms.js';
import { simulatePlan } from '../../src/cluster/simulation.js';
import { bandsChart } from '../../src/report/charts/bands-chart.js';
import type { Chart } from '../../src/report/charts/chart.js';
import { policiesChart } from '../../src/report/charts/curves-chart.js';
import { drawChart } from '../../src/report/charts/draw-chart.js';
import type { Theme } from '../../src/report/charts/palette.js';
import type { ChartDocument } from '../../src/report/charts/svg.js';
import { compileScenario, type Overrides } from '../../src/scenario/compile.js';
import { parseScenario } from '../../src/scenario/parse.js';
import { Trace } from '../../src/trace/trace.js';

/** A full node whose containers run one to nine seconds, as a file. */
const FULL_NODE = `apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: full-node}
spec:
  duration: 30m
  kubelet: {fidelity: realistic}
  processes: [{match: {pod: "*"}, attempts: [{run: {uniform: [1s, 9s]}, exit: 1}]}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 30
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: app, image: web}]}}
`;

function compiledOf(name: string, overrides: Overrides): ReturnType<typeof compileScenario> {
  const text = name === 'full-node' ? FULL_NODE : readFileSync(`scenarios/${name}.yaml`, 'utf8');
  return compileScenario(parseScenario(text, { file: `${name}.yaml` }), overrides);
}

/** A chart of one run of a scenario. */
export function chartOf(name: string, chart: RunChartName, overrides: Overrides = {}): Chart {
  const compiled = compiledOf(name, overrides);
  const trace = new Trace();
  simulatePlan(compiled.plan, trace);
  const [made] = chartsOfRun({ compiled, trace, run: buildRun(compiled.plan, trace) }, [chart]);
  if (made === undefined) throw new RangeError(`no chart ${chart}`);
  return made;
}

/** The bands of realistic runs of a scenario. */
export function bandsOf(name: string, runs: number): Chart {
  const { plan } = compiledOf(name, { fidelity: 'realistic' });
  return bandsChart(buildBands(plan, runMany(plan, runs), runs), termsOf(plan));
}

/** Restarts by run time within a day. */
export function daysOfUsual(): Chart {
  const question = askRestarts({ within: '1d' });
  return daysOf({ ...question, withinMs: question.withinMs ?? 0 });
}

/** One container under policies that differ in their cap. */
export function policiesOf(name: string, caps: readonly (readonly [name: string, maxMs: number])[]): Chart {
  const curves = caps.map(([policy, maxMs]) => {
    const choice = { initialMs: Math.min(10_000, maxMs), maxMs, factor: 2 };
    const chart = chartOf(name, 'restarts', { policy: choice });
    return { name: policy, points: chart.kind === 'curves' ? (chart.curves[0]?.points ?? []) : [] };
  });
  const head = { title: `${name}: restarts by policy`, subtitle: 'exact · seed 1', notes: [] };
  return policiesChart(head, 1_800_000, curves);
}

/** One of every kind of chart, and of some twice. */
export const CHARTS: Readonly<Record<string, () => Chart>> = {
  timeline: () => chartOf('needs-database', 'timeline'),
  'timeline-many': () => chartOf('full-node', 'timeline'),
  restarts: () => chartOf('shop', 'restarts'),
  backoff: () => chartOf('sawtooth-330s', 'backoff'),
  'backoff-probe': () => chartOf('liveness-failing', 'backoff'),
  bands: () => bandsOf('exits-immediately', 20),
  policies: () =>
    policiesOf('exits-immediately', [
      ['kubelet 1.36', 300_000],
      ['max 1m', 60_000],
      ['max 58s', 58_000],
      ['max 55s', 55_000],
    ]),
  node: () => chartOf('full-node', 'node'),
  days: daysOfUsual,
};

const { document } = parseHTML('<!doctype html><html><body></body></html>');

/** Draws a chart as a file has it. */
export function drawn(chart: Chart, width: number, theme: Theme): string {
  return drawChart(chart, { document: document as unknown as ChartDocument, width, theme, hover: 'titles', id: 'c0' })
    .outerHTML;
}

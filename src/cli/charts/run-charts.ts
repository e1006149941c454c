import { nodeLoad } from '../../analysis/node-load.js';
import { statusSpans } from '../../analysis/status-spans.js';
import { backoffChart } from '../../report/charts/backoff-chart.js';
import type { Chart } from '../../report/charts/chart.js';
import { restartsChart } from '../../report/charts/curves-chart.js';
import { binFor, nodeChart } from '../../report/charts/node-chart.js';
import { timelineChart } from '../../report/charts/timeline-chart.js';
import type { RunAnswer } from '../run-format.js';
import { termsOf } from './terms.js';

/** Charts of one run, by the name that `--chart` takes. */
const RUN_CHARTS = {
  timeline: ({ trace, compiled }) =>
    timelineChart(statusSpans(trace, compiled.plan.durationMs), termsOf(compiled.plan)),
  restarts: ({ run, compiled }) => restartsChart(run, termsOf(compiled.plan)),
  backoff: ({ run, compiled }) => backoffChart(run, termsOf(compiled.plan)),
  node: ({ run, trace, compiled: { plan } }) => {
    const load = nodeLoad(trace, plan.kubelet.versionName, plan.durationMs, binFor(plan.durationMs));
    return nodeChart(load, run.pods.length, termsOf(plan));
  },
} as const satisfies Readonly<Record<string, (answer: RunAnswer) => Chart>>;

export type RunChartName = keyof typeof RUN_CHARTS;

/** Makes the charts that were asked for of one scenario. */
export function chartsOfRun(answer: RunAnswer, names: readonly RunChartName[]): readonly Chart[] {
  return names.map((name) => RUN_CHARTS[name](answer));
}

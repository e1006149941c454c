import { describe, expect, it } from 'vitest';
import { gridUntil } from '../../../src/analysis/metrics/grid.js';
import { scrape } from '../../../src/analysis/metrics/scrape.js';
import type { Plan } from '../../../src/cluster/plan.js';
import { simulatePlan } from '../../../src/cluster/simulation.js';
import { labelText } from '../../../src/report/openmetrics.js';
import { Trace } from '../../../src/trace/trace.js';
import { at, clusterPlan, daemonSetOf, nodeOf } from '../../support/cluster-plan.js';
import { planOfScenario } from '../../support/detected.js';
import { containerOf, planOf, podOf, runs } from '../../support/plan.js';

/** Each series of a metric by its labels, and its value at every scrape; `.` is not exposed. */
function values(plan: Plan, stepMs: number, metric: string): Readonly<Record<string, string>> {
  const trace = new Trace();
  simulatePlan(plan, trace);
  const grid = gridUntil(plan.durationMs, { firstMs: 0, stepMs });
  const { series } = scrape(trace, { grid, families: new Set([metric]), target: {} });
  return Object.fromEntries(
    series.map((each) => {
      const { namespace: _, uid: __, ...labels } = each.labels;
      const letters = [...each.dense(grid.count)].map((value) => (Number.isNaN(value) ? '.' : String(value)));
      return [labelText(labels), letters.join(' ')];
    }),
  );
}

const crasher = planOf([podOf('web', [containerOf(runs(5_000))])], { durationMs: 90_000 });

describe('kube-state-metrics', () => {
  it('counts restarts, seen at the instant of a scrape as well', () => {
    // Exits at 5 s (free), 10 s (10 s of backoff), 25 s (20 s), 50 s (40 s).
    const at = values(crasher, 5_000, 'kube_pod_container_status_restarts_total');
    expect(at).toEqual({ 'container="app",pod="web"': '0 1 1 1 2 2 2 2 2 3 3 3 3 3 3 3 3 3 4' });
  });

  it('exposes a reason only while it holds', () => {
    const at = values(crasher, 10_000, 'kube_pod_container_status_waiting_reason');
    expect(at).toEqual({ 'container="app",pod="web",reason="CrashLoopBackOff"': '. 1 . 1 1 1 1 1 1 .' });
    const last = values(crasher, 10_000, 'kube_pod_container_status_last_terminated_reason');
    expect(last).toEqual({ 'container="app",pod="web",reason="Error"': '. 1 1 1 1 1 1 1 1 1' });
  });

  it('exposes a phase as five series, of which one is 1', () => {
    const at = values(crasher, 45_000, 'kube_pod_status_phase');
    expect(at).toEqual({
      'phase="Failed",pod="web"': '0 0 0',
      'phase="Pending",pod="web"': '0 0 0',
      'phase="Running",pod="web"': '1 1 1',
      'phase="Succeeded",pod="web"': '0 0 0',
      'phase="Unknown",pod="web"': '0 0 0',
    });
  });

  it('forgets a pod that is deleted, and does not know one before it is there', () => {
    const at = values(planOfScenario('bug-fixed-by-rollout'), 300_000, 'kube_pod_created');
    const seen = Object.values(at).map((text) => text.replaceAll(/\d+/g, 'x').replaceAll(' ', ''));
    expect(seen.some((text) => /^x+\.+$/.test(text))).toBe(true);
    expect(seen.some((text) => /^\.+x+$/.test(text))).toBe(true);
  });

  it('counts a lost node as one that has a daemon pod and should not', () => {
    const plan = clusterPlan({
      workload: daemonSetOf('agent'),
      nodes: [nodeOf('a'), nodeOf('b')],
      actions: [at(30_000, { kind: 'loseNode', node: 'a' }), at(150_000, { kind: 'recoverNode', node: 'a' })],
      durationMs: 180_000,
    });
    const seen = values(plan, 30_000, 'kube_daemonset_status_number_misscheduled');
    expect(seen).toEqual({ 'daemonset="agent"': '0 0 0 1 1 0 0' });
  });

  it('tells init containers and sidecars by metrics of their own', () => {
    const plan = planOfScenario('sidecar-crash');
    const restarts = (infix: string) =>
      Object.keys(values(plan, 60_000, `kube_pod_${infix}_status_restarts_total`)).map((labels) =>
        labels.replace(/,pod=.*/, ''),
      );
    expect(new Set(restarts('container'))).toEqual(new Set(['container="server"', 'container="work"']));
    expect(new Set(restarts('init_container'))).toEqual(new Set(['container="proxy"']));
  });
});

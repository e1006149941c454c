import { describe, expect, it } from 'vitest';
import { readRule } from '../../../src/analysis/detect/alert-rule.js';
import { gridUntil } from '../../../src/analysis/metrics/grid.js';
import { columnsOf, evaluate } from '../../../src/analysis/promql/evaluate.js';
import { parseExpression } from '../../../src/analysis/promql/parse-expression.js';
import { SEMANTICS } from '../../../src/analysis/promql/semantics.js';
import { crashloop } from '../../support/cli.js';
import { detected, PUBLISHED, planOfScenario } from '../../support/detected.js';
import {
  promtool,
  promtoolIsDue,
  promtoolVersion,
  rulesFile,
  rulesTest,
  testFile,
  valuesTest,
} from '../../support/promtool.js';

const MINUTE_MS = 60_000;
/** Longer than any rule waits. */
const LONG = { durationMs: 70 * MINUTE_MS };

/** Scenarios with every kind of trouble, among them such that are none. */
const STORIES = [
  'exits-immediately',
  'bug-fixed-by-rollout',
  'liveness-failing',
  'image-not-found',
  'init-fails',
  'missing-configmap',
  'needs-database',
  'sawtooth-330s',
  'script-as-job',
  'canary-stalls',
  'sidecar-crash',
  'shop',
] as const;

/** Alerts that nobody publishes, for what the published ones leave out. */
const OWN = [
  { name: 'lingers', expr: 'kube_pod_container_status_running == 0', forMs: 0, keepFiringForMs: 2 * MINUTE_MS },
  { name: 'flaps', expr: 'kube_pod_container_status_running == 0', forMs: MINUTE_MS, keepFiringForMs: 0 },
  {
    name: 'both',
    expr: 'changes(kube_pod_status_ready{condition="true"}[20m]) >= 3',
    forMs: 2 * MINUTE_MS,
    keepFiringForMs: 7 * MINUTE_MS,
  },
].map((rule) => readRule({ ...rule, alert: rule.name, about: '' }));

const EXPRESSIONS = [
  'rate(kube_pod_container_status_restarts_total[5m]) * 60 * 5',
  'increase(kube_pod_container_status_restarts_total[90s])',
  'increase(kube_pod_container_status_restarts_total[47s]) > 0',
  'increase(kube_pod_init_container_status_restarts_total[10m])',
  'delta(kube_pod_container_status_running[4m])',
  'changes(kube_pod_container_status_waiting[10m])',
  'resets(kube_pod_container_status_ready[10m])',
  // Prometheus 2 averages step by step, and 3 divides a sum: they differ in the last digits.
  'avg_over_time(kube_pod_container_status_waiting[7m]) > bool 0.4',
  'min_over_time(kube_pod_container_status_ready[3m])',
  'max_over_time(kube_pod_container_status_waiting_reason[5m])',
  'sum_over_time(kube_pod_container_status_waiting_reason{reason=~"Crash.*"}[12m])',
  'count_over_time(kube_pod_container_status_waiting_reason[6m])',
  'last_over_time(kube_pod_container_status_waiting_reason[2m])',
  'present_over_time(kube_pod_container_status_terminated_reason[8m])',
  'kube_pod_container_status_waiting_reason{reason!="CrashLoopBackOff"}',
  'kube_pod_status_phase{phase!~"Running|Succeeded", pod=~".+"} == 1',
  'sum(kube_pod_container_status_restarts_total)',
  'sum by (pod) (kube_pod_status_phase)',
  'max without (uid, phase) (kube_pod_status_phase)',
  'avg by (container) (kube_pod_container_status_ready) > bool 0.45',
  'count by (phase) (kube_pod_status_phase == 1)',
  'topk by (namespace) (1, sum by (namespace, container) (kube_pod_container_status_restarts_total))',
  'bottomk(1, sum by (namespace, container) (kube_pod_container_status_restarts_total % 7))',
  'kube_pod_container_status_waiting + kube_pod_container_status_running * 2',
  'kube_pod_container_status_running / (kube_pod_container_status_restarts_total + 3)',
  '-kube_pod_container_status_restarts_total ^ 2',
  '2 > bool kube_pod_container_status_restarts_total',
  '3 < kube_pod_container_status_restarts_total',
  'kube_pod_container_status_waiting == bool kube_pod_container_status_ready',
  'kube_pod_container_status_waiting == 1 unless on (pod) kube_pod_status_ready{condition="true"} == 1',
  'kube_pod_status_ready{condition="true"} == 1 or kube_pod_status_ready{condition="false"} == 1',
  'kube_pod_container_status_restarts_total * on (namespace, pod) group_left (node) kube_pod_info',
  'kube_pod_info * ignoring (node, created_by_kind, created_by_name, container) group_right kube_pod_container_status_ready',
  'kube_deployment_spec_replicas - kube_deployment_status_replicas_available',
] as const;

it.runIf(promtoolIsDue)('promtool is installed where everything is to be tested', () => {
  expect(promtoolVersion).toBeDefined();
});

const title = promtoolVersion === undefined ? 'promtool (skipped: it is not installed)' : `promtool ${promtoolVersion}`;

function verdict({ ok, output }: ReturnType<typeof promtool>): string {
  return ok ? 'agrees' : output.replaceAll(/\n+/g, '\n').slice(0, 4_000);
}

describe.skipIf(promtoolVersion === undefined)(title, () => {
  it.each([
    { fidelity: 'exact', scrapePhaseMs: 0, tickMs: 30_000 },
    { fidelity: 'realistic', scrapePhaseMs: 10_000, tickMs: 10_000 },
  ] as const)('fires and resolves when we say: $fidelity, first scrape at $scrapePhaseMs ms', (mode) => {
    const { fidelity, scrapePhaseMs, tickMs } = mode;
    const rules = [...PUBLISHED, ...OWN];
    const tests = STORIES.map((name) => {
      const plan = planOfScenario(name, { fidelity, ...LONG });
      const { scraped, detection } = detected(plan, { version: '2', scrapePhaseMs }, rules);
      return rulesTest(scraped, detection, rules, tickMs);
    });
    const files = { 'rules.yml': rulesFile(rules), 'test.yml': testFile(tests) };
    expect(verdict(promtool(['test', 'rules', 'test.yml'], files))).toBe('agrees');
  });

  it('finds the same values to the last digit', () => {
    const evaluations = gridUntil(40 * MINUTE_MS, { firstMs: 0, stepMs: 30_000 });
    const tests = ['needs-database', 'init-fails', 'shop'].map((name) => {
      const plan = planOfScenario(name, { fidelity: 'realistic', durationMs: 40 * MINUTE_MS });
      const { scraped } = detected(plan, { scrapePhaseMs: 20_000 }, []);
      const evaluated = EXPRESSIONS.map((text) => {
        const expression = parseExpression(text);
        const value = evaluate(expression, { scraped, evaluations, semantics: SEMANTICS['2'] });
        return { text, expression, columns: columnsOf(value) };
      });
      return valuesTest(scraped, evaluations, evaluated, 10_000);
    });
    const files = { 'rules.yml': rulesFile([]), 'test.yml': testFile(tests) };
    expect(verdict(promtool(['test', 'rules', 'test.yml'], files))).toBe('agrees');
  });

  it('loads what run -o openmetrics writes, every sample of it', async () => {
    const { stdout } = await crashloop(['run', 'scenarios/needs-database.yaml', '-o', 'openmetrics']);
    const files = { 'run.txt': stdout };
    const { ok, output } = promtool(['tsdb', 'create-blocks-from', 'openmetrics', 'run.txt', 'data'], files);
    expect(ok, output).toBe(true);
    const samples = stdout.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
    expect(output).toMatch(new RegExp(` ${samples} +\\d+ +\\d+ +\\d+\n`));
    // The older text format, which the check knows, names counters in full.
    const older = stdout.replace(/^(# \w+ \w+_restarts)(?= )/gm, '$1_total');
    expect(promtool(['check', 'metrics'], {}, older)).toEqual({ ok: true, output: '' });
  });
});

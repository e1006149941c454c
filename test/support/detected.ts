import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ReadRule, readRule } from '../../src/analysis/detect/alert-rule.js';
import { detectIn, PIPELINE, PROMETHEUS, type PrometheusOptions } from '../../src/analysis/detect/detect.js';
import type { Detection } from '../../src/analysis/detect/detection.js';
import { publishedRules } from '../../src/analysis/detect/published-rules.js';
import { gridUntil } from '../../src/analysis/metrics/grid.js';
import { KUBE_STATE_METRICS, type Scraped, scrape } from '../../src/analysis/metrics/scrape.js';
import type { Plan } from '../../src/cluster/plan.js';
import { simulatePlan } from '../../src/cluster/simulation.js';
import { compileScenario, type Overrides } from '../../src/scenario/compile.js';
import { parseScenario } from '../../src/scenario/parse.js';
import { Trace } from '../../src/trace/trace.js';

const SCENARIOS = resolve(import.meta.dirname, '../../scenarios');

export const PUBLISHED: readonly ReadRule[] = publishedRules().map(readRule);

export function planOfScenario(name: string, overrides: Overrides = {}): Plan {
  const file = resolve(SCENARIOS, `${name}.yaml`);
  return compileScenario(parseScenario(readFileSync(file, 'utf8'), { file }), overrides).plan;
}

export interface Detected {
  readonly plan: Plan;
  readonly trace: Trace;
  readonly detection: Detection;
  readonly scraped: Scraped;
}

/** Runs a plan and asks who would have noticed. */
export function detected(
  plan: Plan,
  prometheus: Partial<PrometheusOptions> = {},
  rules: readonly ReadRule[] = PUBLISHED,
): Detected {
  const trace = new Trace();
  simulatePlan(plan, trace);
  const options = { ...PROMETHEUS, ...prometheus };
  const detection = detectIn(plan, trace, { rules, pipeline: PIPELINE, prometheus: options, windowMs: 300_000 });
  const grid = gridUntil(plan.durationMs, { firstMs: options.scrapePhaseMs, stepMs: options.scrapeMs });
  return { plan, trace, detection, scraped: scrape(trace, { grid, target: KUBE_STATE_METRICS }) };
}

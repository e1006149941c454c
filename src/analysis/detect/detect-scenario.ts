import { simulatePlan } from '../../cluster/simulation.js';
import { compileScenario, type Overrides } from '../../scenario/compile.js';
import type { Scenario } from '../../scenario/scenario.js';
import { Trace } from '../../trace/trace.js';
import { type AlertRule, readRule } from './alert-rule.js';
import { detectIn, PIPELINE, PROMETHEUS, type PrometheusOptions } from './detect.js';
import type { Detection } from './detection.js';
import type { PipelineOptions } from './pipeline.js';
import { publishedRules, RULE_NUMBERS } from './published-rules.js';

/** What to ask; everything left out is as `crashloop detect` has it. */
export interface DetectQuestion extends Overrides {
  /** The published ones by default. */
  readonly rules?: readonly AlertRule[];
  readonly pipeline?: Partial<PipelineOptions>;
  readonly prometheus?: Partial<PrometheusOptions>;
  /** In which time the restarts of a pod are counted. */
  readonly windowMs?: number;
}

/**
 * Runs a scenario to its end, and asks a deploy pipeline and alert rules whether and when they would have noticed.
 *
 * @throws {ScenarioError} when it cannot be run as it is
 * @throws {PromqlError} for an expression that is not evaluated here
 * @example
 * const scenario = parseScenario(text, { file: 'web.yaml' });
 * const { alerts } = detect(scenario, { durationMs: 3_600_000 });
 * console.log(alerts.map(({ rule, firesSeconds }) => [rule, firesSeconds]));
 */
export function detect(scenario: Scenario, question: DetectQuestion = {}): Detection {
  const { rules = publishedRules(), pipeline, prometheus, windowMs, ...overrides } = question;
  const read = rules.map(readRule);
  const { plan } = compileScenario(scenario, overrides);
  const trace = new Trace();
  simulatePlan(plan, trace);
  return detectIn(plan, trace, {
    rules: read,
    pipeline: { ...PIPELINE, ...pipeline },
    prometheus: { ...PROMETHEUS, ...prometheus },
    windowMs: windowMs ?? RULE_NUMBERS.windowMs,
  });
}

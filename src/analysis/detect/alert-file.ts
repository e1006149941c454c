import { issueLog } from '../../scenario/issue-log.js';
import { readDocuments } from '../../scenario/read-yaml.js';
import type { TextFile } from '../../scenario/scenario.js';
import { positionAt, sourceOf } from '../../scenario/source.js';
import { type Spans, spanOf, valueSpan } from '../../scenario/spans.js';
import { treeReader, type Value, type ValueMap } from '../../scenario/tree.js';
import { FAMILIES } from '../metrics/families.js';
import { promDuration } from '../promql/duration.js';
import { metricsOf, PromqlError } from '../promql/expression.js';
import { type ReadRule, readRule } from './alert-rule.js';

/** A rule of a file that is left out. */
export interface LeftOut {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface AlertFile {
  readonly rules: readonly ReadRule[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Reads the alerts of a Prometheus rule file or a PrometheusRule manifest. Rules that record, and alerts on what is not
 * simulated or not evaluated here, are left out with the reason.
 *
 * @throws {ScenarioError} for what is no such file
 */
export function readAlertFile({ file, text }: TextFile): AlertFile {
  const source = sourceOf(file, text);
  const spans: Spans = new Map();
  const log = issueLog();
  const read = treeReader(source, spans, log.report);
  const roots = readDocuments(source, log.report).map(({ root }) => read(root));
  log.throwIfAny();
  const written = roots.flatMap(groupsIn).flatMap((group) => listAt(group, 'rules'));
  const whole = { source, start: 0, end: 0 };
  if (written.length === 0) {
    const hint = 'a rule file has groups, each with rules; a PrometheusRule has them under spec';
    log.report(whole, { code: 'missing-key', message: 'the file has no alert rules', hint });
  }
  const rules: ReadRule[] = [];
  const leftOut: LeftOut[] = [];
  for (const rule of written) {
    const result = ruleOf(rule);
    if (typeof result !== 'string') rules.push(result);
    else {
      const { start } = 'expr' in rule ? valueSpan(spans, rule, 'expr') : spanOf(spans, rule);
      leftOut.push({ ...positionAt(source, start), message: result });
    }
  }
  log.throwIfAny();
  return { rules: distinct(rules), leftOut };
}

function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listAt(map: ValueMap, key: string): readonly ValueMap[] {
  const list = map[key];
  return Array.isArray(list) ? list.filter(isMap) : [];
}

/** Of a rule file, of a PrometheusRule, or of a list of those. */
function groupsIn(document: Value): readonly ValueMap[] {
  if (!isMap(document)) return [];
  const { spec } = document;
  return [
    ...listAt(document, 'groups'),
    ...(isMap(spec) ? listAt(spec, 'groups') : []),
    ...listAt(document, 'items').flatMap(groupsIn),
  ];
}

/** A rule, or why it is left out. */
function ruleOf(written: ValueMap): ReadRule | string {
  const { alert, expr } = written;
  if (typeof alert !== 'string') return 'it records and does not alert';
  if (typeof expr !== 'string' && typeof expr !== 'number') return `${alert}: it has no expr`;
  const forMs = durationAt(written, 'for');
  const keepFiringForMs = durationAt(written, 'keep_firing_for');
  if (forMs === undefined) return `${alert}: for is not a duration such as 15m`;
  if (keepFiringForMs === undefined) return `${alert}: keep_firing_for is not a duration such as 15m`;
  try {
    const about = 'from a rule file';
    const rule = readRule({ name: alert, alert, expr: String(expr).trim(), forMs, keepFiringForMs, about });
    const unknown = [...(metricsOf(rule.expression) ?? [])].filter((metric) => !FAMILIES.has(metric));
    return unknown.length === 0 ? rule : `${alert}: ${unknown.join(', ')} is not simulated`;
  } catch (error) {
    if (!(error instanceof PromqlError)) throw error;
    const part = String(expr).trim().slice(error.start, error.end);
    return `${alert}: ${error.message}: ${part.replace(/\s+/g, ' ')}`;
  }
}

function durationAt(written: ValueMap, key: string): number | undefined {
  const value = written[key];
  if (value === undefined || value === null) return 0;
  return promDuration(String(value));
}

/** Alerts may share a name; what they are called here may not. */
function distinct(rules: readonly ReadRule[]): readonly ReadRule[] {
  const seen = new Map<string, number>();
  return rules.map((rule) => {
    const count = (seen.get(rule.name) ?? 0) + 1;
    seen.set(rule.name, count);
    return count === 1 ? rule : { ...rule, name: `${rule.name}-${count}` };
  });
}

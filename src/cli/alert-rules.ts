import { readAlertFile } from '../analysis/detect/alert-file.js';
import { type AlertRule, type ReadRule, readRule } from '../analysis/detect/alert-rule.js';
import { publishedRules, type RuleNumbers } from '../analysis/detect/published-rules.js';
import { FAMILIES } from '../analysis/metrics/families.js';
import { promDuration } from '../analysis/promql/duration.js';
import { metricsOf, PromqlError } from '../analysis/promql/expression.js';
import { nearest } from '../scenario/nearest.js';
import { type Io, UsageError } from './io.js';

/** What `--rule` calls the deploy pipeline that polls. */
const PIPELINE_RULE = 'pipeline';

/** Which rules the command line asks for. */
export interface RuleFlags {
  readonly rule: readonly string[];
  readonly expr: readonly string[];
  readonly 'rule-file': readonly string[];
}

/** What is asked. */
export interface AskedRules {
  readonly rules: readonly ReadRule[];
  readonly pipeline: boolean;
}

/** All published rules and the pipeline, unless single ones are asked for. @throws {UsageError} */
export function rulesOf(flags: RuleFlags, numbers: RuleNumbers, io: Io): AskedRules {
  const published = publishedRules(numbers);
  const own = [...flags.expr.map(ruleFromFlag), ...flags['rule-file'].flatMap((file) => fromFile(file, io))];
  if (flags.rule.length === 0) {
    return own.length > 0 ? { rules: own, pipeline: false } : { rules: published.map(readRule), pipeline: true };
  }
  const names = [PIPELINE_RULE, ...published.map(({ name }) => name)];
  for (const name of flags.rule) {
    if (names.includes(name)) continue;
    const meant = nearest(name, names);
    const way = meant === undefined ? `the rules are ${names.join(', ')}` : `did you mean ${meant}?`;
    throw new UsageError(`--rule ${name}: there is no such rule\nhint: ${way}`);
  }
  const asked = published.filter(({ name }) => flags.rule.includes(name)).map(readRule);
  return { rules: [...asked, ...own], pipeline: flags.rule.includes(PIPELINE_RULE) };
}

const CLAUSE = /\s+(for|keep_firing_for)\s+(\w+)\s*$/;

/** An expression, and after it `for 5m` and `keep_firing_for 5m`, if it is to hold or to linger. */
function ruleFromFlag(text: string, place: number): ReadRule {
  let expr = text.trim();
  const clauses: Record<string, number> = {};
  for (let found = CLAUSE.exec(expr); found !== null; found = CLAUSE.exec(expr)) {
    const [whole, key = '', words = ''] = found;
    const ms = promDuration(words);
    if (ms === undefined) throw new UsageError(`--expr: ${key} ${words}: this is not a duration such as 15m`);
    clauses[key] = ms;
    expr = expr.slice(0, expr.length - whole.length);
  }
  const name = place === 0 ? 'own' : `own-${place + 1}`;
  const held = { forMs: clauses.for ?? 0, keepFiringForMs: clauses.keep_firing_for ?? 0 };
  return ownRule({ name, alert: '--expr', expr, ...held, about: 'an alert of your own' });
}

function ownRule(rule: AlertRule): ReadRule {
  try {
    const read = readRule(rule);
    for (const metric of metricsOf(read.expression) ?? []) {
      if (FAMILIES.has(metric)) continue;
      const meant = nearest(metric, [...FAMILIES.keys()]);
      const way =
        meant === undefined ? 'crashloop run FILE -o openmetrics shows those that are' : `did you mean ${meant}?`;
      throw new UsageError(`--expr: the metric ${metric} is not simulated\nhint: ${way}`);
    }
    return read;
  } catch (error) {
    if (!(error instanceof PromqlError)) throw error;
    const mark = `${' '.repeat(error.start)}${'^'.repeat(Math.max(1, error.end - error.start))}`;
    throw new UsageError(`--expr: ${error.message}\n${rule.expr}\n${mark}`);
  }
}

function fromFile(file: string, io: Io): readonly ReadRule[] {
  const { rules, leftOut } = readAlertFile({ file, text: io.readFile(file) });
  for (const { line, column, message } of leftOut) {
    io.stderr(`${file}:${line}:${column}: note: this rule is left out; ${message}\n`);
  }
  if (rules.length > 0) return rules;
  throw new UsageError(`${file}: none of its rules can be evaluated here`);
}

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadRule } from '../../src/analysis/detect/alert-rule.js';
import type { DetectedAlert, Detection } from '../../src/analysis/detect/detection.js';
import type { Labels } from '../../src/analysis/metrics/family.js';
import { type Grid, instantAt } from '../../src/analysis/metrics/grid.js';
import type { Scraped } from '../../src/analysis/metrics/scrape.js';
import { type Expression, metricsOf } from '../../src/analysis/promql/expression.js';
import type { Column } from '../../src/analysis/promql/vector.js';
import { labelText } from '../../src/report/openmetrics.js';
import { formatGoDuration } from '../../src/time/go-duration.js';

/** The real promtool's version; undefined where it is not installed. */
export const promtoolVersion: string | undefined = (() => {
  const { stdout, error } = spawnSync('promtool', ['--version'], { encoding: 'utf8' });
  return error === undefined ? (/version ([\d.]+)/.exec(stdout)?.[1] ?? 'unknown') : undefined;
})();

/** Whether it has to be there: where everything is to be tested. */
export const promtoolIsDue = process.env.CI === 'true';

/** Runs promtool in a folder of its own. @returns what it said, and whether it was content */
export function promtool(
  argv: readonly string[],
  files: Readonly<Record<string, string>>,
  input = '',
): { readonly ok: boolean; readonly output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return {
      ok: true,
      output: execFileSync('promtool', argv, { cwd: folder, encoding: 'utf8', input, stdio: 'pipe' }),
    };
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return { ok: false, output: `${stdout}${stderr}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The rules as Prometheus reads them; each alert is called by the name of its rule, since several share one. */
export function rulesFile(rules: readonly ReadRule[]): string {
  const written = rules.map(({ name, expr, forMs, keepFiringForMs }) => ({
    alert: name,
    expr,
    for: `${forMs}ms`,
    ...(keepFiringForMs > 0 && { keep_firing_for: `${keepFiringForMs}ms` }),
  }));
  return JSON.stringify({ groups: [{ name: 'all', rules: written }] });
}

const EVALUATE_MS = 30_000;

/** Values as promtool's tests write them: one each tick, with `_` where there is no scrape and `stale` at an end. */
function valuesText({ grid }: Scraped, values: Float64Array, tickMs: number): string {
  const gap = grid.stepMs / tickMs - 1;
  const words: string[] = grid.firstMs > 0 ? [`_x${grid.firstMs / tickMs}`] : [];
  let wasThere = false;
  for (const value of values) {
    const isThere = !Number.isNaN(value);
    words.push(isThere ? String(value) : wasThere ? 'stale' : '_');
    if (gap > 0) words.push(`_x${gap}`);
    wasThere = isThere;
  }
  return words.join(' ');
}

const seconds = (each: number): string => formatGoDuration(each * 1000);

/** The alerts that fire at an instant, as promtool expects them. */
function firingAt({ subjects }: DetectedAlert, atSeconds: number): readonly { readonly exp_labels: Labels }[] {
  return subjects
    .filter(({ episodes }) =>
      episodes.some(({ firesSeconds, endsSeconds }) => {
        return firesSeconds !== null && firesSeconds <= atSeconds && atSeconds < (endsSeconds ?? Infinity);
      }),
    )
    .map(({ labels }) => ({ exp_labels: labels }));
}

/** The evaluations at which something changes, those just before, and some in between. */
function instants({ subjects }: DetectedAlert, durationSeconds: number): readonly number[] {
  const step = EVALUATE_MS / 1000;
  const changes = subjects.flatMap(({ episodes }) =>
    episodes.flatMap(({ pendingSeconds, firesSeconds, endsSeconds }) => [pendingSeconds, firesSeconds, endsSeconds]),
  );
  const near = changes.flatMap((at) => (at === null ? [] : [at - step, at]));
  const some = Array.from({ length: 10 }, (_, at) => Math.floor((durationSeconds * at) / 10 / step) * step);
  return [...new Set([...near, ...some])].filter((at) => at >= 0 && at <= durationSeconds).sort((a, b) => a - b);
}

/** The series as promtool's tests take them; what no expression reads only costs time. */
function inputSeries(scraped: Scraped, expressions: readonly Expression[], tickMs: number): readonly unknown[] {
  const read = new Set(expressions.flatMap((expression) => [...(metricsOf(expression) ?? [])]));
  return scraped.series
    .filter(({ family }) => read.has(family.name))
    .map((series) => ({
      series: `${series.family.name}{${labelText(series.labels)}}`,
      values: valuesText(scraped, series.dense(scraped.grid.count), tickMs),
    }));
}

/** A test of promtool's that holds when it fires as was detected. */
export function rulesTest(scraped: Scraped, detection: Detection, rules: readonly ReadRule[], tickMs: number): unknown {
  return {
    name: detection.scenario,
    interval: `${tickMs}ms`,
    input_series: inputSeries(
      scraped,
      rules.map(({ expression }) => expression),
      tickMs,
    ),
    alert_rule_test: detection.alerts.flatMap((alert) =>
      instants(alert, detection.durationSeconds).map((at) => ({
        eval_time: seconds(at),
        alertname: alert.rule,
        exp_alerts: firingAt(alert, at),
      })),
    ),
  };
}

/** What an expression gives, at every evaluation. */
export interface Evaluated {
  readonly text: string;
  readonly expression: Expression;
  readonly columns: readonly Column[];
}

/** A test of promtool's that holds when expressions give, to the last digit, what they gave here. */
export function valuesTest(
  scraped: Scraped,
  evaluations: Grid,
  evaluated: readonly Evaluated[],
  tickMs: number,
): unknown {
  const expressions = evaluated.map(({ expression }) => expression);
  const places = Array.from({ length: evaluations.count }, (_, place) => place).filter((place) => place % 7 === 0);
  return {
    interval: `${tickMs}ms`,
    input_series: inputSeries(scraped, expressions, tickMs),
    promql_expr_test: evaluated.flatMap(({ text, columns }) =>
      places.map((place) => ({
        expr: text,
        eval_time: seconds(instantAt(evaluations, place) / 1000),
        exp_samples: columns
          .filter(({ values }) => !Number.isNaN(values[place]))
          .map(({ labels: { __name__ = '', ...labels }, values }) => ({
            labels: `${__name__}{${labelText(labels)}}`,
            value: values[place],
          })),
      })),
    ),
  };
}

/** JSON is YAML, and quicker to write. */
export function testFile(tests: readonly unknown[]): string {
  return JSON.stringify({ rule_files: ['rules.yml'], evaluation_interval: `${EVALUATE_MS}ms`, tests });
}

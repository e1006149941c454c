import { toSeconds } from '../../time/units.js';
import { columnsOf, evaluate } from '../promql/evaluate.js';
import { type Expression, PromqlError } from '../promql/expression.js';
import type { Samples } from '../promql/select.js';
import { type Column, merged, nameless } from '../promql/vector.js';
import type { ReadRule } from './alert-rule.js';
import { type Episode, episodesOf } from './alert-states.js';
import type { DetectedAlert, DetectedSubject } from './detection.js';

/** Since when a pod is well for good; undefined: it is not, or is not known. */
export type WellSince = (namespace: string | undefined, pod: string | undefined) => number | undefined;

/** When a rule is pending and fires, and for whom. @throws {PromqlError} where Prometheus would report an error, too */
export function detectAlert(rule: ReadRule, samples: Samples, wellSince: WellSince): DetectedAlert {
  const columns = columnsOf(evaluate(rule.expression, samples)).map(({ labels, values }) => ({
    labels: nameless(labels),
    values,
  }));
  const distinct = merged(columns, () => {
    throw new PromqlError('the result has several series with the same labels', { start: 0, end: rule.expr.length });
  });
  const subjects = distinct.flatMap((column) => {
    const episodes = episodesOf(samples.evaluations, column.values, rule);
    return episodes.length === 0 ? [] : [subjectOf(column, episodes, wellSince)];
  });
  const fires = subjects.flatMap(({ firesSeconds }) => (firesSeconds === null ? [] : [firesSeconds]));
  return {
    rule: rule.name,
    alert: rule.alert,
    expr: rule.expr,
    forSeconds: toSeconds(rule.forMs),
    keepFiringForSeconds: toSeconds(rule.keepFiringForMs),
    about: rule.about,
    ...reach(rule.expression, samples),
    firesSeconds: fires.length === 0 ? null : fires.reduce((first, each) => Math.min(first, each)),
    subjects: subjects.toSorted((a, b) => (a.firesSeconds ?? Infinity) - (b.firesSeconds ?? Infinity)),
  };
}

function subjectOf({ labels }: Column, episodes: readonly Episode[], wellSince: WellSince): DetectedSubject {
  const firings = episodes.filter(({ firesMs }) => firesMs !== undefined);
  const firesMs = firings[0]?.firesMs;
  const wellMs = wellSince(labels.namespace, labels.pod);
  return {
    labels,
    namespace: labels.namespace ?? null,
    pod: labels.pod ?? null,
    pendingSeconds: toSeconds(episodes[0]?.pendingMs ?? 0),
    firesSeconds: secondsOrNull(firesMs),
    resolvesSeconds: secondsOrNull(firings.at(-1)?.endsMs),
    firings: firings.length,
    gaveUp: episodes.filter((each) => each.firesMs === undefined && each.endsMs !== undefined).length,
    falseAlarm: firesMs !== undefined && wellMs !== undefined && wellMs <= firesMs,
    episodes: episodes.map(({ pendingMs, firesMs: atMs, endsMs }) => ({
      pendingSeconds: toSeconds(pendingMs),
      firesSeconds: secondsOrNull(atMs),
      endsSeconds: secondsOrNull(endsMs),
    })),
  };
}

/** A time as the contract has it: seconds, or null of what never happens. */
export function secondsOrNull(ms: number | undefined): number | null {
  return ms === undefined ? null : toSeconds(ms);
}

/** How far an expression that asks for more than a number got towards it. */
function reach(expression: Expression, samples: Samples): Pick<DetectedAlert, 'threshold' | 'highest'> {
  const none = { threshold: null, highest: null };
  if (expression.kind !== 'binary' || expression.right.kind !== 'number') return none;
  if (expression.operator !== '>' && expression.operator !== '>=') return none;
  let highest: number | null = null;
  for (const { values } of columnsOf(evaluate(expression.left, samples))) {
    for (const value of values) if (!Number.isNaN(value) && value > (highest ?? -Infinity)) highest = value;
  }
  return { threshold: expression.right.value, highest };
}

import { type ExplainOptions, explainText } from '../analysis/explain/explain.js';
import type { ContainerExplanation, Explanation } from '../analysis/explain/explanation.js';
import { formatTimestamp } from '../time/timestamp.js';
import { SECOND_MS, toSeconds } from '../time/units.js';
import { unknownText, whyText } from './explain-words.js';

/** What `explain -o json` prints of one container. Null: not known, or there is none. */
export interface ExplainAnswer {
  readonly pod: string | null;
  readonly container: string | null;
  /** `Running`, or the reason of its wait or its end. */
  readonly state: string | null;
  /** Which end of a run it was, from 1. */
  readonly crash: number | null;
  /** The step in force; 0: the next restart is free. */
  readonly backoffSeconds: number | null;
  /** When it starts next, RFC 3339: not before `from`, as likely before as after `likely`, hardly ever after `until`. */
  readonly nextStart: { readonly from: string; readonly likely: string; readonly until: string } | null;
  readonly why: string;
  /** What is not told, and what was assumed in its place. */
  readonly unknown: readonly string[];
}

/** One answer for one container that matters, else a list, the most urgent first. */
export function explainAnswer({
  containers,
  kubelet,
  podCount,
}: Explanation): ExplainAnswer | readonly ExplainAnswer[] {
  const answers = containers.map((container) => answerOf(container, kubelet));
  const [only] = answers;
  return podCount === 1 && answers.length === 1 && only !== undefined ? only : answers;
}

function answerOf(found: ContainerExplanation, kubelet: Explanation['kubelet']): ExplainAnswer {
  const { outlook, backoffMs } = found;
  const next = outlook.kind === 'restarts' || outlook.kind === 'all-restart' ? outlook.forecast : undefined;
  return {
    pod: found.pod ?? null,
    container: found.container ?? null,
    state: found.state ?? null,
    crash: found.crash ?? null,
    backoffSeconds: backoffMs === undefined ? null : toSeconds(backoffMs),
    nextStart: next === undefined ? null : { ...bounds(next) },
    why: whyText(found, kubelet),
    unknown: found.unknown.map((unknown) => unknownText(unknown, kubelet)),
  };
}

/** Whole seconds, outwards, as nothing in the evidence is finer. */
export function bounds(next: { readonly fromMs: number; readonly likelyMs: number; readonly untilMs: number }): {
  readonly from: string;
  readonly likely: string;
  readonly until: string;
} {
  const until = Math.ceil(next.untilMs / SECOND_MS) * SECOND_MS;
  const likely = Math.round(next.likelyMs / SECOND_MS) * SECOND_MS;
  return { from: formatTimestamp(next.fromMs), likely: formatTimestamp(likely), until: formatTimestamp(until) };
}

/**
 * Says what a pod has been through and when its containers start again, from anything kubectl prints about it: an object
 * (or a list of them) as it is or as JSON or YAML, a page of describe, a table, a row, events.
 *
 * @throws {EvidenceError} when no pod is recognised in it
 * @throws {NoClockError} when it has only ages and neither `nowMs` nor `wallMs` is given
 * @throws {ScenarioError} when the configuration is none
 * @example
 * const { nextStart } = explain(pod, { nowMs: 1_768_046_400_000, version: '1.34' });
 */
export function explain(
  evidence: string | object,
  options: ExplainOptions = {},
): ExplainAnswer | readonly ExplainAnswer[] {
  return explainAnswer(explainText(typeof evidence === 'string' ? evidence : JSON.stringify(evidence), options));
}

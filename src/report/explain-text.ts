import type { ContainerExplanation, Explanation, Outlook } from '../analysis/explain/explanation.js';
import { isVague } from '../analysis/explain/range.js';
import { formatDuration } from '../time/go-duration.js';
import { SECOND_MS } from '../time/units.js';
import { fixText, knownText, narrowText, pastText, resetText } from './explain-advice.js';
import { explainTable } from './explain-table.js';
import { clockTime, eitherOf, isBeyondBackoff, ordinal, roughly, stepText, whyText } from './explain-words.js';
import { wrapped } from './words.js';

/** One line of the answer under its heading. */
type Line = readonly [heading: string, text: string];

const HEADING = 12;
const NARROWEST = 40;

/** The answer for people: of one pod all there is to say, of several one line each. */
export function explainReport(explanation: Explanation, columns: number): string {
  const { podCount, containers } = explanation;
  const width = Math.max(NARROWEST, columns);
  if (podCount > 1) return explainTable(explanation, width);
  return containers.map((container) => whole(container, explanation, width)).join('\n');
}

function whole(container: ContainerExplanation, explanation: Explanation, width: number): string {
  const story = `${titleOf(container)}. ${endText(container, explanation.nowMs)}`.trim();
  const because: Line = ['why', sentence(whyText(container, explanation.kubelet))];
  const all: readonly Line[] = [
    ['next start', nextText(container, explanation)],
    because,
    ['so far', pastText(container)],
    ['backoff', backoffText(container, explanation)],
    ['reset', resetText(container, explanation)],
    ['known', knownText(container, explanation)],
    ['to narrow', narrowText(container)],
    ['a fix', fixText(container, explanation)],
  ];
  // Whatever else is made of a row that contradicts itself says nothing.
  const lines = container.outlook.kind === 'contradictory' ? [because] : all;
  const told = lines
    .filter(([, text]) => text !== '')
    .flatMap(([heading, text]) =>
      wrapped(text, width - HEADING).map((line, at) => `${(at === 0 ? heading : '').padEnd(HEADING)}${line}`),
    );
  return `${[...wrapped(story, width), '', ...told].join('\n')}\n`;
}

/** `Pod web-0`, `The row of pod web-0`. */
function subjectOf({ pod, outlook }: ContainerExplanation): string {
  if (outlook.kind !== 'contradictory' || outlook.contradictions.every(({ kind }) => kind === 'restarts'))
    return pod === undefined ? 'A pod without a name' : `Pod ${pod}`;
  if (outlook.contradictions.every(({ kind }) => kind === 'step'))
    return pod === undefined ? 'The message' : `The message about pod ${pod}`;
  return pod === undefined ? 'The row' : `The row of pod ${pod}`;
}

const TYPES = { container: 'container', init: 'init container', sidecar: 'sidecar' } as const;

function titleOf(explanation: ContainerExplanation): string {
  const { namespace, container, type, state, crash, outlook } = explanation;
  const name = subjectOf(explanation);
  const place = namespace === undefined || namespace === 'default' ? '' : ` in ${namespace}`;
  const part = container === undefined ? '' : `, ${TYPES[type]} ${container}`;
  const shows = state === undefined ? 'does not say what it does' : stateText(state, outlook);
  if (crash === undefined || crash === 0) return `${name}${place}${part} ${shows}`;
  const after =
    outlook.kind === 'runs'
      ? `, after ${crash} ${crash === 1 ? 'crash' : 'crashes'}`
      : ` after its ${ordinal(crash)} crash`;
  return `${name}${place}${part} ${shows}${after}`;
}

function stateText(state: string, outlook: Outlook): string {
  const { kind } = outlook;
  if (kind === 'contradictory')
    return isBeyondBackoff(outlook) ? 'is beyond what a backoff allows' : 'contradicts itself';
  if (kind === 'runs') {
    return outlook.init === undefined
      ? 'is running'
      : `runs its init container ${outlook.init.at} of ${outlook.init.total}, or is about to`;
  }
  if (kind === 'over') return `is over: ${state}`;
  if (kind === 'first-start') return `is not running yet: ${state}`;
  if (state === 'CrashLoopBackOff') return 'waits in CrashLoopBackOff';
  return kind === 'retries' ? `cannot start: ${state}` : `has ended and shows ${state}`;
}

function endText({ end, outlook }: ContainerExplanation, nowMs: number): string {
  if (end === undefined) return '';
  const { at, ranMs, exitCode, reason } = end;
  const subject = outlook.kind === 'runs' ? 'The run before ended' : 'It ended';
  const how = exitCode === undefined ? '' : ` with exit code ${exitCode}`;
  const why = reason === undefined || reason === 'Error' || reason === 'Completed' ? '' : ` (${reason})`;
  const ran = ranMs === undefined ? '' : ` after a run of ${ranMs < SECOND_MS ? 'less than a second' : roughly(ranMs)}`;
  if (at === undefined) return how + ran === '' ? '' : `${subject}${how}${why}${ran}.`;
  const when = isVague(at)
    ? ` between ${clockTime(at.fromMs, nowMs)} and ${clockTime(at.toMs, nowMs)} UTC`
    : ` at ${clockTime(at.fromMs, nowMs)} UTC`;
  return `${subject}${when}${how}${why}${ran}.`;
}

function nextText({ outlook }: ContainerExplanation, { nowMs }: Explanation): string {
  if (outlook.kind === 'over') return 'none';
  if (outlook.kind === 'undated')
    return `within ${roughly(Math.ceil(outlook.withinMs / SECOND_MS) * SECOND_MS)} of when the line was printed, which it does not tell`;
  if (outlook.kind !== 'restarts' && outlook.kind !== 'all-restart') return 'not foreseeable';
  const { fromMs, likelyMs, untilMs } = outlook.forecast;
  const until = Math.ceil(untilMs / SECOND_MS) * SECOND_MS;
  const likely = Math.round(likelyMs / SECOND_MS) * SECOND_MS;
  const aheadMs = likely - nowMs;
  const ahead =
    aheadMs >= SECOND_MS ? `in ${roughly(aheadMs)}` : aheadMs <= -SECOND_MS ? `${roughly(aheadMs)} ago` : 'now';
  const times = [fromMs, until, likely].map((atMs) => clockTime(atMs, nowMs));
  return `between ${times[0]} and ${times[1]} UTC, likely ${times[2]} (${ahead})`;
}

function backoffText({ backoffMs, outlook, unknown }: ContainerExplanation, { kubelet }: Explanation): string {
  if (outlook.kind !== 'restarts' && outlook.kind !== 'runs' && outlook.kind !== 'undated') return '';
  const undecided = unknown.find(({ kind }) => kind === 'step');
  if (undecided?.kind === 'step') return `${eitherOf(undecided.stepsMs.map(stepText))}, which one is not told`;
  if (backoffMs === undefined) return 'not told';
  if (backoffMs === 0) return 'none';
  const { stepsMs } = kubelet;
  const cap = stepsMs.at(-1) ?? 0;
  const [first = 0, second = first] = stepsMs;
  if (backoffMs === cap)
    return `${stepText(cap)}: the cap of ${[first, second].map(formatDuration).join(', ')} … ${formatDuration(cap)}`;
  const other = unknown.find(({ kind }) => kind === 'other-config');
  if (other?.kind === 'other-config') return otherStepText(other);
  const next = stepsMs.find((stepMs) => stepMs > backoffMs);
  return next === undefined
    ? stepText(backoffMs)
    : `${stepText(backoffMs)}; the next crash waits ${formatDuration(next)}`;
}

/** @source kubelet-semantics B5, B29, B31 */
function otherStepText({ stepMs, nextMs }: { readonly stepMs: number; readonly nextMs: number }): string {
  const step = stepText(stepMs);
  if (nextMs === stepMs) return `${step}: only a cap of ${step} makes such a step, so the next crash waits ${step} too`;
  return `${step}, of another configuration; the next crash waits ${stepText(nextMs)}, or ${step} if that is its cap`;
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

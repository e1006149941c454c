import type { ContainerExplanation, Ending, Explanation, Outlook, Unknown } from '../analysis/explain/explanation.js';
import type { StepGuess } from '../analysis/explain/step-guess.js';
import { formatDuration } from '../time/go-duration.js';
import { formatTimestamp } from '../time/timestamp.js';
import { MINUTE_MS, SECOND_MS } from '../time/units.js';
import { counted, grouped } from './words.js';

export type KubeletWords = Explanation['kubelet'];

/** `16:28:05`, with the date when it is not the day of the answer; all in UTC. */
export function clockTime(atMs: number, nowMs: number): string {
  const [stamp, today] = [formatTimestamp(atMs), formatTimestamp(nowMs)];
  const time = stamp.slice(11, 19);
  return stamp.slice(0, 10) === today.slice(0, 10) ? time : `${stamp.slice(0, 10)} ${time}`;
}

/** A duration to the second, as people say it. */
export function roughly(ms: number): string {
  const whole = Math.round(Math.abs(ms) / SECOND_MS) * SECOND_MS;
  return whole === 0 ? '0s' : formatDuration(whole);
}

/** `5m`, `none`. */
export function stepText(ms: number): string {
  return ms === 0 ? 'none' : formatDuration(ms);
}

/** `10s, 20s or 40s`. */
export function eitherOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** `1st`, `2nd`, `17th`. */
export function ordinal(number: number): string {
  const [tens, ones] = [number % 100, number % 10];
  const ending = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][ones] ?? 'th');
  return `${number}${ending}`;
}

const ENDINGS: Readonly<Record<Ending, string>> = {
  'pod-succeeded': 'the pod is done: its containers have ended and are not started again',
  'pod-failed': 'the pod has failed for good: none of its containers is started again',
  'pod-deleted': 'the pod is being deleted: none of its containers is started again',
  deadline: 'activeDeadlineSeconds ends the pod before it would start again',
  policy: 'its restart policy does not start it again after such an end',
  'init-done': 'an init container that has done its work is not started again',
};

/** Why the next start is when it is, or why there is none, in one sentence without a full stop. */
export function whyText({ outlook, crash, end }: ContainerExplanation, kubelet: KubeletWords): string {
  switch (outlook.kind) {
    case 'restarts':
      return `${outlook.isSupposed ? 'if its restart policy starts it again: ' : ''}${restartText(outlook, crash, kubelet)}`;
    case 'all-restart':
      return 'a restart rule starts all containers of the pod anew, in place and without backoff';
    case 'runs':
      if (outlook.init !== undefined) return initText(outlook.init, outlook.guesses);
      return `it runs, and starts again only after it has ended${ifItEnded(outlook.guesses)}${ifItIsKilled(outlook.killedAfterMs)}`;
    case 'first-start':
      return firstStartText(outlook);
    case 'retries':
      if (outlook.what === 'restart') return failedStartsText(kubelet);
      return outlook.what === 'pull' ? pullText(outlook.reason) : startText(outlook.reason, end);
    case 'over':
      return ENDINGS[outlook.because];
    case 'untold':
      return untoldText(outlook.why);
    case 'contradictory':
      return contradictionsText(outlook.contradictions, kubelet);
    case 'undated':
      return `${backoffOf(outlook.stepMs)}, counted from the exit, not from the line; ${retryRule(kubelet, outlook.stepMs ?? kubelet.stepsMs.at(-1) ?? 0)}`;
  }
}

function restartText(
  { forecast, isOverdue }: Extract<Outlook, { kind: 'restarts' }>,
  crash: number | undefined,
  kubelet: KubeletWords,
): string {
  const late = isOverdue ? '; by now that is over: it has started since, or something holds the kubelet up' : '';
  const [likeliest] = forecast.steps;
  const steps = forecast.steps.filter(({ share }) => share >= 0.05).map(({ stepMs }) => stepMs);
  if (likeliest?.stepMs === 0 && steps.length === 1) {
    const free = 'there is no backoff entry';
    return `${crash === 1 ? `the first restart is free: ${free} yet` : `${free} any more, so it starts at once`}${late}`;
  }
  const text = eitherOf(steps.sort((a, b) => a - b).map(stepText));
  if (forecast.collectedShare > 0.5) {
    const reset = formatDuration(kubelet.resetAfterMs);
    return `backoff of ${text}, but the entry is removed ${reset} after the run was admitted, in the middle of the wait${late}`;
  }
  return `backoff of ${text}, counted from the exit; ${retryRule(kubelet, likeliest?.stepMs ?? 0)}${late}`;
}

function firstStartText({ reason, unscheduled }: Extract<Outlook, { kind: 'first-start' }>): string {
  const rest = 'this is no restart, and no backoff holds it';
  if (unscheduled === undefined) return `it has not run yet${reason === undefined ? '' : ` (${reason})`}: ${rest}`;
  const { message = 'why is not told' } = unscheduled;
  return `it has no node yet, so no kubelet has begun with it: ${rest}. The scheduler says: ${message.replace(/\.$/, '')}`;
}

const backoffOf = (stepMs: number | undefined): string =>
  stepMs === undefined ? 'its backoff' : `backoff of ${stepText(stepMs)}`;

/** How much later than the backoff the start comes. @source kubelet-semantics T12 to T15 */
function retryRule({ retry }: KubeletWords, stepMs: number): string {
  if (retry === 'ten-seconds') return 'the kubelet looks again every 10 to 15 s';
  const lateMs = Math.min(stepMs, MINUTE_MS) / 2;
  return `the kubelet looks again up to ${roughly(lateMs)} after it is over`;
}

function ifItEnded(guesses: readonly StepGuess[]): string {
  const total = guesses.reduce((sum, { weight }) => sum + weight, 0);
  const steps = guesses.filter(({ weight }) => weight > total / 10).map(({ stepMs }) => stepMs);
  if (steps.length === 0 || steps.length > 3) return '';
  if (steps.length === 1 && steps[0] === 0) return ': at once, as there is no backoff entry';
  return `: ${eitherOf(steps.map(stepText))} after that, if it ended now`;
}

/** @source kubelet-semantics P17 */
function initText(
  { at, total }: { readonly at: number; readonly total: number },
  guesses: readonly StepGuess[],
): string {
  const next = at < total ? 'the next one' : 'the containers of the pod';
  return `it starts again only after it has failed${ifItEnded(guesses)}; ${next} can start once it has succeeded`;
}

type Contradiction = Extract<Outlook, { kind: 'contradictory' }>['contradictions'][number];

/** Whether nothing but a backoff excludes it. */
export function isBeyondBackoff({ contradictions }: Extract<Outlook, { kind: 'contradictory' }>): boolean {
  return contradictions.every(({ kind }) => kind === 'step' || kind === 'restarts');
}

function contradictionsText(found: readonly Contradiction[], kubelet: KubeletWords): string {
  const texts = found.map((each) => contradictionText(each, kubelet)).join('; ');
  return found.every(({ kind }) => kind === 'restarts') ? texts : `no pod shows this: ${texts}`;
}

function contradictionText(found: Contradiction, kubelet: KubeletWords): string {
  switch (found.kind) {
    case 'more-ready-than-there-are':
      return `${found.ready} of ${found.total} containers cannot be ready`;
    case 'all-ready':
      return `READY ${found.total}/${found.total} says that all containers run, ${found.status} that one does not`;
    case 'end-without-restart':
      return 'kubectl says "(… ago)" only beside restarts, and there are none';
    case 'end-before-pod':
      return 'its newest restart is longer ago than the pod is old';
    case 'init-done':
      return `with ${found.done} of ${found.total} init containers done it is past them`;
    case 'step':
      return `no kubelet waits ${formatDuration(found.stepMs)}: a step is 1s at least and ${formatDuration(found.longestMs)} at most, whatever is configured`;
    case 'restarts': {
      const { restarts, ageMs, most } = found;
      const rule = `the ${kubelet.configIs === 'assumed' ? 'default ' : ''}backoff of ${stepsText(kubelet)}`;
      return `${counted(restarts, 'restart')} in ${roughly(ageMs)}: ${rule} leaves time for ${grouped(most)} at most, even where a probe kills it; so many take a lower cap (--kubelet-config FILE), restarts of the kubelet itself, or a rule that restarts all containers without backoff`;
    }
  }
}

function ifItIsKilled(killedAfterMs: number | undefined): string {
  if (killedAfterMs === undefined) return '';
  return `; a signal ended the run before after ${roughly(killedAfterMs)}, as a failing probe does, and may again`;
}

function pullText(reason: string): string {
  return `its image cannot be pulled (${reason}): pulls are tried again 10s, 20s … 5m after one has failed, not before its crash backoff is over if it has run before, and it starts once one works`;
}

/** One that has run is held back by the backoff of its last exit, which failed starts take further. @source kubelet-semantics D9, D10, T17 */
function startText(reason: string, end: ContainerExplanation['end']): string {
  const when =
    end === undefined
      ? 'every 10 to 15 s (since 1.35 a container of the same pod in crash backoff sets the pace)'
      : 'when its backoff, counted from the last exit, is over; each try takes that a step further';
  return `it cannot be started (${reason}): the kubelet tries again ${when}, and it starts once the cause is gone`;
}

/** @source kubelet-semantics D4, D9 */
function failedStartsText({ stepsMs: [first = 0] }: KubeletWords): string {
  return `it has ended once, and its first restart is free: to wait with 0 restarts, starts must have failed since, at the image or the configuration (${formatDuration(first)} after one, doubled by each); the events tell why, and the next try comes when that wait, counted from the exit, is over. Otherwise no pod shows this`;
}

function untoldText(why: Extract<Outlook, { kind: 'untold' }>['why']): string {
  if (why === 'policy') {
    return 'its first end: with restartPolicy Always it starts again within two seconds, otherwise perhaps never';
  }
  if (why === 'status') return 'the text has no status of its containers';
  return why === 'end' ? 'the text does not tell when it ended' : 'the text does not tell what it does';
}

/** `10s, 20s … 5m`. */
function stepsText({ stepsMs }: KubeletWords): string {
  const [first = 0, second = first] = stepsMs;
  return `${[first, second].map(stepText).join(', ')} … ${stepText(stepsMs.at(-1) ?? 0)}`;
}

/** Something not told, with what was assumed in its place. */
export function unknownText(unknown: Unknown, kubelet: KubeletWords): string {
  switch (unknown.kind) {
    case 'version':
      return `kubelet version: assumed ${unknown.assumed}`;
    case 'config': {
      return `kubelet configuration: assumed the default backoff of ${stepsText(kubelet)}`;
    }
    case 'other-config':
      return `kubelet configuration: ${stepText(unknown.stepMs)} is no step of ${stepsText(kubelet)}`;
    case 'step':
      return `backoff step: ${eitherOf(unknown.stepsMs.map(stepText))}`;
    case 'end':
      return 'when it ended';
    case 'policy':
      return 'restart policy';
    case 'count':
      return 'how often it was restarted';
    case 'container':
      return 'which container: a row tells of the pod as a whole';
    case 'status':
      return 'what its containers do';
    case 'clock':
      return 'when the text was printed';
    case 'zone':
      return 'the time zone of its times: taken for UTC';
    case 'damage':
      return `what the damaged text says beyond ${unknown.where}`;
  }
}

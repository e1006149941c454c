import type { ContainerExplanation, Explanation, Unknown } from '../analysis/explain/explanation.js';
import { formatDuration } from '../time/go-duration.js';
import { SECOND_MS } from '../time/units.js';
import { asOf } from './explain-clock.js';
import { clockTime, roughly, unknownText } from './explain-words.js';
import { counted } from './words.js';

/** What the pod has been through: restarts, and what part of its life their waits take. */
export function pastText({ past }: ContainerExplanation): string {
  if (past === undefined) return '';
  const { ageMs, restarts, waitsMs } = past;
  const life = `${counted(restarts, 'restart')} in ${roughly(ageMs)}`;
  if (waitsMs === 0) return `${life}.`;
  if (waitsMs > ageMs)
    return `${life}: more than the backoff allows (${roughly(waitsMs)}), so it began anew or some were free.`;
  return `${life}, of which their backoffs take ${roughly(waitsMs)} if it never began anew.`;
}

/** Whether a run may still make the backoff begin anew, and how long it must be. @source kubelet-semantics B8, B14 */
export function resetText(
  { outlook, backoffMs, end, unknown }: ContainerExplanation,
  { kubelet, nowMs }: Explanation,
): string {
  const reset = formatDuration(kubelet.resetAfterMs);
  if (outlook.kind === 'runs') {
    const { resetsAtMs } = outlook;
    if (resetsAtMs === undefined) return '';
    if (resetsAtMs <= nowMs)
      return `done: it has run for more than ${reset}, so the next crash restarts at once and then begins anew.`;
    const cutMs = resetsAtMs - (backoffMs ?? 0);
    const cut =
      backoffMs === undefined || backoffMs === 0
        ? ''
        : ` An end after ${clockTime(cutMs, nowMs)} UTC already waits less than ${formatDuration(backoffMs)}.`;
    return `at ${clockTime(resetsAtMs, nowMs)} UTC, in ${roughly(resetsAtMs - nowMs)}, if it runs until then.${cut}`;
  }
  if (outlook.kind !== 'restarts' || backoffMs === undefined || backoffMs === 0) return '';
  if (outlook.forecast.collectedShare > 0.5)
    return `in this wait: the entry turns ${reset} old before the step is over, and the next crash begins anew.`;
  const other = unknown.find(({ kind }) => kind === 'other-config');
  const nextMs = other?.kind === 'other-config' ? other.nextMs : nextStep(backoffMs, kubelet.stepsMs);
  const shortest = kubelet.resetAfterMs - Math.min(nextMs, kubelet.resetAfterMs);
  const ranMs = end?.ranMs;
  const ran =
    ranMs === undefined ? '' : `, and the last lasted ${ranMs < SECOND_MS ? 'less than a second' : roughly(ranMs)}`;
  const near = ranMs !== undefined && ranMs > shortest * NEARLY ? 'near' : 'not near';
  return `${near}: it takes a run of more than ${formatDuration(shortest)} (${reset} less the wait that follows)${ran}.`;
}

/** A run of this share of what resets is worth telling apart. */
const NEARLY = 0.8;

const nextStep = (stepMs: number, steps: readonly number[]): number => steps.find((step) => step > stepMs) ?? stepMs;

/** What the answer rests on. */
export function knownText({ unknown, outlook }: ContainerExplanation, explanation: Explanation): string {
  const { kubelet } = explanation;
  const isDated = outlook.kind !== 'undated';
  // The clock of an answer is told with its time.
  const missing = unknown.filter(({ kind }) => kind !== 'clock' || !isDated).map((each) => unknownText(each, kubelet));
  const told = kubelet.versionIs === 'told' ? `kubelet ${kubelet.version} or alike, as its words show; ` : '';
  const all = missing.length === 0 ? 'all that matters' : `not told: ${missing.join('; ')}`;
  return `${isDated ? `${asOf(explanation)}; ` : ''}${told}${all}.`;
}

const WAYS: Readonly<Record<Unknown['kind'], string>> = {
  version: '--kubelet VERSION (kubectl get nodes shows it)',
  config: '--kubelet-config FILE',
  'other-config': '--kubelet-config FILE',
  step: 'kubectl get pod -o json',
  end: 'kubectl get pod -o json',
  policy: 'kubectl get pod -o json',
  count: 'kubectl get pod -o json',
  container: 'kubectl get pod -o json',
  status: 'kubectl get pod -o json',
  clock: '--now TIME',
  zone: '--now TIME',
  damage: 'the whole text',
};

/** What to add so that less is open. */
export function narrowText({ unknown, outlook }: ContainerExplanation): string {
  if (outlook.kind === 'over') return '';
  return [...new Set(unknown.map(({ kind }) => WAYS[kind]))].join(', ');
}

/** What happens when the cause is mended: to a new pod, and to this one. @source kubelet-semantics B17, B18 */
export function fixText({ outlook, owner }: ContainerExplanation, { nowMs }: Explanation): string {
  if (outlook.kind === 'over' || outlook.kind === 'runs' || outlook.kind === 'first-start') return '';
  const made = owner === undefined ? 'whatever made it must make another' : `${owner} makes another`;
  const another = `Deleting it loses the restart count and the last logs; ${made}, and that starts at once, as a rollout's new pods do.`;
  if (outlook.kind === 'retries') return `is picked up by the next try, without a new pod. ${another}`;
  if (outlook.kind !== 'restarts') return '';
  const { fromMs } = outlook.forecast;
  if (fromMs <= nowMs) return `takes effect with the next start. ${another}`;
  return `helps this pod only from ${clockTime(fromMs, nowMs)} UTC on: nothing shortens its wait. ${another}`;
}

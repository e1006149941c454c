import { DEFAULT_MAX_MS } from '../../kubelet/policy.js';
import { waitsBefore } from '../backoff-steps.js';
import { FastestRestarts } from '../claims/fastest-restarts.js';
import type { Case } from './case.js';
import { judgeToldStep } from './told-step.js';

/** What no kubelet does, or not the one supposed. */
export type BeyondBackoff =
  | { readonly kind: 'step'; readonly stepMs: number; readonly longestMs: number }
  | { readonly kind: 'restarts'; readonly restarts: number; readonly ageMs: number; readonly most: number };

/** What in the text the backoff excludes. @source kubelet-semantics B5, B29, D5, PR16 */
export function beyondBackoff(one: Case): readonly BeyondBackoff[] {
  const { history, kubelet } = one;
  const { toldStepMs: stepMs } = history;
  const isNoStep = stepMs !== undefined && judgeToldStep(stepMs, kubelet.policy).kind === 'impossible';
  const restarts = tooManyRestarts(one);
  return [
    ...(isNoStep ? [{ kind: 'step', stepMs, longestMs: DEFAULT_MAX_MS } as const] : []),
    ...(restarts === undefined ? [] : [restarts]),
  ];
}

/** More restarts than any lengths of runs and any kills by probes leave time for. */
function tooManyRestarts({ pod, history, kubelet, nowMs }: Case): BeyondBackoff | undefined {
  const { createdAt, restartCount = 0, countedContainers } = history;
  const { policy } = kubelet;
  if (createdAt === undefined || restartCount === 0 || !policy.delays) return undefined;
  // A restart rule of all containers knows no backoff.
  if (pod.containers.some(({ restartRules }) => restartRules.some(({ action }) => action === 'RestartAllContainers')))
    return undefined;
  const ageMs = nowMs - createdAt.fromMs;
  const each = Math.ceil(restartCount / countedContainers);
  if (waitsBefore(policy, each) <= ageMs) return undefined;
  const fastest = new FastestRestarts({ policy, endings: 'exits-and-kills', grainMs: 0 });
  const most = fastest.mostWithin(ageMs, each);
  if (most === undefined || most >= each) return undefined;
  // An age is told cut off: what was told is meant.
  const toldMs = pod.createdAt?.kind === 'ago' ? createdAt.toMs : createdAt.fromMs;
  return { kind: 'restarts', restarts: restartCount, ageMs: nowMs - toldMs, most: most * countedContainers };
}

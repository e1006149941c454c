import { type StepRule, stepAfter } from '../analysis/backoff-steps.js';
import type { RunContainer } from '../analysis/run.js';
import { SECOND_MS, toSeconds } from '../time/units.js';
import type { Why } from '../trace/vocabulary.js';
import { duration } from './words.js';

/** Whys after which the step has grown; after any other it begins anew. */
const GROWN: readonly Why[] = ['backoff', 'probe-kill-free', 'probe-kill-backoff', 'start-failed'];
/** Whys that leave no entry behind. */
const UNWRITTEN: readonly Why[] = ['all-containers-restarted', 'record-removed', 'no-backoff'];

/** What the next exit of a container that restarts will cost it; undefined where nothing can be said. */
export function outlook(container: RunContainer, policy: StepRule, endSeconds: number): string | undefined {
  const { attempts, waiting, type } = container;
  const [before, last] = [attempts.at(-2), attempts.at(-1)];
  if (!policy.delays || policy.stepsMs !== undefined || policy.afterSuccessMs !== undefined) return undefined;
  // After a kill that was judged by another exit the step in force is not told.
  if (before?.why === 'probe-kill-free') return undefined;
  if (last === undefined || before?.why == null || type === 'init' || UNWRITTEN.includes(before.why)) return undefined;
  const backoff = before.backoffSeconds ?? 0;
  if (last.finishedAtSeconds !== null) {
    if (waiting === null || waiting.failedStarts > 0 || last.backoffSeconds === null) return undefined;
    const next = duration(secondsAfter(last.backoffSeconds, policy));
    return next === duration(last.backoffSeconds) ? undefined : `If it then exits as soon, it waits ${next}.`;
  }
  const resetSeconds = toSeconds(policy.reset.afterMs);
  const next = GROWN.includes(before.why) && backoff > 0 ? secondsAfter(backoff, policy) : toSeconds(policy.initialMs);
  const reset = duration(resetSeconds);
  if (endSeconds - last.startedAtSeconds > resetSeconds)
    return `It has run for more than ${reset}: should it exit now, it starts again at once.`;
  return `Should it exit, it waits ${duration(next)}; after more than ${reset} of running, not at all.`;
}

function secondsAfter(stepSeconds: number, policy: StepRule): number {
  return toSeconds(stepAfter(policy, Math.round(stepSeconds * SECOND_MS)));
}

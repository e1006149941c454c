import type { WaitStory } from '../analysis/wait-story.js';
import { whyText } from './why-text.js';
import { duration } from './words.js';

const rounded = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** How long a wait was and why, in a sentence or two. */
export function waitSummary(story: WaitStory): string {
  const { restart, startedAtSeconds, finishedAtSeconds, delaySeconds } = story;
  if (restart === 0) return firstStart(story);
  const exit = duration(finishedAtSeconds ?? 0);
  if (startedAtSeconds === null)
    return `Restart ${restart} has not come by the end; the exit before was at ${exit}. ${outlook(story)}`;
  const came = `Restart ${restart} came at ${duration(startedAtSeconds)}, ${duration(delaySeconds ?? 0)} after the exit: ${whyText(story) ?? 'nothing more is known'}.`;
  return `${came}${parts(story)}`;
}

function firstStart({ startedAtSeconds, steps, ...story }: WaitStory): string {
  if (startedAtSeconds === null) {
    const { heldUpBy } = story;
    if (heldUpBy !== null) {
      const { container, type } = heldUpBy;
      const first = type === 'init' ? 'init container' : 'sidecar';
      const must = type === 'init' ? 'succeed first, and has not' : 'be up first, and is not';
      return `The container was never started: ${first} ${container} has to ${must}. -c ${container} tells of its last wait.`;
    }
    return `The container was never started. ${outlook({ startedAtSeconds, steps, ...story })}`;
  }
  const [first] = steps;
  const took = rounded(startedAtSeconds - (first?.atSeconds ?? 0));
  return `The first start came at ${duration(startedAtSeconds)}, ${duration(took)} after the pod was created.`;
}

function outlook({ steps, looksAgainAtSeconds }: WaitStory): string {
  if (steps.some(({ step }) => step === 'terminating' || step === 'deleted')) return 'The pod was deleted.';
  if (looksAgainAtSeconds === null) return 'Nothing says when it is looked at again.';
  const over = steps.findLast((step) => step.step === 'refused')?.overAtSeconds;
  const backoff = over === undefined ? '' : `The backoff is over at ${duration(over)}. `;
  return `${backoff}The kubelet looks again at ${duration(looksAgainAtSeconds)}.`;
}

/** Where the time went that was more than the backoff. */
function parts({ steps, finishedAtSeconds, startedAtSeconds, why }: WaitStory): string {
  const admitted = steps.findLast((step) => step.step === 'admitted');
  const isWaited = why === 'backoff' || why === 'probe-kill-backoff';
  if (admitted === undefined || !isWaited || finishedAtSeconds === null || startedAtSeconds === null) return '';
  const late = rounded(admitted.atSeconds - finishedAtSeconds - (admitted.backoffSeconds ?? 0));
  const starting = rounded(startedAtSeconds - admitted.atSeconds);
  if (late <= 0 && starting <= 0) return '';
  return ` When the backoff was over it took ${duration(Math.max(0, late))} until the kubelet looked, and ${duration(starting)} until the process ran.`;
}

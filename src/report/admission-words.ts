import type { AdmittedStep, WaitStory } from '../analysis/wait-story.js';
import type { RuleId } from './rules.js';
import { duration, seconds } from './words.js';

/** What a step says to a person, and the rules it rests on. */
export interface StepWords {
  readonly text: string;
  readonly rules: readonly RuleId[];
}

/** An attempt as people call it. */
export function nameOf(attempt: number): string {
  return attempt === 0 ? 'the first run' : `restart ${attempt}`;
}

type Admitted = AdmittedStep & { readonly atSeconds: number };

/** Says why a start was admitted, with the arithmetic, and what that makes of the backoff. */
export function admissionWords(step: Admitted, story: WaitStory): StepWords {
  const { text, rules } = reason(step, story);
  const { nextBackoffSeconds } = step;
  if (nextBackoffSeconds === null) return { text: `The start is admitted. ${text}`, rules };
  const next = `The next step is ${duration(nextBackoffSeconds)}.`;
  return { text: `The start is admitted. ${text} ${next}`, rules: [...rules, 'B5'] };
}

function reason(step: Admitted, story: WaitStory): StepWords {
  const { standing, why, judgedAttempt } = step;
  switch (standing) {
    case null:
      return { text: 'The policy has no backoff.', rules: [] };
    case 'unjudged':
      return unjudged(why);
    case 'absent':
      return absent(why);
    case 'expired':
      return { text: expired(step, story), rules: ['B8', 'B12'] };
    case 'collected':
      return { text: 'There is no backoff entry any more, so nothing is waited for.', rules: ['B14'] };
    default: {
      const isOther = judgedAttempt !== null && judgedAttempt !== story.restart - 1;
      return { text: served(step, isOther), rules: isOther ? ['D13', 'B6'] : ['B6'] };
    }
  }
}

function unjudged(why: AdmittedStep['why']): StepWords {
  if (why === 'all-containers-restarted' || why === 'record-removed') {
    const rule = why === 'record-removed' ? 'A8' : 'A24';
    return { text: 'The record of the exit has been removed, so there is nothing to judge.', rules: ['D14', rule] };
  }
  const text = 'When the sync began, nothing had exited yet: there is no exit to judge, and the backoff is left alone.';
  return { text, rules: ['D2', 'D13'] };
}

function absent(why: AdmittedStep['why']): StepWords {
  if (why === 'kubelet-restarted') return { text: 'The new kubelet process has no backoff entry.', rules: ['B20'] };
  if (why === 'fresh-key') return { text: 'For the new image there is no backoff entry.', rules: ['B15'] };
  return { text: 'There is no backoff entry yet: the first restart is free.', rules: ['D4'] };
}

function expired({ judgedFinishSeconds, writtenAtSeconds }: Admitted, story: WaitStory): string {
  const finish = judgedFinishSeconds ?? 0;
  if (story.fidelity === 'documented') return 'The run was as long as the reset time: the backoff begins anew.';
  const written = writtenAtSeconds ?? 0;
  const ran = Math.round((finish - written) * 1000) / 1000;
  return `From the admission of the start before to the exit it was ${seconds(finish)} − ${seconds(written)} = ${seconds(ran)}, more than the reset time: the backoff begins anew.`;
}

/** The step has passed since the exit that was looked at. */
function served({ atSeconds, judgedAttempt, judgedFinishSeconds, backoffSeconds }: Admitted, isOther: boolean): string {
  const finish = judgedFinishSeconds ?? 0;
  const step = backoffSeconds ?? 0;
  const overAt = Math.round((finish + step) * 1000) / 1000;
  const past = Math.round((atSeconds - overAt) * 1000) / 1000;
  const sum = `${seconds(finish)} + ${seconds(step)} = ${seconds(overAt)}`;
  const since = past === 0 ? 'which is exactly now' : `which was ${duration(past)} ago`;
  if (!isOther || judgedAttempt === null) return `Finished ${sum}, ${since}.`;
  return `Judged is not this exit but that of ${nameOf(judgedAttempt)}, since the sync began before the kill: finished ${sum}, ${since}.`;
}

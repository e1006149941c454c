import type { ExitedStep, QueuedStep, RefusedStep, WaitStep, WaitStory } from '../analysis/wait-story.js';
import { admissionWords, nameOf, type StepWords } from './admission-words.js';
import type { RuleId } from './rules.js';
import { duration, seconds } from './words.js';

/** One step as other programs read it: what happened, in words, and the rules behind it. */
export type ToldStep = WaitStep & StepWords;

/** How the kubelet of a story looks at pods again: that of 1.35 and later, the one before, or an ideal clock. */
export type Clock = 'since-1.35' | 'up-to-1.34' | 'ideal';

type At<Step> = Step & { readonly atSeconds: number };

const words = (text: string, ...rules: readonly RuleId[]): StepWords => ({ text, rules });

/** Says in plain words what happened at one step of a wait. */
export function stepWords(step: WaitStep, story: WaitStory, clock: Clock): StepWords {
  switch (step.step) {
    case 'created':
      return words('The pod is created.');
    case 'scheduled':
      return words(`The scheduler has chosen ${step.node}, and its kubelet meets the pod.`);
    case 'said':
      return words(`${SAID[step.reason] ?? step.reason}: ${step.message}`);
    case 'probe-failed':
      return words(`The ${step.probe} probe has now failed ${step.failures} times in a row.`, 'PR7', 'PR10');
    case 'killed':
      return killed(step.cause);
    case 'exited':
      return exited(step);
    case 'noticed':
      return words('A relist of the runtime finds that something changed.', 'T1');
    case 'sync':
      return sync(step.because);
    case 'shown':
      return shown(step, clock);
    case 'refused':
      return refused(step, story, clock);
    case 'queued':
      return queued(step, clock);
    case 'collected':
      return words(
        `Housekeeping deletes the backoff entry: it was written at ${duration(step.writtenAtSeconds)}, when the start before was admitted, and is now too old.`,
        'B10',
        'B14',
      );
    case 'admitted':
      return admissionWords(step, story);
    case 'start-failed':
      return startFailed(step, story);
    case 'kubelet-restarted':
      return words('The kubelet process is replaced; with the old one all backoff entries are gone.', 'B20');
    case 'terminating':
      return words('The pod is to be deleted: nothing of it is started any more.', 'A30');
    case 'deleted':
      return words('The pod is gone.', 'B18');
    case 'started':
      return words(
        step.attempt === 0 ? 'The process starts for the first time.' : `The process starts: restart ${step.attempt}.`,
      );
  }
}

const SAID: Readonly<Record<string, string>> = {
  Pulling: 'The image is not there and is pulled',
  FailedMount: 'A volume cannot be mounted',
  FailedScheduling: 'The scheduler finds no node',
  FailedPostStartHook: 'The postStart hook has failed',
};

function shown({ state, reason }: Extract<WaitStep, { step: 'shown' }>, clock: Clock): StepWords {
  const text = `From here on the API shows the container ${state}${reason === null ? '' : `: ${reason}`}.`;
  return clock === 'ideal' ? words(text) : words(text, 'T20');
}

function killed(cause: 'liveness' | 'startup' | 'definition'): StepWords {
  if (cause === 'definition')
    return words('The sync finds that the image has changed, and stops the container.', 'A18');
  return words(`The sync finds that the ${cause} probe has failed, and stops the container.`, 'A18', 'PR14');
}

function exited({ exitCode, reason, ranSeconds, attempt }: ExitedStep): StepWords {
  const which = attempt === 0 ? 'It was the first run' : `It was restart ${attempt}`;
  return words(
    `The process exits with ${exitCode} (${reason}). ${which} and lasted ${duration(ranSeconds)}; the wait counts from here.`,
    'D6',
  );
}

function sync(because: Extract<WaitStep, { step: 'sync' }>['because']): StepWords {
  switch (because) {
    case 'relist':
      return words('A sync of the pod begins, since the relist found something.', 'T9');
    case 'probe':
      return words('A sync of the pod begins, since the probe asked for it.', 'PR10');
    case 'queue':
      return words('The tick of the work queue hands the pod out, and a sync begins.', 'T10');
    case 'kubelet':
      return words('The new kubelet process meets the pod, and a sync begins.');
    case 'new':
      return words('The first sync of the pod begins.');
    case 'other':
      return words('A sync of the pod begins; something else asked for it.', 'T9');
  }
}

function refused(
  { atSeconds, judgedAttempt, judgedFinishSeconds, backoffSeconds, overAtSeconds }: At<RefusedStep>,
  story: WaitStory,
  clock: Clock,
): StepWords {
  const finish = judgedFinishSeconds ?? 0;
  const sum = `${seconds(finish)} + ${seconds(backoffSeconds)} = ${seconds(overAtSeconds)}`;
  const left = Math.round((overAtSeconds - atSeconds) * 1000) / 1000;
  const isOther = judgedAttempt !== null && judgedAttempt !== story.restart - 1;
  const whose = isOther
    ? `Judged is the exit of ${nameOf(judgedAttempt)}, since the sync knew no other: finished`
    : 'Finished';
  const text = `The start is refused. ${whose} ${sum}, which is ${duration(left)} away.`;
  if (isOther) return words(text, 'B6', 'D13');
  return clock === 'ideal' ? words(text, 'B6') : words(text, 'B6', 'D7');
}

function queued(step: At<QueuedStep>, clock: Clock): StepWords {
  const { delaySeconds, dueAtSeconds, tickAtSeconds, atSeconds } = step;
  if (clock === 'ideal' && step.for === 'failure') {
    return words(`It is tried again at ${duration(tickAtSeconds)}, ${duration(delaySeconds)} later.`);
  }
  if (clock === 'ideal') {
    return words(
      `It is looked at again at ${duration(tickAtSeconds)}, the first instant at which the answer can change.`,
    );
  }
  const delay = dueAtSeconds - atSeconds;
  const sum = `${seconds(delaySeconds)} + ${seconds(delay - delaySeconds)} of jitter = ${seconds(delay)}`;
  const when = `due at ${duration(dueAtSeconds)}, and taken up by the tick at ${duration(tickAtSeconds)}.`;
  if (step.for === 'resync') return words(`Nothing is wrong: looked at again after ${sum}; ${when}`, 'T12', 'T10');
  if (step.for === 'failure') return words(`Something failed: looked at again after ${sum}; ${when}`, 'T12', 'T10');
  if (clock === 'up-to-1.34') {
    return words(`The pod goes into the work queue, whatever is left of the wait: ${sum}; ${when}`, 'T13', 'T10');
  }
  const most = delaySeconds === 60 ? 'for what is left of the wait, at most 60 s' : 'for what is left of the wait';
  return words(`The pod goes into the work queue ${most}: ${sum}; ${when}`, 'T14', 'T10');
}

function startFailed(
  { reason, notBeforeSeconds }: Extract<WaitStep, { step: 'start-failed' }>,
  { restart }: WaitStory,
): StepWords {
  if (notBeforeSeconds !== null) {
    const verb = reason === 'ImagePullBackOff' ? 'No pull is tried' : 'The pull fails';
    return words(`${verb} (${reason}): none is tried before ${duration(notBeforeSeconds)}.`, 'B23', 'B24');
  }
  if (reason === 'PostStartHookError') return words('The start has failed: PostStartHookError.', 'H2', 'D9');
  return words(`The start comes to nothing: ${reason}.`, restart === 0 ? 'D10' : 'D9');
}

import type { RunAttempt } from '../analysis/run.js';
import { counted, duration } from './words.js';

/** What is to be known of a wait to say why it ended. */
export type Waited = Pick<RunAttempt, 'why' | 'backoffSeconds' | 'failedStarts'>;

/** Says in plain words why the start after this attempt came when it did; undefined while it has not come. */
export function whyText(attempt: Waited): string | undefined {
  const { why, backoffSeconds } = attempt;
  const step = duration(backoffSeconds ?? 0);
  switch (why) {
    case null:
      return undefined;
    case 'first-restart-free':
      return 'the first restart is free: no entry yet';
    case 'backoff':
      return `backoff of ${step} from the exit`;
    case 'reset-after-long-run':
      return 'ran longer than the reset time: starts at once, the steps begin anew';
    case 'entry-collected':
      return backoffSeconds === 0
        ? 'housekeeping had removed the entry: starts at once'
        : `housekeeping removed the entry before ${step} were over; the steps begin anew`;
    case 'probe-kill-free':
      return 'probe kill, judged by the exit before: no wait';
    case 'probe-kill-backoff':
      return `probe kill less than ${step} after the exit before: backoff of ${step} from the kill`;
    case 'fresh-key':
      return 'the image changed, so a new backoff entry counts: starts at once';
    case 'kubelet-restarted':
      return 'the kubelet restarted and forgot all backoff: starts at once';
    case 'all-containers-restarted':
      return 'all containers were restarted and their records removed: no backoff applies';
    case 'record-removed':
      return 'the record of the exit was removed: no backoff applies';
    case 'start-failed':
      return startFailedText(attempt, step);
    case 'no-backoff':
      return 'the policy has no backoff';
  }
}

/** Every start that is let through takes the backoff a step further, whatever comes of it. @source kubelet-semantics D9 */
function startFailedText({ failedStarts, backoffSeconds }: Waited, step: string): string {
  if (failedStarts > 0)
    return `${counted(failedStarts, 'start')} failed before this one; each took the backoff a step further`;
  return backoffSeconds === 0 ? 'it could not be started; no wait yet' : `it could not be started; backoff of ${step}`;
}

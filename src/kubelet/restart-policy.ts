import type { RestartPolicy } from '../trace/vocabulary.js';

/** Whether an exited container is to run again. @source kubelet-semantics A19 */
export function restartsAfterExit(policy: RestartPolicy, exitCode: number): boolean {
  switch (policy) {
    case 'Always':
      return true;
    case 'OnFailure':
      return exitCode !== 0;
    case 'Never':
      return false;
  }
}

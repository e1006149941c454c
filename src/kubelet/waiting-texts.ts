import { formatGoDuration } from '../time/go-duration.js';
import { fill, type PodName, podText } from './event-text.js';
import type { EventRules } from './event-versions.js';

/** Messages of container states, as `kubectl get -o yaml` shows them beside the reason. */

/**
 * CrashLoopBackOff. It names the whole step, not what is left of it (D8).
 * @source kubelet-semantics D7
 */
export function crashLoopBackOffMessage(stepMs: number, container: string, pod: PodName): string {
  return `back-off ${formatGoDuration(stepMs)} restarting failed container=${container} pod=${podText(pod)}`;
}

/**
 * ImagePullBackOff; `lastError` is what the last pull failed with, as {@link pullError} puts it. Up to 1.31 it is not shown.
 * @source kubelet-semantics B28
 */
export function imagePullBackOffMessage(rules: EventRules, image: string, lastError: string): string {
  return fill(rules.imagePullBackOff, { image, error: lastError });
}

/** What a failed pull leaves behind: `ErrImagePull: rpc error: …`. */
export function pullError(reason: string, detail: string): string {
  return `${reason}: ${detail}`;
}

/** ErrImageNeverPull. */
export function errImageNeverPullMessage(image: string): string {
  return `Container image "${image}" is not present with pull policy of Never`;
}

/** CreateContainerConfigError of a container told to run as root where it must not. @source kuberuntime verifyRunAsNonRoot */
export function rootDeniedMessage(container: string, pod: PodName): string {
  return `container's runAsUser breaks non-root policy (pod: "${podText(pod)}", container: ${container})`;
}

/** PostStartHookError of a hook that is a command. @source recordings of kubelet 1.36.2 */
export function postStartHookErrorMessage(
  command: readonly string[],
  container: string,
  pod: PodName,
  exitCode: number,
  output: string,
): string {
  const hook = `Exec lifecycle hook ([${command.join(' ')}]) for Container "${container}" in Pod "${podText(pod)}"`;
  const error = `command '${command.join(' ')}' exited with ${exitCode}: ${output}`;
  return `${hook} failed - error: ${error}, message: "${output}"`;
}

/** RestartingAllContainers. @source recordings of kubelet 1.36.2 */
export const RESTARTING_ALL_CONTAINERS_MESSAGE = 'The container is removed because RestartAllContainers in place';

/** ContainerStatusUnknown, in the state and in lastState. @source kubelet-semantics P11 */
export const STATUS_UNKNOWN_MESSAGES = {
  state: 'The container could not be located when the pod was terminated',
  lastState: 'The container could not be located when the pod was deleted.  The container used to be Running',
} as const;

import { type EventText, normal, warning } from './event-text.js';

/** What the kubelet says about a pod as a whole, or about its node. */

/** @source kubelet-semantics A8, E10 */
export function sandboxChanged(): EventText {
  return normal('SandboxChanged', 'Pod sandbox changed, it will be killed and re-created.');
}

/** One volume could not be set up: `configmap "settings" not found`. */
export function failedMount(volume: string, error: string): EventText {
  return warning('FailedMount', `MountVolume.SetUp failed for volume "${volume}" : ${error}`);
}

/** Normal, although it ends the pod. @source kubelet-semantics E11 */
export function deadlineExceeded(): EventText {
  return normal('DeadlineExceeded', 'Pod was active on the node longer than the specified deadline');
}

/** @source kubelet-semantics E11 */
export function evicted(message: string): EventText {
  return warning('Evicted', message);
}

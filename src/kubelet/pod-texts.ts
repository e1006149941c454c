import { type EventText, normal, warning } from './event-text.js';

/** What the kubelet says about a pod as a whole, or about its node. */

/** @source kubelet-semantics A8, E10 */
export function sandboxChanged(): EventText {
  return normal('SandboxChanged', 'Pod sandbox changed, it will be killed and re-created.');
}

/** @source kubelet-semantics A9, E10 */
export function failedCreatePodSandBox(error: string): EventText {
  return warning('FailedCreatePodSandBox', `Failed to create pod sandbox: ${error}`);
}

/** One volume could not be set up: `configmap "settings" not found`. */
export function failedMount(volume: string, error: string): EventText {
  return warning('FailedMount', `MountVolume.SetUp failed for volume "${volume}" : ${error}`);
}

/** The sync gave up waiting for volumes. @source kubelet-semantics E10 */
export function failedMountWait(volumes: readonly string[], error: string): EventText {
  const unmounted = `unmounted volumes=[${volumes.join(' ')}], unattached volumes=[], failed to process volumes=[]`;
  return warning('FailedMount', `Unable to attach or mount volumes: ${unmounted}: ${error}`);
}

/** @source kubelet-semantics E10 */
export function networkNotReady(detail: string): EventText {
  return warning('NetworkNotReady', `network is not ready: ${detail}`);
}

/** @source kubelet-semantics E10 */
export function failedSync(error: string): EventText {
  return warning('FailedSync', `error determining status: ${error}`);
}

/** @source kubelet-semantics E10 */
export function failedKillPod(error: string): EventText {
  return warning('FailedKillPod', `error killing pod: ${error}`);
}

/** Normal, although it ends the pod. @source kubelet-semantics E11 */
export function deadlineExceeded(): EventText {
  return normal('DeadlineExceeded', 'Pod was active on the node longer than the specified deadline');
}

/** @source kubelet-semantics E11 */
export function evicted(message: string): EventText {
  return warning('Evicted', message);
}

/** Why a pod is evicted under node pressure; more sentences may follow. @source kubelet-semantics E11 */
export function nodeLowOn(resource: string): string {
  return `The node was low on resource: ${resource}. `;
}

/** @source kubelet-semantics E11 */
export function preempting(): EventText {
  return warning('Preempting', 'Preempted in order to admit critical pod');
}

/** @source kubelet-semantics E11 */
export function exceededGracePeriod(): EventText {
  return warning('ExceededGracePeriod', 'Container runtime did not kill the pod within specified grace period.');
}

/** The node refuses the pod; the status says the same after `Pod was rejected: `. @source kubelet-semantics S7 */
export function admissionRejected(reason: string, message: string): EventText {
  return warning(reason, message);
}

/** About the node: the system, not a container's limit, ran out of memory. @source kubelet-semantics E11 */
export function systemOom(victim: string, pid: number): EventText {
  return warning('SystemOOM', `System OOM encountered, victim process: ${victim}, pid: ${pid}`);
}

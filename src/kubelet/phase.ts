import type { Phase } from '../trace/vocabulary.js';
import type { Container, Seen } from './container.js';
import type { Pod } from './pod.js';
import { restartsAfterExit } from './restart-policy.js';

/**
 * A pod's phase. One that the kubelet is done with has ended, whatever its restart policy.
 *
 * @source kubelet-semantics P1 to P6; kubelet_pods.go getPhase, podIsTerminal
 */
export function podPhase(pod: Pod, seen: Seen): Phase {
  const { containers, spec, stop } = pod;
  if (stop !== undefined) return 'Failed';
  if (pod.isTerminated) return containers.every((each) => hasSucceeded(each, seen)) ? 'Succeeded' : 'Failed';
  let pending = false;
  let running = false;
  let restarts = false;
  let failed = false;
  let everRan = false;
  for (let at = containers.length - 1; at >= 0; at -= 1) {
    const container = containers[at] as Container;
    const { newest, exited, removal } = container[seen];
    const ends =
      newest !== undefined && exited && !restartsAfterExit(spec.restartPolicy, container.spec, newest.exitCode);
    if (container.spec.type !== 'container') {
      // A pod that got as far as its regular containers is past its init containers.
      if (container.spec.type === 'init' && ends && newest.exitCode !== 0) return 'Failed';
      if (!everRan && !isInitialized(container, seen)) pending = true;
    } else if (newest === undefined) {
      // Its records were removed for a restart of all containers: that is no wait for a first start (A26).
      if (removal === undefined) pending = true;
      else restarts = true;
    } else {
      everRan = true;
      if (!exited) running = true;
      else if (!ends) restarts = true;
      else if (newest.exitCode !== 0) failed = true;
    }
  }
  if (pending) return 'Pending';
  if (running || restarts) return 'Running';
  return failed ? 'Failed' : 'Succeeded';
}

/** Nothing is asked of init containers and sidecars. */
function hasSucceeded(container: Container, seen: Seen): boolean {
  const { newest, exited } = container[seen];
  return container.spec.type !== 'container' || (newest !== undefined && exited && newest.exitCode === 0);
}

/**
 * Done, or waiting after an exit, which its removal for a restart of all containers is told as; a sidecar is done once it
 * has started.
 *
 * @source kubelet-semantics P2, A26
 */
function isInitialized(container: Container, seen: Seen): boolean {
  const { spec, probers } = container;
  const { newest, exited, removal } = container[seen];
  if (newest === undefined) return removal?.why === 'all-containers-restarted';
  if (spec.type === 'init') return exited;
  return exited || (probers?.isStarted(newest.attempt) ?? true);
}

/** Whether a pod of this phase is done for good. @source kubelet-semantics P5 */
export function isTerminal(phase: Phase | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

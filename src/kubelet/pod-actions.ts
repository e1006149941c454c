import type { Container } from './container.js';
import type { Pod } from './pod.js';
import { restartsAfterExit, restartsAfterKill } from './restart-policy.js';

/**
 * What a sync is going to do, decided once from the view it began with: which containers to kill, which to start and in
 * what order. Reused from sync to sync.
 *
 * @source kubelet-semantics sections 4.3 to 4.6; kuberuntime_manager.go computePodActions
 */
export class PodActions {
  /** In the order of the specification; why is in `killedBySync`. */
  readonly kills: Container[] = [];
  readonly starts: Container[] = [];
  /** Stops and removes everything, and starts nothing. @source kubelet-semantics A24 */
  restartsAll = false;

  decide(pod: Pod): this {
    empty(this.kills);
    empty(this.starts);
    const { containers } = pod;
    this.restartsAll = pod.restartingAll;
    if (this.restartsAll) return this;
    const initialized = containers[0]?.spec.type === 'container' || this.#decideInit(pod);
    for (let at = 0; at < containers.length; at += 1) {
      const container = containers[at] as Container;
      if (container.spec.type === 'container') this.#decideRegular(container, pod, initialized);
    }
    return this;
  }

  #decideRegular(container: Container, pod: Pod, initialized: boolean): void {
    const { newest, exited } = container.view;
    if (newest === undefined) {
      if (initialized) this.starts.push(container);
    } else if (exited) {
      if (initialized && restartsAfterExit(pod.spec.restartPolicy, container.spec, newest.exitCode))
        this.starts.push(container);
    } else {
      this.#decideRunning(container, pod);
    }
  }

  /** @source kubelet-semantics A15, A18: replaced for its definition, or killed for a probe */
  #decideRunning(container: Container, pod: Pod): void {
    const attempt = container.view.newest?.attempt ?? 0;
    const cause = container.isOutdated ? 'definition' : container.probers?.verdict(attempt);
    if (cause === undefined) return;
    container.killedBySync = cause;
    this.kills.push(container);
    if (cause === 'definition' || restartsAfterKill(pod.spec.restartPolicy, container.spec))
      this.starts.push(container);
  }

  /**
   * Walks the init containers from last to first. The last one the runtime knows of tells how far the pod has come;
   * those before it are past, except that sidecars among them are kept running.
   *
   * @returns whether the regular containers may run
   * @source kubelet-semantics A10 to A17; kuberuntime_container.go computeInitContainerActions
   */
  #decideInit(pod: Pod): boolean {
    const { containers } = pod;
    // Once a regular container runs, all init containers are past.
    let isPast = containers.some(({ spec, view }) => spec.type === 'container' && view.isRunning);
    let initialized = isPast;
    const starts: Container[] = [];
    for (let at = containers.length - 1; at >= 0; at -= 1) {
      const container = containers[at] as Container;
      const { spec, view } = container;
      if (spec.type === 'container') continue;
      const isSidecar = spec.type === 'sidecar';
      if (view.newest === undefined) {
        if (isPast && isSidecar) starts.push(container);
        continue;
      }
      if (isPast && !isSidecar) continue;
      if (this.#isDone(container, pod)) {
        const next = containers[at + 1] as Container;
        if (!isPast && next.spec.type === 'container') initialized = true;
        else if (!isPast) starts.push(next);
      } else if (view.exited) {
        starts.push(container);
      }
      isPast = true;
    }
    const [first] = containers;
    if (!isPast && first !== undefined) starts.push(first);
    // A sidecar killed by this sync has been put on the list with the kill.
    this.starts.push(...starts.filter((container) => !this.starts.includes(container)));
    this.starts.sort((a, b) => a.index - b.index);
    return initialized;
  }

  /** Whether the next container may start: an init container has succeeded, a sidecar runs and has started. */
  #isDone(container: Container, pod: Pod): boolean {
    const { view, spec, probers } = container;
    const { newest, exited } = view;
    if (newest === undefined) return false;
    if (spec.type === 'init') return exited && newest.exitCode === 0 && newest.reason !== 'OOMKilled';
    if (exited) return false;
    this.#decideRunning(container, pod);
    return container.killedBySync === undefined && (probers === undefined || probers.isStarted(newest.attempt));
  }
}

/** Setting the length of an array takes V8 longer than taking out the one or two that are in it. */
function empty(list: unknown[]): void {
  while (list.length > 0) list.pop();
}

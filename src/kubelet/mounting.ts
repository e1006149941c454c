import { MINUTE_MS, SECOND_MS } from '../time/units.js';
import type { KubeletContext } from './context.js';
import type { Pod } from './pod.js';
import { failedMount } from './pod-texts.js';

/** @source volumemanager podAttachAndMountTimeout: 2 minutes and 3 seconds */
const GIVES_UP_AFTER_MS = 2 * MINUTE_MS + 3 * SECOND_MS;
/** @source util/goroutinemap/exponentialbackoff: a failed mount is tried again after 0.5 s, doubling to 2 min 2 s */
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 2 * MINUTE_MS + 2 * SECOND_MS;

/** A pod's wait for its volumes, which are mounted beside its syncs while these look on. @source kubelet-semantics A2, T8 */
export class Mounting {
  readonly #pod: Pod;
  readonly #context: KubeletContext;
  #waitingSinceMs: number | undefined = undefined;
  #tryAtMs = 0;
  #retryMs = FIRST_RETRY_MS;

  constructor(pod: Pod, context: KubeletContext) {
    this.#pod = pod;
    this.#context = context;
  }

  /** A sync begins to wait. */
  begin(): void {
    this.#waitingSinceMs = undefined;
  }

  /** @returns how long to wait before looking again; 0 when all is mounted, undefined when the sync gives up */
  advance(nowMs: number): number | undefined {
    const { timing } = this.#context;
    if (this.#waitingSinceMs === undefined) {
      this.#waitingSinceMs = nowMs;
      if (timing.mountPollMs > 0) return timing.mountPollMs;
    }
    const { recorder } = this.#pod;
    const failing = this.#failing(nowMs);
    if (failing === undefined) return 0;
    const givesUpAtMs = this.#waitingSinceMs + GIVES_UP_AFTER_MS;
    // Since 1.28 in silence: of a wait that was cut off no event tells (kubelet.go SyncPod, wait.Interrupted).
    if (nowMs >= givesUpAtMs) return undefined;
    if (nowMs >= this.#tryAtMs) {
      recorder.say(failedMount(failing.volume, failing.error), nowMs);
      this.#tryAtMs = nowMs + this.#retryMs;
      this.#retryMs = Math.min(2 * this.#retryMs, LAST_RETRY_MS);
    }
    return Math.min(this.#tryAtMs, givesUpAtMs) - nowMs;
  }

  /** Between two tries, a volume that failed is still not mounted. */
  #failing(nowMs: number): { readonly volume: string; readonly error: string } | undefined {
    const { spec, identity } = this.#pod;
    for (const volume of spec.volumes) {
      const error = this.#context.world.mountError(identity.namespace, volume, nowMs);
      if (error !== undefined) return { volume: volume.name, error };
    }
    return undefined;
  }
}

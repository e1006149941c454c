import type { ShownReason, Sink } from '../trace/sink.js';
import type { ContainerState, Phase } from '../trace/vocabulary.js';
import { statusText } from './status-text.js';
import type { Shown } from './transcript.js';

/** What the API shows of one container, and when its instances ended. */
interface ContainerShown {
  state: ContainerState;
  reason: ShownReason;
  attempt: number;
  readonly finishedAtMs: number[];
}

/**
 * Follows the only pod of a plan and tells what `kubectl get pods` would print of it, one stretch of time after the
 * other. The one place where transcripts depend on how facts are told.
 */
export class ShownPod implements Sink {
  readonly keepsStatus = true;
  readonly #tell: (shown: Shown) => void;
  readonly #containers: readonly ContainerShown[];
  #phase: Phase = 'Pending';
  #sinceMs = 0;

  /** @param containers how many the pod has, in the order of their names */
  constructor(containers: number, tell: (shown: Shown) => void) {
    this.#tell = tell;
    this.#containers = Array.from({ length: containers }, () => ({
      state: 'waiting',
      reason: 'ContainerCreating',
      attempt: -1,
      finishedAtMs: [],
    }));
  }

  exited(container: number, attempt: number, atMs: number): void {
    const own = this.#containers[container];
    if (own !== undefined) own.finishedAtMs[attempt] = atMs;
  }

  containerPublished(
    container: number,
    atMs: number,
    state: ContainerState,
    reason: ShownReason,
    attempt: number,
  ): void {
    this.tellUntil(atMs);
    const own = this.#containers[container];
    if (own === undefined) return;
    own.state = state;
    own.reason = reason;
    own.attempt = attempt;
  }

  phasePublished(_pod: number, atMs: number, phase: Phase): void {
    this.tellUntil(atMs);
    this.#phase = phase;
  }

  /** Tells what has been shown up to an instant, not included. */
  tellUntil(atMs: number): void {
    if (atMs <= this.#sinceMs) return;
    this.#tell({
      fromMs: this.#sinceMs,
      untilMs: atMs,
      status: statusText(this.#phase, this.#containers),
      restarts: this.#containers.reduce((sum, { attempt }) => sum + Math.max(0, attempt), 0),
      lastExitAtMs: this.#lastExitAtMs(),
    });
    this.#sinceMs = atMs;
  }

  /** @source kubelet-semantics P8, P13, P17: while it waits after an exit, that exit; else the one before */
  #lastExitAtMs(): number | undefined {
    let newestMs: number | undefined;
    for (const { state, attempt, finishedAtMs } of this.#containers) {
      const atMs = finishedAtMs[state === 'waiting' ? attempt : attempt - 1];
      if (atMs !== undefined && (newestMs === undefined || atMs > newestMs)) newestMs = atMs;
    }
    return newestMs;
  }

  podCreated(): void {}
  podDeleted(): void {}
  started(): void {}
  refused(): void {}
  admitted(): void {}
}

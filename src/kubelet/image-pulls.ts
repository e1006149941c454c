import { MINUTE_MS, SECOND_MS } from '../time/units.js';
import type { PullError, PullOutcome, World } from './world.js';

/** @source kubelet-semantics B4: imageBackOffPeriod, MaxImageBackOff; never affected by the crash backoff's settings */
const INITIAL_MS = 10 * SECOND_MS;
const MAX_MS = 5 * MINUTE_MS;
const EXPIRES_AFTER_MS = 2 * MAX_MS;

interface PullBackoff {
  stepMs: number;
  /** The end of the last failed pull; unlike a crash's, the wait is measured from here. @source kubelet-semantics B7 */
  lastUpdateMs: number;
  lastError: PullError;
}

/** A pull on its way: when it can begin, with those before it done, and how it will end. */
export interface Pull {
  readonly endsAtMs: number;
  readonly requestedAtMs: number;
  readonly outcome: PullOutcome;
}

/**
 * One kubelet's image pulls: one after the other, and backed off per pod and image.
 *
 * @source kubelet-semantics B22 to B25, S6; pkg/kubelet/images/image_manager.go
 */
export class ImagePulls {
  readonly #world: World;
  readonly #backoff = new Map<string, PullBackoff>();
  #freeAtMs = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** The error to show and when the wait is over, while pulls of this image for this pod are put off. */
  waiting(
    uid: string,
    image: string,
    nowMs: number,
  ): { readonly error: PullError; readonly untilMs: number } | undefined {
    const entry = this.#backoff.get(keyOf(uid, image));
    if (entry === undefined || nowMs - entry.lastUpdateMs > EXPIRES_AFTER_MS) return undefined;
    const untilMs = entry.lastUpdateMs + entry.stepMs;
    return nowMs < untilMs ? { error: entry.lastError, untilMs } : undefined;
  }

  /** Puts a pull into the queue. */
  request(image: string, nowMs: number): Pull {
    const startsAtMs = Math.max(nowMs, this.#freeAtMs);
    const outcome = this.#world.pull(image, startsAtMs);
    const endsAtMs = startsAtMs + outcome.takesMs;
    this.#freeAtMs = endsAtMs;
    return { endsAtMs, requestedAtMs: nowMs, outcome };
  }

  /** There is no free first retry: the first failure already waits. @source kubelet-semantics B24 */
  failed(uid: string, image: string, error: PullError, nowMs: number): void {
    const key = keyOf(uid, image);
    const entry = this.#backoff.get(key);
    const grows = entry !== undefined && nowMs - entry.lastUpdateMs <= EXPIRES_AFTER_MS;
    const stepMs = grows ? Math.min(2 * entry.stepMs, MAX_MS) : INITIAL_MS;
    this.#backoff.set(key, { stepMs, lastUpdateMs: nowMs, lastError: error });
  }

  /** The key's own entry is not deleted, it only expires. @source kubelet-semantics B23 */
  succeeded(image: string, nowMs: number): void {
    this.#world.imagePulled(image);
    for (const [key, { lastUpdateMs }] of this.#backoff) {
      if (nowMs - lastUpdateMs > EXPIRES_AFTER_MS) this.#backoff.delete(key);
    }
  }

  /** The kubelet process was replaced. */
  forget(): void {
    this.#backoff.clear();
  }
}

const keyOf = (uid: string, image: string): string => `${uid}_${image}`;

import { SECOND_MS } from '../time/units.js';
import type { WaitingReason } from '../trace/vocabulary.js';
import { isFailedPull, type PullBackoff } from './pull-backoff.js';

/** After a failed start that nobody can foresee the end of. @source kubelet-semantics T12 */
const RETRY_MS = 10 * SECOND_MS;

/** What has been tried since a container last ran, or ever, to start it; undefined is not known. */
export class PendingStart {
  failedStarts = 0;
  lastTryMs: number | undefined = undefined;
  /** The earliest instant at which the next start is tried; undefined: nothing has been tried. */
  nextTryMs: number | undefined = undefined;
  readonly #pull: PullBackoff;

  constructor(pull: PullBackoff) {
    this.#pull = pull;
  }

  /** What has been tried before is over, and while it runs nothing is. */
  started(): void {
    this.failedStarts = 0;
    this.lastTryMs = undefined;
    this.nextTryMs = undefined;
  }

  /** A start came to nothing and left no instance. */
  failed(atMs: number, reason: WaitingReason): void {
    const isFailed = isFailedPull(reason);
    if (isFailed) this.#pull.failed(atMs);
    this.nextTryMs = isFailed || reason === 'ImagePullBackOff' ? this.#pull.againAtMs : atMs + RETRY_MS;
    // In back-off nothing has been tried.
    if (reason === 'ImagePullBackOff') return;
    this.failedStarts += 1;
    this.lastTryMs = atMs;
  }
}

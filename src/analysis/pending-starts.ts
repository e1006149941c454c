import { SECOND_MS } from '../time/units.js';
import { Quiet } from '../trace/quiet.js';
import type { Trace } from '../trace/trace.js';
import type { WaitingReason } from '../trace/vocabulary.js';
import { leavesInstance } from './attempts.js';
import { isFailedPull, type PullBackoff, PullBackoffs } from './pull-backoff.js';

/** What was tried since a container last ran, or ever, to start it; undefined is not known. */
export interface PendingStart {
  readonly failedStarts: number;
  readonly lastTryMs: number | undefined;
  /** The earliest instant at which the next start is tried. */
  readonly nextTryMs: number | undefined;
}

/** After a failed start that nobody can foresee the end of. @source kubelet-semantics T12 */
const RETRY_MS = 10 * SECOND_MS;

class Pending implements PendingStart {
  failedStarts = 0;
  lastTryMs: number | undefined = undefined;
  nextTryMs: number | undefined = undefined;
}

/** Follows, container by container, what has been tried since it last ran. */
class PendingGatherer extends Quiet {
  readonly byContainer: (Pending | undefined)[] = [];
  readonly #pulls: PullBackoff[] = [];

  constructor(trace: Trace) {
    super();
    const backoffs = new PullBackoffs();
    for (const { uid, containers } of trace.pods) {
      for (const { index, image } of containers) this.#pulls[index] = backoffs.of(uid, image);
    }
  }

  override started(container: number): void {
    this.byContainer[container] = undefined;
  }

  override exited(container: number): void {
    this.byContainer[container] = undefined;
  }

  override refused(container: number, _atMs: number, _stepMs: number, expiresAtMs: number): void {
    this.#of(container).nextTryMs = expiresAtMs;
  }

  override startFailed(container: number, atMs: number, reason: WaitingReason): void {
    if (leavesInstance(reason)) return;
    const pull = this.#pulls[container];
    if (isFailedPull(reason)) pull?.failed(atMs);
    const pending = this.#of(container);
    const waitsForPull = isFailedPull(reason) || reason === 'ImagePullBackOff';
    pending.nextTryMs = waitsForPull && pull !== undefined ? pull.againAtMs : atMs + RETRY_MS;
    // In back-off nothing has been tried.
    if (reason === 'ImagePullBackOff') return;
    pending.failedStarts += 1;
    pending.lastTryMs = atMs;
  }

  #of(container: number): Pending {
    const pending = this.byContainer[container] ?? new Pending();
    this.byContainer[container] = pending;
    return pending;
  }
}

/** By container; undefined where nothing has been tried since it ran, or ever. */
export function gatherPendingStarts(trace: Trace): readonly (PendingStart | undefined)[] {
  const gatherer = new PendingGatherer(trace);
  trace.replayRuntime(gatherer);
  return gatherer.byContainer;
}

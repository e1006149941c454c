import type { Refusal } from './container.js';

/** How a sync ended, as far as it matters to what the worker does next. Reused from sync to sync. */
export class SyncOutcome {
  /** Whether it started or removed something, so that the runtime is not what the cache has. */
  acted = false;
  /** Whether something it tried came to nothing. @source kubelet-semantics T12 */
  failed = false;
  /** The earliest finish + step among the containers it refused to start. */
  earliestExpiryMs: number | undefined = undefined;
  /** The earliest instant at which one of its refusals would come out differently. */
  earliestChangeMs: number | undefined = undefined;
  /** Whether it removed all containers, to begin again at once. @source kubelet-semantics A25 */
  removedAll = false;

  reset(): void {
    this.acted = false;
    this.failed = false;
    this.earliestExpiryMs = undefined;
    this.earliestChangeMs = undefined;
    this.removedAll = false;
  }

  /** A container was refused its start. */
  refuse({ expiresAtMs, changesAtMs }: Readonly<Refusal>): void {
    this.earliestExpiryMs = earlier(this.earliestExpiryMs, expiresAtMs);
    this.earliestChangeMs = earlier(this.earliestChangeMs, changesAtMs);
  }

  /** Something else failed. @param atMs when it is tried in earnest again; undefined: at every sync */
  retryAt(atMs: number | undefined): void {
    this.failed = true;
    if (atMs !== undefined) this.earliestChangeMs = earlier(this.earliestChangeMs, atMs);
  }
}

function earlier(aMs: number | undefined, bMs: number): number {
  return aMs === undefined || bMs < aMs ? bMs : aMs;
}

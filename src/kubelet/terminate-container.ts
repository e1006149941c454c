import type { Container } from './container.js';
import type { KubeletContext } from './context.js';

/**
 * Kills a container's newest instance, as far as it still runs; an exit that takes no time has happened on return.
 *
 * @returns when it is gone
 */
export function terminateContainer(
  container: Container,
  graceMs: number,
  { agenda }: KubeletContext,
  nowMs: number,
): number {
  if (!container.actual.isRunning) return nowMs;
  const goneAtMs = container.terminate(nowMs, graceMs);
  if (goneAtMs > nowMs) {
    agenda.schedule(container, goneAtMs);
  } else {
    agenda.cancel(container);
    container.fire(nowMs);
  }
  return goneAtMs;
}

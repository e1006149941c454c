import { MINUTE_MS, SECOND_MS } from '../../time/units.js';

/** @source kubelet-semantics C6 */
const FIRST_MS = 1 * SECOND_MS;
const LONGEST_MS = 15 * MINUTE_MS;

interface Entry {
  stepMs: number;
  updatedAtMs: number;
}

/** How a DaemonSet slows down in replacing failed pods of one node: one second, doubling to fifteen minutes. */
export class DaemonBackoff {
  readonly #entries = new Map<string, Entry>();

  /**
   * Asks to replace a failed pod, and books it when that is granted.
   *
   * @returns undefined when granted; else when to ask again: a whole step later, whatever is left of it
   */
  askMs(node: string, nowMs: number): number | undefined {
    const entry = this.#entries.get(node);
    // Forgotten when it was not used for twice the longest step.
    const isKnown = entry !== undefined && nowMs - entry.updatedAtMs <= 2 * LONGEST_MS;
    if (isKnown && nowMs - entry.updatedAtMs < entry.stepMs) return nowMs + entry.stepMs;
    const stepMs = isKnown ? Math.min(2 * entry.stepMs, LONGEST_MS) : FIRST_MS;
    this.#entries.set(node, { stepMs, updatedAtMs: nowMs });
    return undefined;
  }

  /** A changed specification begins afresh. */
  clear(): void {
    this.#entries.clear();
  }
}

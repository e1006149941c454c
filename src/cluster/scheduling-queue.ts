import { MINUTE_MS, SECOND_MS } from '../time/units.js';
import type { ApiPod } from './api-pod.js';

/** What could let a pod in: room on a node, a node itself, or a claim that is bound. */
export type Help = 'room' | 'node' | 'claim';

/** @source kubelet-semantics S2 */
const FIRST_BACKOFF_MS = 1 * SECOND_MS;
const LONGEST_BACKOFF_MS = 10 * SECOND_MS;
const LEFT_OVER_MS = 5 * MINUTE_MS;
const FLUSH_PERIOD_MS = 30 * SECOND_MS;

/** A pod without a node. */
export interface Waiting {
  readonly pod: ApiPod;
  attempts: number;
  /** When it is tried next; undefined: when something helps. */
  dueAtMs: number | undefined;
  /** Not tried again before. */
  backedOffUntilMs: number;
  failedAtMs: number;
  helps: ReadonlySet<Help>;
}

/**
 * Pods that wait for a node. A failed one waits for something that may help it, and not shorter than its back-off; what
 * nothing helps is tried again after five minutes, at a pass every half minute.
 *
 * @source kubelet-semantics S2; pkg/scheduler/backend/queue
 */
export class SchedulingQueue {
  readonly #waiting = new Map<ApiPod, Waiting>();

  add(pod: ApiPod, nowMs: number): void {
    this.#waiting.set(pod, {
      pod,
      attempts: 0,
      dueAtMs: nowMs,
      backedOffUntilMs: nowMs,
      failedAtMs: nowMs,
      helps: new Set(),
    });
  }

  remove(pod: ApiPod): void {
    this.#waiting.delete(pod);
  }

  /** Those whose turn it is, the one that has waited longest first. */
  due(nowMs: number): readonly Waiting[] {
    for (const each of this.#waiting.values()) {
      if (each.dueAtMs === undefined && leftOverAtMs(each) <= nowMs) each.dueAtMs = nowMs;
    }
    const due = [...this.#waiting.values()].filter(({ dueAtMs }) => dueAtMs !== undefined && dueAtMs <= nowMs);
    return due.sort((a, b) => (a.dueAtMs ?? 0) - (b.dueAtMs ?? 0));
  }

  failed(waiting: Waiting, helps: ReadonlySet<Help>, nowMs: number): void {
    waiting.attempts += 1;
    waiting.dueAtMs = undefined;
    waiting.failedAtMs = nowMs;
    waiting.helps = helps;
    const backoffMs = FIRST_BACKOFF_MS * 2 ** Math.min(waiting.attempts - 1, 4);
    waiting.backedOffUntilMs = nowMs + Math.min(backoffMs, LONGEST_BACKOFF_MS);
  }

  /** Something happened that may let pods in. */
  helped(help: Help, nowMs: number): void {
    for (const each of this.#waiting.values()) {
      if (each.dueAtMs === undefined && each.helps.has(help)) each.dueAtMs = Math.max(nowMs, each.backedOffUntilMs);
    }
  }

  /** When somebody's turn comes next; Infinity: nobody waits. */
  get nextAtMs(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const each of this.#waiting.values()) next = Math.min(next, each.dueAtMs ?? leftOverAtMs(each));
    return next;
  }
}

/** The first pass at which it has waited more than five minutes. */
function leftOverAtMs({ failedAtMs }: Waiting): number {
  return Math.floor((failedAtMs + LEFT_OVER_MS) / FLUSH_PERIOD_MS + 1) * FLUSH_PERIOD_MS;
}

import type { DependencyPlan, Outage } from './plan.js';

/** Things outside the cluster that processes need. Their ups and downs are known in advance. */
export class Dependencies {
  readonly #outages: ReadonlyMap<string, readonly Outage[]>;

  constructor(plans: readonly DependencyPlan[]) {
    this.#outages = new Map(plans.map(({ name, outages }) => [name, outages]));
  }

  /** Whether it is down; at the instant it returns it is up. */
  isDown(name: string, nowMs: number): boolean {
    return this.#of(name).some(({ fromMs, untilMs }) => fromMs <= nowMs && nowMs < untilMs);
  }

  /** The first instant, not before now, at which one of these is down; Infinity when none ever is. */
  nextDownMs(names: readonly string[], nowMs: number): number {
    let earliestMs = Number.POSITIVE_INFINITY;
    for (const name of names) {
      const next = this.#of(name).find(({ untilMs }) => nowMs < untilMs);
      if (next !== undefined) earliestMs = Math.min(earliestMs, Math.max(nowMs, next.fromMs));
    }
    return earliestMs;
  }

  #of(name: string): readonly Outage[] {
    return this.#outages.get(name) ?? [];
  }
}

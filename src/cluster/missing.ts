import type { MissingPlan } from './plan.js';

/** Objects that are referred to and not there, or not right; what is not listed is there. */
export class MissingObjects {
  readonly #plans: readonly MissingPlan[];

  constructor(plans: readonly MissingPlan[]) {
    this.#plans = plans;
  }

  /** What is wrong with an object now; undefined: nothing. */
  find(kind: MissingPlan['kind'], namespace: string, name: string, nowMs: number): MissingPlan | undefined {
    return this.#plans.find(
      (plan) =>
        plan.kind === kind &&
        plan.name === name &&
        (plan.namespace === undefined || plan.namespace === namespace) &&
        nowMs < plan.untilMs,
    );
  }

  /** When claims are put right, which lets pods in that wait for them. */
  get claimsMendedAtMs(): readonly number[] {
    return this.#plans
      .filter(({ kind, untilMs }) => kind === 'PersistentVolumeClaim' && Number.isFinite(untilMs))
      .map(({ untilMs }) => untilMs);
  }
}

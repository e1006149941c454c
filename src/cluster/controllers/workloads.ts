import { globMatches } from '../glob.js';
import type { WorkloadPlan } from '../workload-plan.js';
import type { Control } from './control.js';
import { createWorkload } from './create-workload.js';
import type { Workload } from './workload.js';

/** All controllers' objects that are there. */
export class Workloads {
  readonly #control: Control;
  readonly #workloads = new Map<string, Workload>();

  constructor(control: Control) {
    this.#control = control;
  }

  /** Makes the object, or changes the one of that name. */
  apply(plan: WorkloadPlan, nowMs: number): void {
    const key = `${plan.kind} ${plan.namespace}/${plan.name}`;
    const known = this.#workloads.get(key);
    if (known === undefined || known.isGone) this.#workloads.set(key, createWorkload(this.#control, plan, nowMs));
    else known.apply(plan, nowMs);
  }

  /** Objects of that kind and a name that matches, in any namespace. */
  find(kind: WorkloadPlan['kind'], name: string): readonly Workload[] {
    return [...this.#workloads.values()].filter(
      ({ identity, isGone }) => identity.kind === kind && globMatches(name, identity.name) && !isGone,
    );
  }

  delete(workload: Workload, nowMs: number): void {
    const { kind, namespace, name } = workload.identity;
    this.#workloads.delete(`${kind} ${namespace}/${name}`);
    workload.delete(nowMs);
  }
}

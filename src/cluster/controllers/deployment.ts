import { replicaSetHash } from '../pod-names.js';
import type { DeploymentPlan } from '../workload-plan.js';
import type { Control } from './control.js';
import { Reconciler } from './reconciler.js';
import { ReplicaSetController } from './replica-set.js';
import type { Workload } from './workload.js';

export class DeploymentController extends Reconciler implements Workload {
  #sets: ReplicaSetController[] = [];
  constructor(control: Control, plan: DeploymentPlan, nowMs: number) {
    super(control, control.identify('Deployment', plan.namespace, plan.name));
    const hash = replicaSetHash(control.nameSeed, plan.namespace, plan.name);
    const template = { ...plan.template, labels: { ...plan.template.labels, 'pod-template-hash': hash } };
    this.#sets.push(
      new ReplicaSetController(
        control,
        { ...plan, name: `${plan.name}-${hash}`, owner: this.ownerText, template },
        nowMs,
      ),
    );
  }
  apply(): void {}
  scale(): void {}
  setImage(): void {}
  rollBack(): void {}
  delete(): void {}
  protected override reconcile(): number {
    return Infinity;
  }
}

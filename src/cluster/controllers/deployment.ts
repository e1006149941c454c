import { normal } from '../../kubelet/event-text.js';
import { replicaSetHash } from '../pod-names.js';
import type { TemplatePlan } from '../template-plan.js';
import type { DeploymentPlan, WorkloadPlan } from '../workload-plan.js';
import type { Control } from './control.js';
import { type DeploymentCounts, DeploymentProgress } from './progress.js';
import { Reconciler } from './reconciler.js';
import { ReplicaSetController } from './replica-set.js';
import { type Margins, marginsOf, newSetSize, oldSetSizes, scaledSizes } from './rollout.js';
import { isSameTemplate, withImage, withLabels } from './templates.js';
import type { Workload } from './workload.js';

const SOURCE = 'deployment-controller';
const HASH_LABEL = 'pod-template-hash';

/** A template the Deployment has or had, and the ReplicaSet that makes its pods. */
interface Revision {
  /** As the Deployment says it, without the hash. */
  readonly template: TemplatePlan;
  readonly set: ReplicaSetController;
  /** The newest has the highest; going back to an old template makes it the newest. */
  number: number;
}

/**
 * Replaces pods of an old template by pods of a new one, within its margins. It never goes back by itself.
 *
 * @source kubelet-semantics C2 to C4; pkg/controller/deployment
 */
export class DeploymentController extends Reconciler implements Workload {
  #plan: DeploymentPlan;
  readonly #revisions: Revision[] = [];
  readonly #progress = new DeploymentProgress();
  /** How many pods there might be in all at the last scaling. */
  #sizedFor: number;
  #isScaled = false;

  constructor(control: Control, plan: DeploymentPlan, nowMs: number) {
    super(control, control.identify('Deployment', plan.namespace, plan.name));
    this.#plan = plan;
    this.#sizedFor = plan.replicas + marginsOf(plan).maxSurge;
    this.#create(plan.replicas, nowMs);
    this.changed(nowMs);
  }

  apply(plan: WorkloadPlan, nowMs: number): void {
    if (plan.kind !== 'Deployment') return;
    this.#isScaled ||= plan.replicas !== this.#plan.replicas;
    this.#plan = plan;
    this.changed(nowMs);
  }

  scale(replicas: number, nowMs: number): void {
    this.apply({ ...this.#plan, replicas }, nowMs);
  }

  setImage(container: string | undefined, image: string, nowMs: number): void {
    this.apply({ ...this.#plan, template: withImage(this.#plan.template, container, image) }, nowMs);
  }

  rollBack(nowMs: number): void {
    const [, previous] = this.#revisions.toSorted((a, b) => b.number - a.number);
    if (previous !== undefined) this.apply({ ...this.#plan, template: previous.template }, nowMs);
  }

  delete(nowMs: number): void {
    this.end();
    for (const { set } of this.#revisions) set.delete(nowMs);
    this.control.publish(this.identity, nowMs, { isGone: true });
  }

  protected override get specification() {
    const revision = Math.max(...this.#revisions.map(({ number }) => number));
    return { served: this.#plan.served, template: this.#plan.template.served, revision };
  }

  protected override reconcile(nowMs: number): number {
    const plan = this.#plan;
    const margins = marginsOf(plan);
    const known = this.#revisions.find(({ template }) => isSameTemplate(template, plan.template));
    if (known !== undefined) this.#makeNewest(known, nowMs);
    if (this.#isScaled) this.#scaleAll(known?.set, margins, nowMs);
    else if (plan.strategy.type === 'Recreate') this.#recreate(known?.set, nowMs);
    else this.#roll(known?.set, margins, nowMs);
    return this.#publish(margins, nowMs);
  }

  #roll(known: ReplicaSetController | undefined, margins: Margins, nowMs: number): void {
    const { replicas } = this.#plan;
    const all = this.#revisions.reduce((sum, { set }) => sum + set.replicas, 0);
    const size = newSetSize(replicas, margins, known?.replicas ?? 0, all);
    const newSet = known ?? this.#create(size, nowMs);
    if (known !== undefined && this.#resize(newSet, size, nowMs)) return;
    const old = this.#others(newSet);
    const sizes = oldSetSizes(replicas, margins, sizeOf(newSet), old.map(sizeOf));
    old.forEach((set, at) => {
      this.#resize(set, sizes[at] ?? 0, nowMs);
    });
  }

  /** The old pods are gone before the first new one is made. */
  #recreate(known: ReplicaSetController | undefined, nowMs: number): void {
    const old = this.#others(known);
    for (const set of old) this.#resize(set, 0, nowMs);
    if (old.some(({ pods }) => [...pods].some((pod) => !pod.hasEnded))) return;
    if (known === undefined) this.#create(this.#plan.replicas, nowMs);
    else this.#resize(known, this.#plan.replicas, nowMs);
  }

  #scaleAll(newSet: ReplicaSetController | undefined, { maxSurge }: Margins, nowMs: number): void {
    this.#isScaled = false;
    const { replicas } = this.#plan;
    const allowed = replicas === 0 ? 0 : replicas + maxSurge;
    const active = this.#revisions.map(({ set }) => set).filter((set) => set.replicas > 0);
    const [only, other] = active;
    if (other === undefined) {
      const target = only ?? newSet;
      if (target !== undefined) this.#resize(target, replicas, nowMs);
    } else {
      const largest = active.toSorted((a, b) => b.replicas - a.replicas);
      const sizes = scaledSizes(
        largest.map((set) => set.replicas),
        allowed,
        this.#sizedFor,
      );
      largest.forEach((set, at) => {
        this.#resize(set, sizes[at] ?? 0, nowMs);
      });
    }
    this.#sizedFor = allowed;
    this.changed(nowMs);
  }

  #create(replicas: number, nowMs: number): ReplicaSetController {
    const { control, namespace, name, ownerText: owner } = this;
    const { template, minReadyMs } = this.#plan;
    const number = 1 + Math.max(0, ...this.#revisions.map((revision) => revision.number));
    const hash = replicaSetHash(control.nameSeed, namespace, name, this.#revisions.length + 1);
    const own = withLabels(template, { [HASH_LABEL]: hash });
    const spec = { namespace, name: `${name}-${hash}`, owner, replicas, minReadyMs, template: own, revision: number };
    const set = new ReplicaSetController(control, spec, nowMs, (atMs) => this.changed(atMs));
    this.#revisions.push({ template, set, number });
    if (replicas > 0) this.#tellScaled(set, 0, replicas, nowMs);
    this.#progress.setCreated(set.name, nowMs);
    return set;
  }

  #resize(set: ReplicaSetController, replicas: number, nowMs: number): boolean {
    const before = set.replicas;
    if (before === replicas) return false;
    set.scale(replicas, nowMs);
    this.#tellScaled(set, before, replicas, nowMs);
    return true;
  }

  #tellScaled({ name }: ReplicaSetController, from: number, to: number, nowMs: number): void {
    const message = `Scaled ${to > from ? 'up' : 'down'} replica set ${name} from ${from} to ${to}`;
    this.control.tell(this.identity, SOURCE, normal('ScalingReplicaSet', message), nowMs);
  }

  #makeNewest(known: Revision, nowMs: number): void {
    const newest = Math.max(...this.#revisions.map(({ number }) => number));
    if (known.number === newest) return;
    known.number = newest + 1;
    known.set.renumber(known.number, nowMs);
  }

  /** The others, oldest first. */
  #others(newSet: ReplicaSetController | undefined): readonly ReplicaSetController[] {
    return this.#revisions.map(({ set }) => set).filter((set) => set !== newSet);
  }

  #publish({ maxUnavailable }: Margins, nowMs: number): number {
    const { replicas: specReplicas, template, progressDeadlineMs } = this.#plan;
    const newSet = this.#revisions.find((revision) => isSameTemplate(revision.template, template))?.set;
    const sets = this.#revisions.map(({ set }) => set);
    const sum = (of: (set: ReplicaSetController) => number): number => sets.reduce((all, set) => all + of(set), 0);
    const availableReplicas = sum(({ status }) => status.availableReplicas);
    const counts: DeploymentCounts = {
      specReplicas,
      replicas: sum(({ status }) => status.replicas),
      updatedReplicas: newSet?.status.replicas ?? 0,
      readyReplicas: sum(({ status }) => status.readyReplicas),
      availableReplicas,
      unavailableReplicas: Math.max(0, sum(({ replicas }) => replicas) - availableReplicas),
    };
    this.#progress.judgeAvailability(availableReplicas, specReplicas - maxUnavailable, nowMs);
    const dueMs = this.#progress.judge(counts, newSet?.name ?? '', progressDeadlineMs, nowMs);
    this.publishCounts(counts, nowMs, this.#progress.conditions);
    return dueMs + this.control.timing.deadlineSlackMs;
  }
}

function sizeOf({ replicas, status }: ReplicaSetController): { replicas: number; available: number } {
  return { replicas, available: status.availableReplicas };
}

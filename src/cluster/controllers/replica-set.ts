import { normal } from '../../kubelet/event-text.js';
import type { ServedObject } from '../../trace/served.js';
import type { PodChange, PodWatcher } from '../api.js';
import type { ApiPod } from '../api-pod.js';
import type { TemplatePlan } from '../template-plan.js';
import type { WorkloadPlan } from '../workload-plan.js';
import type { Control } from './control.js';
import { byDispensability } from './dispensable.js';
import { PodTally } from './pod-tally.js';
import { Reconciler } from './reconciler.js';
import { ReplicaNames } from './replica-names.js';
import { withImage } from './templates.js';
import type { Workload } from './workload.js';

const SOURCE = 'replicaset-controller';

export interface ReplicaSetSpec {
  readonly namespace: string;
  readonly name: string;
  /** Its Deployment, as `Deployment/web`. */
  readonly owner?: string | undefined;
  readonly replicas: number;
  readonly minReadyMs: number;
  readonly template: TemplatePlan;
  readonly served?: ServedObject | undefined;
  /** Which of its Deployment's templates it has. */
  readonly revision?: number;
}

/** What the API shows of a ReplicaSet. */
export interface ReplicaSetStatus {
  readonly replicas: number;
  readonly readyReplicas: number;
  readonly availableReplicas: number;
}

/**
 * Keeps as many pods as asked for: makes one for each that has ended or is to go, and lets the most dispensable go when
 * there are too many. Crash loops are the kubelet's business.
 *
 * @source kubelet-semantics C1; pkg/controller/replicaset
 */
export class ReplicaSetController extends Reconciler implements PodWatcher, Workload {
  /** Of the pods it makes next. */
  template: TemplatePlan;
  /** What its own manifest says; undefined when a Deployment has made it. */
  served: ServedObject | undefined;
  #revision: number | undefined;
  replicas: number;
  status: ReplicaSetStatus = { replicas: 0, readyReplicas: 0, availableReplicas: 0 };
  readonly #tally: PodTally;
  readonly #names: ReplicaNames;
  readonly #onChange: ((nowMs: number) => void) | undefined;
  /** Pods it let go itself: nobody stands in for them. */
  readonly #dismissed = new Set<ApiPod>();
  readonly #replaced = new Set<ApiPod>();

  /** @param onChange its Deployment listens */
  constructor(control: Control, spec: ReplicaSetSpec, nowMs: number, onChange?: (nowMs: number) => void) {
    super(control, control.identify('ReplicaSet', spec.namespace, spec.name, spec.owner));
    this.template = spec.template;
    this.served = spec.served;
    this.#revision = spec.revision;
    this.replicas = spec.replicas;
    this.#tally = new PodTally(spec.minReadyMs);
    this.#names = new ReplicaNames(control.nameSeed, spec.namespace, spec.name, this.isPodThere);
    this.#onChange = onChange;
    control.api.watchOwned(this.namespace, this.ownerText, this);
    this.changed(nowMs);
  }

  /** All its pods that are there. */
  get pods(): IterableIterator<ApiPod> {
    return this.#tally.pods;
  }

  apply(plan: WorkloadPlan, nowMs: number): void {
    if (plan.kind !== 'ReplicaSet') return;
    this.template = plan.template;
    this.served = plan.served;
    this.scale(plan.replicas, nowMs);
  }

  /** Pods that are there keep theirs. */
  setImage(container: string | undefined, image: string): void {
    this.template = withImage(this.template, container, image);
  }

  /** Its Deployment goes back to its template. */
  renumber(revision: number, nowMs: number): void {
    this.#revision = revision;
    this.changed(nowMs);
  }

  scale(replicas: number, nowMs: number): void {
    this.replicas = replicas;
    this.changed(nowMs);
  }

  /** The object goes, and its pods with it. */
  delete(nowMs: number): void {
    this.end();
    this.control.api.unwatchOwned(this.namespace, this.ownerText);
    for (const pod of this.#tally.pods) this.control.pods.delete(pod, nowMs);
    this.control.publish(this.identity, nowMs, { isGone: true });
  }

  podChanged(pod: ApiPod, change: PodChange, nowMs: number): void {
    this.#tally.note(pod, nowMs);
    if (change === 'created') {
      this.#names.take(pod.name);
      this.control.tell(this.identity, SOURCE, normal('SuccessfulCreate', `Created pod: ${pod.name}`), nowMs);
    } else if (!pod.isActive && !this.#dismissed.has(pod) && !this.#replaced.has(pod)) {
      this.#replaced.add(pod);
      this.#names.departed(pod.name);
    }
    if (change === 'gone') {
      this.#dismissed.delete(pod);
      this.#replaced.delete(pod);
      this.#onChange?.(nowMs);
    }
    if (change !== 'status' && change !== 'bound') this.changed(nowMs);
  }

  protected override get specification() {
    return { served: this.served, template: this.template.served, revision: this.#revision };
  }

  protected override reconcile(nowMs: number): number {
    const nextMs = this.#tally.settle(nowMs);
    const missing = this.replicas - this.#tally.active;
    for (let left = missing; left > 0; left -= 1) this.#create(nowMs);
    if (missing < 0) this.#dismiss(-missing, nowMs);
    this.#publish(nowMs);
    return nextMs;
  }

  #create(nowMs: number): void {
    const { namespace, ownerText: owner, template } = this;
    this.control.pods.create({ namespace, name: this.#names.next(), owner, template }, nowMs);
  }

  #dismiss(count: number, nowMs: number): void {
    const active = [...this.#tally.pods].filter((pod) => pod.isActive);
    for (const pod of active.sort(byDispensability).slice(0, count)) {
      this.#dismissed.add(pod);
      this.control.tell(this.identity, SOURCE, normal('SuccessfulDelete', `Deleted pod: ${pod.name}`), nowMs);
      this.control.pods.delete(pod, nowMs);
    }
  }

  #publish(nowMs: number): void {
    const { active, ready, available } = this.#tally;
    const status = { replicas: active, readyReplicas: ready, availableReplicas: available };
    if (!this.publishCounts({ specReplicas: this.replicas, ...status }, nowMs)) return;
    this.status = status;
    this.#onChange?.(nowMs);
  }
}

import { normal, warning } from '../../kubelet/event-text.js';
import type { PodChange, PodWatcher } from '../api.js';
import type { ApiPod } from '../api-pod.js';
import { replicaNames } from '../pod-names.js';
import type { TemplatePlan } from '../template-plan.js';
import type { DaemonSetPlan, WorkloadPlan } from '../workload-plan.js';
import type { Control } from './control.js';
import { DaemonBackoff } from './daemon-backoff.js';
import { PodTally } from './pod-tally.js';
import { Reconciler } from './reconciler.js';
import { withImage } from './templates.js';
import type { Workload } from './workload.js';

const SOURCE = 'daemonset-controller';

/**
 * Keeps one pod on every node that its selector picks. Failed ones are replaced, slower and slower; crash loops are left
 * to the kubelet. A new template goes node by node.
 *
 * @source kubelet-semantics C6; pkg/controller/daemon
 */
export class DaemonSetController extends Reconciler implements PodWatcher, Workload {
  #plan: DaemonSetPlan;
  readonly #tally: PodTally;
  /** All that are there, by the node they were made for. */
  readonly #pods = new Map<string, Set<ApiPod>>();
  readonly #templates = new Map<ApiPod, TemplatePlan>();
  readonly #backoff = new DaemonBackoff();
  /** How many pods each node has had. */
  readonly #lives = new Map<string, number>();

  constructor(control: Control, plan: DaemonSetPlan, nowMs: number) {
    super(control, control.identify('DaemonSet', plan.namespace, plan.name));
    this.#plan = plan;
    this.#tally = new PodTally(plan.minReadyMs);
    control.api.watchOwned(this.namespace, this.ownerText, this);
    this.changed(nowMs);
  }

  apply(plan: WorkloadPlan, nowMs: number): void {
    if (plan.kind !== 'DaemonSet') return;
    this.#plan = plan;
    this.#backoff.clear();
    this.changed(nowMs);
  }

  /** It has as many as there are nodes. */
  scale(): void {}

  setImage(container: string | undefined, image: string, nowMs: number): void {
    this.apply({ ...this.#plan, template: withImage(this.#plan.template, container, image) }, nowMs);
  }

  delete(nowMs: number): void {
    this.end();
    this.control.api.unwatchOwned(this.namespace, this.ownerText);
    for (const pod of this.#tally.pods) this.control.pods.delete(pod, nowMs);
    this.control.publish(this.identity, nowMs, { isGone: true });
  }

  podChanged(pod: ApiPod, change: PodChange, nowMs: number): void {
    this.#tally.note(pod, nowMs);
    const node = pod.onlyNode ?? pod.node ?? '';
    const there = this.#pods.get(node) ?? new Set();
    this.#pods.set(node, there);
    if (change === 'created') {
      there.add(pod);
      this.#templates.set(pod, pod.template);
      this.control.tell(this.identity, SOURCE, normal('SuccessfulCreate', `Created pod: ${pod.name}`), nowMs);
    } else if (change === 'gone') {
      there.delete(pod);
      this.#templates.delete(pod);
    }
    if (change !== 'status' && change !== 'bound') this.changed(nowMs);
  }

  protected override reconcile(nowMs: number): number {
    let nextMs = this.#tally.settle(nowMs);
    for (const { name, room } of this.control.nodes) {
      const isWanted = room.isSelectedBy(this.#plan.template.placement.nodeSelector);
      nextMs = Math.min(nextMs, this.#keepNode(name, isWanted, nowMs));
    }
    this.#update(nowMs);
    this.#publish(nowMs);
    return nextMs;
  }

  /** @returns when a failed pod may be replaced that may not be yet */
  #keepNode(node: string, isWanted: boolean, nowMs: number): number {
    let nextMs = Number.POSITIVE_INFINITY;
    const pods = this.#pods.get(node) ?? new Set<ApiPod>();
    for (const pod of pods) {
      if (pod.isTerminating) continue;
      if (!isWanted) this.#delete(pod, nowMs);
      else if (pod.phase === 'Failed') nextMs = Math.min(nextMs, this.#replaceFailed(pod, node, nowMs));
    }
    if (isWanted && pods.size === 0) this.#create(node, nowMs);
    return nextMs;
  }

  #replaceFailed(pod: ApiPod, node: string, nowMs: number): number {
    const againMs = this.#backoff.askMs(node, nowMs);
    if (againMs !== undefined) return againMs;
    const message = `Found failed daemon pod ${pod.namespace}/${pod.name} on node ${node}, will try to kill it`;
    this.control.tell(this.identity, SOURCE, warning('FailedDaemonPod', message), nowMs);
    this.#delete(pod, nowMs);
    return Number.POSITIVE_INFINITY;
  }

  /** Old pods that are of no use go at once; of the others one, when all nodes are served. */
  #update(nowMs: number): void {
    const old = [...this.#tally.pods].filter((pod) => this.#isOld(pod) && !pod.isTerminating);
    for (const pod of old) if (!this.#tally.isAvailable(pod)) this.#delete(pod, nowMs);
    const [next] = old.filter((pod) => this.#tally.isAvailable(pod));
    if (next !== undefined && this.#tally.available >= this.#wanted) this.#delete(next, nowMs);
  }

  #isOld(pod: ApiPod): boolean {
    return this.#templates.get(pod) !== this.#plan.template;
  }

  #create(node: string, nowMs: number): void {
    const { namespace, ownerText: owner } = this;
    const life = 1 + (this.#lives.get(node) ?? 0);
    this.#lives.set(node, life);
    const podName = this.#nameFor(node, life);
    const { template } = this.#plan;
    this.control.pods.create({ namespace, name: podName, owner, template, onlyNode: node }, nowMs);
  }

  /** A name of this set that depends on the node and how many pods it had before. */
  #nameFor(node: string, life: number): string {
    const names = replicaNames(this.control.nameSeed, this.namespace, `${this.name}-${node}`, life);
    return `${this.name}-${names.at(-1)?.slice(-5)}`;
  }

  #delete(pod: ApiPod, nowMs: number): void {
    this.control.tell(this.identity, SOURCE, normal('SuccessfulDelete', `Deleted pod: ${pod.name}`), nowMs);
    this.control.pods.delete(pod, nowMs);
  }

  get #wanted(): number {
    const { nodeSelector } = this.#plan.template.placement;
    return this.control.nodes.filter(({ room }) => room.isSelectedBy(nodeSelector)).length;
  }

  #publish(nowMs: number): void {
    const served = [...this.#pods.values()].filter((pods) => pods.size > 0).length;
    const updated = [...this.#tally.pods].filter((pod) => !this.#isOld(pod)).length;
    const counts = {
      desiredNumberScheduled: this.#wanted,
      currentNumberScheduled: served,
      updatedNumberScheduled: updated,
      numberReady: this.#tally.ready,
      numberAvailable: this.#tally.available,
      numberUnavailable: Math.max(0, this.#wanted - this.#tally.available),
    };
    this.publishCounts(counts, nowMs);
  }
}

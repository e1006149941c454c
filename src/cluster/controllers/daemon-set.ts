import { namedStream } from '../../engine/stream.js';
import { normal, warning } from '../../kubelet/event-text.js';
import type { PodChange, PodWatcher } from '../api.js';
import type { ApiPod } from '../api-pod.js';
import type { NodeRoom } from '../node-room.js';
import { drawName, podPrefix, revisionHash } from '../pod-names.js';
import type { TemplatePlan } from '../template-plan.js';
import { admittedTolerations, isExpelled } from '../tolerations.js';
import type { DaemonSetPlan, WorkloadPlan } from '../workload-plan.js';
import type { Control } from './control.js';
import { DaemonBackoff } from './daemon-backoff.js';
import { PodTally } from './pod-tally.js';
import { Reconciler } from './reconciler.js';
import { knownTemplate, withImage, withLabels } from './templates.js';
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
  /** Each template with the labels that tell its revision, in the order in which pods were made from them. */
  readonly #labelled = new Map<TemplatePlan, TemplatePlan>();
  readonly #backoff = new DaemonBackoff();
  /** How many pods each node has had. */
  readonly #lives = new Map<string, number>();
  /** Nodes to look at: something changed there. */
  readonly #touched = new Set<string>();
  /** Nodes whose failed pod may not be replaced yet, and when it may. */
  readonly #retries = new Map<string, number>();
  /** Nodes that are to have a pod. */
  #wanted: ReadonlySet<string> = new Set();
  /** Nodes that keep one that is there: these, and those that have since been closed to new ones. */
  #kept: ReadonlySet<string> = new Set();
  /** Nodes that have a pod and are to have none. */
  readonly #stray = new Set<string>();
  readonly #lookAtNodes = (nowMs: number): void => this.#begin(nowMs);
  /** How many nodes have a pod. */
  #served = 0;
  /** How many pods have the newest template. */
  #updated = 0;

  constructor(control: Control, plan: DaemonSetPlan, nowMs: number) {
    super(control, control.identify('DaemonSet', plan.namespace, plan.name));
    this.#plan = plan;
    this.#tally = new PodTally(plan.minReadyMs);
    control.api.watchOwned(this.namespace, this.ownerText, this);
    control.watchNodes(this.#lookAtNodes);
    this.#begin(nowMs);
  }

  apply(plan: WorkloadPlan, nowMs: number): void {
    if (plan.kind !== 'DaemonSet') return;
    const template = knownTemplate(plan.template, [this.#plan.template, ...this.#templates.values()]);
    this.#plan = { ...plan, template };
    this.#backoff.clear();
    this.#begin(nowMs);
  }

  /** It has as many as there are nodes. */
  scale(): void {}

  setImage(container: string | undefined, image: string, nowMs: number): void {
    this.apply({ ...this.#plan, template: withImage(this.#plan.template, container, image) }, nowMs);
  }

  delete(nowMs: number): void {
    this.end();
    this.control.unwatchNodes(this.#lookAtNodes);
    this.control.api.unwatchOwned(this.namespace, this.ownerText);
    for (const pod of this.#tally.pods) this.control.pods.delete(pod, nowMs);
    this.control.publish(this.identity, nowMs, { isGone: true });
  }

  podChanged(pod: ApiPod, change: PodChange, nowMs: number): void {
    this.#tally.note(pod, nowMs);
    const node = pod.onlyNode ?? pod.node ?? '';
    const there = this.#pods.get(node) ?? new Set();
    this.#pods.set(node, there);
    this.#served -= Number(there.size > 0);
    if (change === 'created') {
      there.add(pod);
      this.#updated += 1;
      this.#templates.set(pod, this.#plan.template);
      this.control.tell(this.identity, SOURCE, normal('SuccessfulCreate', `Created pod: ${pod.name}`), nowMs);
    } else if (change === 'gone') {
      if (there.delete(pod) && !this.#isOld(pod)) this.#updated -= 1;
      this.#templates.delete(pod);
    }
    this.#served += Number(there.size > 0);
    this.#sort(node);
    this.#touched.add(node);
    if (change !== 'status' && change !== 'bound') this.changed(nowMs);
  }

  protected override get specification() {
    return { served: this.#plan.served, template: this.#plan.template.served };
  }

  protected override reconcile(nowMs: number): number {
    const nextMs = this.#tally.settle(nowMs);
    for (const [node, atMs] of this.#retries) if (atMs <= nowMs) this.#touched.add(node);
    for (const node of this.#touched) this.#keepNode(node, nowMs);
    this.#touched.clear();
    if (this.#updated < this.#tally.size && this.#plan.updates === 'RollingUpdate') this.#update(nowMs);
    this.#publish(nowMs);
    return Math.min(nextMs, ...this.#retries.values());
  }

  /**
   * A new specification, or a node that is lost or back: every node is looked at.
   *
   * @source pkg/controller/daemon/daemon_controller.go NodeShouldRunDaemonPod
   */
  #begin(nowMs: number): void {
    const { placement } = this.#plan.template;
    const rooms = this.control.nodes.map(({ room }) => room).filter((room) => room.isSelectedBy(placement));
    const tolerations = admittedTolerations(placement.tolerations, true);
    this.#wanted = namesOf(rooms.filter((room) => room.taintAgainst(placement, true) === undefined));
    this.#kept = namesOf(rooms.filter((room) => !isExpelled(room.taintsNow, tolerations)));
    for (const node of this.#pods.keys()) this.#sort(node);
    this.#updated = [...this.#tally.pods].filter((pod) => !this.#isOld(pod)).length;
    for (const { name } of this.control.nodes) this.#touched.add(name);
    this.changed(nowMs);
  }

  #sort(node: string): void {
    if ((this.#pods.get(node)?.size ?? 0) > 0 && !this.#wanted.has(node)) this.#stray.add(node);
    else this.#stray.delete(node);
  }

  #keepNode(node: string, nowMs: number): void {
    this.#retries.delete(node);
    const isWanted = this.#wanted.has(node);
    const pods = this.#pods.get(node) ?? new Set<ApiPod>();
    for (const pod of pods) {
      if (pod.isTerminating) continue;
      if (!this.#kept.has(node)) this.#delete(pod, nowMs);
      else if (pod.phase === 'Failed') this.#replaceFailed(pod, node, nowMs);
    }
    if (isWanted && pods.size === 0) this.#create(node, nowMs);
  }

  #replaceFailed(pod: ApiPod, node: string, nowMs: number): void {
    const againMs = this.#backoff.askMs(node, nowMs);
    if (againMs !== undefined) {
      this.#retries.set(node, againMs);
      return;
    }
    const message = `Found failed daemon pod ${pod.namespace}/${pod.name} on node ${node}, will try to kill it`;
    this.control.tell(this.identity, SOURCE, warning('FailedDaemonPod', message), nowMs);
    this.#delete(pod, nowMs);
  }

  /** Old pods that are of no use go at once; of the others one, when all nodes and all new pods serve. */
  #update(nowMs: number): void {
    const pods = [...this.#tally.pods];
    const old = pods.filter((pod) => this.#isOld(pod) && !pod.isTerminating);
    for (const pod of old) if (!this.#tally.isAvailable(pod)) this.#delete(pod, nowMs);
    const [next] = old.filter((pod) => this.#tally.isAvailable(pod));
    if (next === undefined || this.#tally.available < this.#wanted.size) return;
    if (pods.every((pod) => this.#isOld(pod) || this.#tally.isAvailable(pod))) this.#delete(next, nowMs);
  }

  #isOld(pod: ApiPod): boolean {
    return this.#templates.get(pod) !== this.#plan.template;
  }

  #create(node: string, nowMs: number): void {
    const { namespace, ownerText: owner } = this;
    const life = 1 + (this.#lives.get(node) ?? 0);
    this.#lives.set(node, life);
    const podName = this.#nameFor(node, life);
    const template = this.#ownTemplate();
    this.control.pods.create({ namespace, name: podName, owner, template, onlyNode: node }, nowMs);
  }

  /** @source pkg/controller/daemon/util CreatePodTemplate */
  #ownTemplate(): TemplatePlan {
    const { template } = this.#plan;
    const known = this.#labelled.get(template);
    if (known !== undefined) return known;
    const revision = this.#labelled.size + 1;
    const labelled = withLabels(template, {
      'controller-revision-hash': revisionHash(this.control.nameSeed, this.namespace, this.name, revision),
      'pod-template-generation': String(revision),
    });
    this.#labelled.set(template, labelled);
    return labelled;
  }

  /** A name of this set that depends on the node and how many pods it had before. */
  #nameFor(node: string, life: number): string {
    const { nameSeed } = this.control;
    const stream = namedStream(nameSeed, 'pod', this.namespace, `${this.name}-${node}`, String(life - 1));
    return drawName(stream, podPrefix(this.name), this.isPodThere);
  }

  #delete(pod: ApiPod, nowMs: number): void {
    this.control.tell(this.identity, SOURCE, normal('SuccessfulDelete', `Deleted pod: ${pod.name}`), nowMs);
    this.control.pods.delete(pod, nowMs);
  }

  #publish(nowMs: number): void {
    const wanted = this.#wanted.size;
    const strays = [...this.#stray].flatMap((node) => [...(this.#pods.get(node) ?? [])]);
    const counts = {
      desiredNumberScheduled: wanted,
      currentNumberScheduled: this.#served - this.#stray.size,
      updatedNumberScheduled: this.#updated - strays.filter((pod) => !this.#isOld(pod)).length,
      numberMisscheduled: this.#stray.size,
      numberReady: this.#tally.ready,
      numberAvailable: this.#tally.available,
      numberUnavailable: Math.max(0, wanted - this.#tally.available),
    };
    this.publishCounts(counts, nowMs);
  }
}

const namesOf = (rooms: readonly NodeRoom[]): ReadonlySet<string> => new Set(rooms.map(({ name }) => name));

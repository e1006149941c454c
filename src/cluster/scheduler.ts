import type { Agenda } from '../engine/agenda.js';
import { type Distribution, drawMs } from '../engine/distributions.js';
import { namedStream } from '../engine/stream.js';
import { Timer } from '../engine/timer.js';
import type { EventText } from '../kubelet/event-text.js';
import type { EventRules } from '../kubelet/event-versions.js';
import type { Api, PodChange, PodWatcher } from './api.js';
import type { ApiPod } from './api-pod.js';
import type { ClusterNode } from './cluster-node.js';
import type { MissingObjects } from './missing.js';
import { NodePool } from './node-pool.js';
import { Occupancy } from './occupancy.js';
import type { Operator } from './operator.js';
import type { Pods } from './pods.js';
import { CLUSTER_RANK } from './ranks.js';
import { failedScheduling, scheduled } from './scheduler-texts.js';
import { type Help, SchedulingQueue, type Waiting } from './scheduling-queue.js';
import { type Verdict, verdictOnClaim, verdictOnNodes } from './unschedulable.js';

export interface SchedulerParts {
  readonly api: Api;
  readonly pods: Pods;
  readonly nodes: readonly ClusterNode[];
  readonly missing: MissingObjects;
  readonly rules: EventRules;
  readonly agenda: Agenda;
  readonly operator: Operator;
  readonly latency: Distribution;
  readonly masterSeed: number;
}

/** Chooses nodes for pods that have none, one after the other. Fires when a pod's turn has come. */
export class Scheduler extends Timer implements PodWatcher {
  readonly #parts: SchedulerParts;
  readonly #queue = new SchedulingQueue();
  readonly #pool: NodePool<ClusterNode>;
  readonly #occupancy: Occupancy;

  constructor(parts: SchedulerParts) {
    super(CLUSTER_RANK.scheduler, 0);
    this.#parts = parts;
    this.#pool = new NodePool(parts.nodes);
    this.#occupancy = new Occupancy(this.#pool);
    for (const atMs of parts.missing.claimsMendedAtMs) {
      parts.operator.at(atMs, (nowMs) => this.helped('claim', nowMs));
    }
  }

  podChanged(pod: ApiPod, change: PodChange, nowMs: number): void {
    if (change === 'created' && pod.template.placement.nodeName === undefined) {
      this.#queue.add(pod, nowMs);
      if (!this.isPending || this.dueAtMs > nowMs) this.#parts.agenda.schedule(this, nowMs);
    } else if (change === 'bound') {
      const node = this.#pool.get(pod.node ?? '');
      if (node !== undefined) this.#occupancy.take(pod, node);
    } else if (change === 'gone' || change === 'phase') {
      if (change === 'gone') this.#queue.remove(pod);
      if (this.#occupancy.releaseIfOver(pod)) this.helped('room', nowMs);
    }
  }

  /** Something happened that may let waiting pods in. */
  helped(help: Help, nowMs: number): void {
    this.#queue.helped(help, nowMs);
    this.#wake();
  }

  override fire(nowMs: number): void {
    for (const waiting of this.#queue.due(nowMs)) this.#place(waiting, nowMs);
    this.#wake();
  }

  override describe(): string {
    return 'the scheduler';
  }

  #wake(): void {
    const { nextAtMs } = this.#queue;
    const { agenda } = this.#parts;
    if (nextAtMs === Number.POSITIVE_INFINITY) agenda.cancel(this);
    else agenda.schedule(this, nextAtMs);
  }

  #place(waiting: Waiting, nowMs: number): void {
    const { pod } = waiting;
    const { nodes, missing, rules } = this.#parts;
    const claim = verdictOnClaim(pod, missing, nodes.length, rules, nowMs);
    if (claim !== undefined) {
      this.#refuse(waiting, claim, nowMs);
      return;
    }
    const guest = { placement: pod.template.placement, spec: pod.spec, onlyNode: pod.onlyNode };
    const choice = this.#pool.choose(guest);
    if (choice.kind === 'none') this.#refuse(waiting, verdictOnNodes(choice.misfits, rules), nowMs);
    else this.#assign(pod, choice.node, nowMs);
  }

  /** @source kubelet-semantics S1 */
  #refuse(waiting: Waiting, { message, helps }: Verdict, nowMs: number): void {
    const { pod } = waiting;
    this.#queue.failed(waiting, helps, nowMs);
    this.#tell(pod, failedScheduling(message), nowMs);
    if (pod.unschedulable === message) return;
    pod.unschedulable = message;
    const condition = { type: 'PodScheduled', status: false, reason: 'Unschedulable', message } as const;
    this.#parts.api.conditionPublished(pod.identity.index, nowMs, condition);
  }

  #assign(pod: ApiPod, node: ClusterNode, nowMs: number): void {
    this.#queue.remove(pod);
    this.#occupancy.take(pod, node);
    const { latency, operator, masterSeed } = this.#parts;
    const path = ['schedule', pod.namespace, pod.name, String(pod.life)];
    const lateMs = latency.kind === 'fixed' ? latency.ms : drawMs(latency, namedStream(masterSeed, ...path));
    if (lateMs === 0) this.#bind(pod, node, nowMs);
    else operator.at(nowMs + lateMs, (atMs) => this.#bind(pod, node, atMs));
  }

  #bind(pod: ApiPod, node: ClusterNode, nowMs: number): void {
    if (pod.isGone) return;
    const { api, pods } = this.#parts;
    const condition = { type: 'PodScheduled', status: true, reason: null, message: null } as const;
    api.conditionPublished(pod.identity.index, nowMs, condition);
    this.#tell(pod, scheduled(pod.namespace, pod.name, node.name), nowMs);
    pods.bind(pod, node.name, nowMs);
  }

  #tell({ identity }: ApiPod, text: EventText, nowMs: number): void {
    const { namespace, name, uid } = identity;
    const object = { kind: 'Pod', namespace, name, uid };
    this.#parts.api.occurred({ ...text, source: 'default-scheduler', host: null, object, fieldPath: null }, nowMs);
  }
}

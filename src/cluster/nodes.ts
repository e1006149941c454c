import { isOfDaemonSet } from '../trace/identity.js';
import type { Api, PodChange, PodWatcher } from './api.js';
import type { ApiPod } from './api-pod.js';
import type { ClusterNode } from './cluster-node.js';
import type { Control } from './controllers/control.js';
import { NodeController } from './controllers/node.js';
import type { Pods } from './pods.js';
import type { Scheduler } from './scheduler.js';

export interface NodesParts {
  readonly nodes: ReadonlyMap<string, ClusterNode>;
  readonly api: Api;
  readonly pods: Pods;
  readonly scheduler: Scheduler;
  readonly control: Control;
}

/** What can be done to nodes. */
export class Nodes implements PodWatcher {
  readonly #parts: NodesParts;
  readonly #controllers = new Map<string, NodeController>();

  constructor(parts: NodesParts) {
    this.#parts = parts;
  }

  /** Tells the API of all nodes, and looks after them from now on. */
  watch(): void {
    const { nodes, control, scheduler, api } = this.#parts;
    for (const [name, node] of nodes) {
      this.#controllers.set(name, new NodeController(control, node, (nowMs) => scheduler.helped('node', nowMs)));
    }
    api.watch(this);
  }

  podChanged(pod: ApiPod, change: PodChange, nowMs: number): void {
    if (pod.node === undefined) return;
    if (change === 'bound') this.#controllers.get(pod.node)?.podCame(pod, nowMs);
    else if (change === 'gone') this.#controllers.get(pod.node)?.podWent(pod);
  }

  restartKubelet(name: string, nowMs: number): void {
    const node = this.#nodeOf(name);
    if (!node.isLost) node.kubelet.restart(nowMs);
  }

  /** The machine starts anew. One that was lost, because it was off, is back with it. @source kubelet-semantics A8, B21 */
  reboot(name: string, nowMs: number): void {
    const node = this.#nodeOf(name);
    if (node.isLost) this.#controllerOf(name).recover(nowMs, 'rebooted');
    else node.kubelet.reboot(nowMs);
  }

  /** No new pods go there. */
  cordon(name: string, nowMs: number): void {
    this.#controllerOf(name).setCordoned(true, nowMs);
  }

  uncordon(name: string, nowMs: number): void {
    this.#controllerOf(name).setCordoned(false, nowMs);
  }

  /**
   * Empties the node, as `kubectl drain --ignore-daemonsets --force` does: who has a controller comes back elsewhere.
   *
   * @source kubelet-semantics C11
   */
  drain(name: string, nowMs: number): void {
    this.cordon(name, nowMs);
    const { api, pods } = this.#parts;
    const condition = {
      type: 'DisruptionTarget',
      status: true,
      reason: 'EvictionByEvictionAPI',
      message: 'Eviction API: evicting',
    } as const;
    for (const pod of [...api.pods]) {
      if (pod.node !== name || pod.isTerminating || isOfDaemonSet(pod.identity)) continue;
      api.conditionPublished(pod.identity.index, nowMs, condition);
      pods.delete(pod, nowMs);
    }
  }

  lose(name: string, nowMs: number): void {
    this.#controllerOf(name).lose(nowMs);
  }

  recover(name: string, nowMs: number): void {
    this.#controllerOf(name).recover(nowMs);
  }

  #nodeOf(name: string): ClusterNode {
    const node = this.#parts.nodes.get(name);
    if (node === undefined) throw new RangeError(`no node is named ${name}`);
    return node;
  }

  #controllerOf(name: string): NodeController {
    const controller = this.#controllers.get(name);
    if (controller === undefined) throw new RangeError(`no node is named ${name}`);
    return controller;
  }
}

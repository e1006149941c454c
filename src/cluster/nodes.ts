import type { Api } from './api.js';
import type { ApiPod } from './api-pod.js';
import type { ClusterNode } from './cluster-node.js';
import type { Pods } from './pods.js';
import type { Scheduler } from './scheduler.js';

export interface NodesParts {
  readonly nodes: ReadonlyMap<string, ClusterNode>;
  readonly api: Api;
  readonly pods: Pods;
  readonly scheduler: Scheduler;
}

/** What can be done to nodes. */
export class Nodes {
  readonly #parts: NodesParts;

  constructor(parts: NodesParts) {
    this.#parts = parts;
  }

  restartKubelet(name: string, nowMs: number): void {
    const node = this.#get(name);
    if (!node.isLost) node.kubelet.restart(nowMs);
  }

  /** No new pods go there. */
  cordon(name: string, _nowMs: number): void {
    this.#get(name).room.isCordoned = true;
  }

  uncordon(name: string, nowMs: number): void {
    this.#get(name).room.isCordoned = false;
    this.#parts.scheduler.helped('node', nowMs);
  }

  /**
   * Empties the node, as `kubectl drain --ignore-daemonsets --force` does: who has a controller comes back elsewhere.
   *
   * @source kubelet-semantics C11
   */
  drain(name: string, nowMs: number): void {
    this.cordon(name, nowMs);
    for (const pod of this.#podsOn(name)) {
      if (pod.identity.owner?.startsWith('DaemonSet/') !== true) this.#parts.pods.delete(pod, nowMs);
    }
  }

  lose(name: string, _nowMs: number): void {
    this.#get(name).isLost = true;
  }

  recover(name: string, _nowMs: number): void {
    this.#get(name).isLost = false;
  }

  #podsOn(name: string): readonly ApiPod[] {
    return [...this.#parts.api.pods].filter(({ node }) => node === name);
  }

  #get(name: string): ClusterNode {
    const node = this.#parts.nodes.get(name);
    if (node === undefined) throw new RangeError(`no node is named ${name}`);
    return node;
  }
}

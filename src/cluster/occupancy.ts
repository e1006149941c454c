import type { ApiPod } from './api-pod.js';
import type { ClusterNode } from './cluster-node.js';
import type { NodePool } from './node-pool.js';

/** Which pod takes up room on which node, from the decision to place it there until it has ended or is gone. */
export class Occupancy {
  readonly #pool: NodePool<ClusterNode>;
  readonly #places = new Map<ApiPod, ClusterNode>();

  constructor(pool: NodePool<ClusterNode>) {
    this.#pool = pool;
  }

  take(pod: ApiPod, node: ClusterNode): void {
    if (this.#places.has(pod)) return;
    this.#places.set(pod, node);
    this.#pool.take(node, pod.template.placement);
  }

  /** A crash-looping pod has not ended: what it asks for stays reserved. @source kubelet-semantics S3 */
  releaseIfOver(pod: ApiPod): boolean {
    const node = this.#places.get(pod);
    if (node === undefined || !(pod.hasEnded || pod.isGone)) return false;
    this.#places.delete(pod);
    this.#pool.release(node, pod.template.placement);
    return true;
  }
}

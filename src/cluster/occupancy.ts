import type { ApiPod } from './api-pod.js';
import type { ClusterNode } from './cluster-node.js';

/** Which pod takes up room on which node, from the decision to place it there until it has ended or is gone. */
export class Occupancy {
  readonly #places = new Map<ApiPod, ClusterNode>();

  take(pod: ApiPod, node: ClusterNode): void {
    if (this.#places.has(pod)) return;
    this.#places.set(pod, node);
    node.room.take(pod.template.placement);
  }

  /** A crash-looping pod has not ended: what it asks for stays reserved. @source kubelet-semantics S3 */
  releaseIfOver(pod: ApiPod): boolean {
    const node = this.#places.get(pod);
    if (node === undefined || !(pod.hasEnded || pod.isGone)) return false;
    this.#places.delete(pod);
    node.room.release(pod.template.placement);
    return true;
  }
}

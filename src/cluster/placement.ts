import type { PodSpec } from '../kubelet/pod-spec.js';
import type { Misfit, NodeRoom } from './node-room.js';
import type { PlacementPlan } from './template-plan.js';

/** A node as the scheduler compares it. */
export interface Candidate {
  readonly room: NodeRoom;
  readonly world: { hasImage(image: string): boolean };
}

/** What is to be placed. */
export interface Guest {
  readonly placement: PlacementPlan;
  readonly spec: PodSpec;
  /** The only node it may go to, as a DaemonSet says; undefined: any. */
  readonly onlyNode: string | undefined;
}

export type Choice<Node> =
  | { readonly kind: 'node'; readonly node: Node }
  | { readonly kind: 'none'; readonly misfits: readonly Misfit[] };

const ELSEWHERE: Misfit = { reasons: ["node(s) didn't satisfy plugin(s) [NodeAffinity]"], preemptible: false };

/**
 * The node a pod goes to: of those it fits on, one that has its images, then the emptiest, then the first.
 *
 * @source kubelet-semantics S1; scheduler plugins ImageLocality and NodeResourcesFit (LeastAllocated)
 */
export function choosePlace<Node extends Candidate>(guest: Guest, nodes: readonly Node[]): Choice<Node> {
  const { placement, spec, onlyNode } = guest;
  let best: Node | undefined;
  let bestImages = -1;
  const misfits: Misfit[] = [];
  for (const node of nodes) {
    const { room } = node;
    const isDaemon = onlyNode !== undefined;
    const misfit = isDaemon && onlyNode !== room.name ? ELSEWHERE : room.misfit(placement, isDaemon);
    if (misfit !== undefined) {
      misfits.push(misfit);
      continue;
    }
    const images = imagesPresent(spec, node);
    if (best === undefined || images > bestImages || (images === bestImages && isEmptier(room, best.room))) {
      best = node;
      bestImages = images;
    }
  }
  return best === undefined ? { kind: 'none', misfits } : { kind: 'node', node: best };
}

function imagesPresent({ containers }: PodSpec, { world }: Candidate): number {
  let count = 0;
  for (const { image } of containers) if (world.hasImage(image)) count += 1;
  return count;
}

function isEmptier(a: NodeRoom, b: NodeRoom): boolean {
  const [ofA, ofB] = [a.loadRatio, b.loadRatio];
  return ofA === ofB ? a.podCount < b.podCount : ofA < ofB;
}

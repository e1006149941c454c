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

/** All nodes, the emptiest first, so that most pods find theirs at the first look. */
export class NodePool<Node extends Candidate> {
  /** By load, then pods, then the plan's order. */
  readonly #order: Node[];
  readonly #places: ReadonlyMap<Node, number>;
  readonly #byName: ReadonlyMap<string, Node>;

  constructor(nodes: readonly Node[]) {
    this.#order = [...nodes];
    this.#places = new Map(nodes.map((node, place) => [node, place]));
    this.#byName = new Map(nodes.map((node) => [node.room.name, node]));
  }

  get(name: string): Node | undefined {
    return this.#byName.get(name);
  }

  /**
   * The node a pod goes to: of those it fits on, one that has its images, then the emptiest, then the first.
   *
   * @source kubelet-semantics S1; scheduler plugins ImageLocality and NodeResourcesFit (LeastAllocated)
   */
  choose({ placement, spec, onlyNode }: Guest): Choice<Node> {
    if (onlyNode !== undefined) return this.#chooseOnly(placement, onlyNode);
    const most = spec.containers.length;
    let best: Node | undefined;
    let bestImages = -1;
    const misfits: Misfit[] = [];
    for (const node of this.#order) {
      const misfit = node.room.misfit(placement, false);
      if (misfit !== undefined) {
        misfits.push(misfit);
        continue;
      }
      const images = imagesPresent(spec, node);
      if (images <= bestImages) continue;
      best = node;
      bestImages = images;
      if (images === most) break;
    }
    return best === undefined ? { kind: 'none', misfits } : { kind: 'node', node: best };
  }

  take(node: Node, placement: PlacementPlan): void {
    this.#reorder(node, () => node.room.take(placement));
  }

  release(node: Node, placement: PlacementPlan): void {
    this.#reorder(node, () => node.room.release(placement));
  }

  #chooseOnly(placement: PlacementPlan, name: string): Choice<Node> {
    const node = this.#byName.get(name);
    const misfit = node === undefined ? ELSEWHERE : node.room.misfit(placement, true);
    if (node !== undefined && misfit === undefined) return { kind: 'node', node };
    const misfits = this.#order.map((other) => (other === node ? (misfit ?? ELSEWHERE) : ELSEWHERE));
    return { kind: 'none', misfits };
  }

  /** Finds the node's new place behind or before its old one, and moves those between by one. */
  #reorder(node: Node, change: () => void): void {
    const order = this.#order;
    let place = order.indexOf(node);
    change();
    const next = order[place + 1];
    const goesBack = next !== undefined && this.#isBefore(next, node);
    const target = goesBack ? this.#search(node, place + 1, order.length) - 1 : this.#search(node, 0, place);
    for (; place < target; place += 1) order[place] = order[place + 1] as Node;
    for (; place > target; place -= 1) order[place] = order[place - 1] as Node;
    order[target] = node;
  }

  /** The first place in a stretch whose node does not come before this one. */
  #search(node: Node, start: number, end: number): number {
    let from = start;
    let to = end;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#isBefore(this.#order[middle] as Node, node)) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  #isBefore(a: Node, b: Node): boolean {
    const [ofA, ofB] = [a.room.loadRatio, b.room.loadRatio];
    if (ofA !== ofB) return ofA < ofB;
    if (a.room.podCount !== b.room.podCount) return a.room.podCount < b.room.podCount;
    return (this.#places.get(a) ?? 0) < (this.#places.get(b) ?? 0);
  }
}

function imagesPresent({ containers }: PodSpec, { world }: Candidate): number {
  let count = 0;
  for (const { image } of containers) if (world.hasImage(image)) count += 1;
  return count;
}

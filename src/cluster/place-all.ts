import { rejectionOf } from './admission.js';
import { MissingObjects } from './missing.js';
import { type Choice, NodePool } from './node-pool.js';
import { NodeRoom } from './node-room.js';
import { NodeWorld } from './node-world.js';
import type { Plan } from './plan.js';
import { Registry } from './registry.js';

/**
 * Where the scheduler would put the pods that are there from the start, if they came one after the other; those whose
 * manifest names a node never come to it, and are there before.
 *
 * @returns the node of each; undefined when one of them finds none at once
 */
export function placeAll(plan: Plan): readonly string[] | undefined {
  const missing = new MissingObjects(plan.missing);
  const world = { registry: new Registry([]), missing, masterSeed: 0 };
  const pool = new NodePool(
    plan.nodes.map((node) => ({ room: new NodeRoom(node), world: new NodeWorld(node, world) })),
  );
  const places: string[] = [];
  for (const isNamed of [true, false]) {
    for (const [place, { namespace, template }] of plan.pods.entries()) {
      const { placement, spec } = template;
      if ((placement.nodeName !== undefined) !== isNamed) continue;
      const isMissing = (claim: string): boolean => {
        return missing.find('PersistentVolumeClaim', namespace, claim, 0) !== undefined;
      };
      if (placement.claims.some(isMissing)) return undefined;
      const node =
        placement.nodeName === undefined
          ? chosen(pool.choose({ placement, spec, onlyNode: undefined }))
          : pool.get(placement.nodeName);
      if (node === undefined || rejectionOf(placement, node.room) !== undefined) return undefined;
      pool.take(node, placement);
      places[place] = node.room.name;
    }
  }
  return places;
}

function chosen<Node>(choice: Choice<Node>): Node | undefined {
  return choice.kind === 'node' ? choice.node : undefined;
}

import { rejectionOf } from './admission.js';
import { MissingObjects } from './missing.js';
import { NodeRoom } from './node-room.js';
import { NodeWorld } from './node-world.js';
import { choosePlace } from './placement.js';
import type { Plan } from './plan.js';
import { Registry } from './registry.js';

/**
 * Where the scheduler would put the pods that are there from the start, if they came one after the other.
 *
 * @returns the node of each; undefined when one of them finds none at once
 */
export function placeAll(plan: Plan): readonly string[] | undefined {
  const missing = new MissingObjects(plan.missing);
  const world = { registry: new Registry([]), missing, masterSeed: 0 };
  const nodes = plan.nodes.map((node) => ({ room: new NodeRoom(node), world: new NodeWorld(node, world) }));
  const byName = new Map(nodes.map((node) => [node.room.name, node]));
  const places: string[] = [];
  for (const { namespace, template } of plan.pods) {
    const { placement, spec } = template;
    if (placement.claims.some((claim) => missing.find('PersistentVolumeClaim', namespace, claim, 0))) return undefined;
    const named = placement.nodeName === undefined ? undefined : byName.get(placement.nodeName);
    const choice = named ?? choosePlace({ placement, spec, onlyNode: undefined }, nodes);
    if (named !== undefined && rejectionOf(placement, named.room) !== undefined) return undefined;
    const node = 'kind' in choice ? (choice.kind === 'node' ? choice.node : undefined) : choice;
    if (node === undefined) return undefined;
    node.room.take(placement);
    places.push(node.room.name);
  }
  return places;
}

import { MissingObjects } from './missing.js';
import { NodeRoom } from './node-room.js';
import { NodeWorld } from './node-world.js';
import { choosePlace } from './placement.js';
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
  const nodes = plan.nodes.map((node) => ({ room: new NodeRoom(node), world: new NodeWorld(node, world) }));
  const byName = new Map(nodes.map((node) => [node.room.name, node]));
  const places: (string | undefined)[] = plan.pods.map(({ template: { placement } }) => {
    const node = placement.nodeName === undefined ? undefined : byName.get(placement.nodeName);
    node?.room.take(placement);
    return node?.room.name;
  });
  for (const [place, { namespace, template }] of plan.pods.entries()) {
    const { placement, spec } = template;
    if (placement.claims.some((claim) => missing.find('PersistentVolumeClaim', namespace, claim, 0))) return undefined;
    if (places[place] !== undefined) continue;
    const choice = choosePlace({ placement, spec, onlyNode: undefined }, nodes);
    if (choice.kind === 'none') return undefined;
    choice.node.room.take(placement);
    places[place] = choice.node.room.name;
  }
  return places as string[];
}

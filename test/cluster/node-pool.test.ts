import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NodePool } from '../../src/cluster/node-pool.js';
import { NodeRoom } from '../../src/cluster/node-room.js';
import { ANYWHERE } from '../../src/cluster/template-plan.js';
import { nodeOf, templateOf } from '../support/cluster-plan.js';

describe('the nodes in order of their load', () => {
  it('choose as a look at all of them would', () => {
    const capacity = fc.record({
      cpuMilli: fc.constantFrom(500, 1_000, Number.POSITIVE_INFINITY),
      memoryBytes: fc.constant(Number.POSITIVE_INFINITY),
      pods: fc.integer({ min: 1, max: 8 }),
    });
    const steps = fc.array(fc.record({ cpuMilli: fc.constantFrom(0, 50, 200), leaves: fc.option(fc.nat(99)) }));
    fc.assert(
      fc.property(fc.array(capacity, { minLength: 1, maxLength: 6 }), steps, (capacities, todo) => {
        const world = { hasImage: () => true };
        const nodes = capacities.map((each, i) => ({ room: new NodeRoom(nodeOf(`n${i}`, { capacity: each })), world }));
        const pool = new NodePool(nodes);
        const placed: { node: (typeof nodes)[number]; placement: typeof ANYWHERE }[] = [];
        for (const { cpuMilli, leaves } of todo) {
          const gone = leaves === null ? undefined : placed.splice(leaves % (placed.length + 1), 1)[0];
          if (gone !== undefined) pool.release(gone.node, gone.placement);
          const placement = { ...ANYWHERE, requests: { cpuMilli, memoryBytes: 0 } };
          const fitting = nodes.filter(({ room }) => room.misfit(placement, false) === undefined);
          const [best] = fitting.toSorted(
            (a, b) => a.room.loadRatio - b.room.loadRatio || a.room.podCount - b.room.podCount,
          );
          const choice = pool.choose({ placement, spec: templateOf().spec, onlyNode: undefined });
          expect(choice.kind === 'node' ? choice.node : undefined).toBe(best);
          if (best === undefined) continue;
          pool.take(best, placement);
          placed.push({ node: best, placement });
        }
      }),
    );
  });
});

import { expect, it } from 'vitest';
import { ReplicaNames } from '../../src/cluster/controllers/replica-names.js';

it.each([2, 8, 37])('no name comes twice, however many pods stand in for each other (seed %d)', (seed) => {
  const names = new ReplicaNames(seed, 'default', 'set', () => false);
  const all = Array.from({ length: 3_000 }, () => {
    const name = names.next();
    names.take(name);
    names.departed(name);
    return name;
  });
  expect(new Set(all).size).toBe(all.length);
});

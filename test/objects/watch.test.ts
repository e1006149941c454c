import type { Event, Pod } from 'kubernetes-types/core/v1.js';
import { describe, expect, it } from 'vitest';
import { objectsAt } from '../../src/objects/cluster-objects.js';
import { type Change, watchEvents, watchPods, watchWorkloads } from '../../src/objects/watch.js';
import { MINUTE_MS } from '../../src/time/units.js';
import { type Ran, ran, ranFile, scenarioOf } from '../support/objects.js';

function podChanges({ plan, trace }: Ran, afterMs: number, untilMs: number): readonly Change<Pod>[] {
  const changes: Change<Pod>[] = [];
  watchPods({ plan, trace, afterMs, untilMs }, (change) => changes.push(change));
  return changes;
}

const rolling = ranFile('scenarios/bug-fixed-by-rollout.yaml', { fidelity: 'realistic' });

describe('a watch', () => {
  it('tells each pod being made, changed and gone, in order of time', () => {
    const changes = podChanges(rolling, -1, rolling.plan.durationMs);
    expect(changes.map(({ atMs }) => atMs)).toEqual(changes.map(({ atMs }) => atMs).sort((a, b) => a - b));
    const uids = new Set(changes.map(({ object }) => object.metadata?.uid));
    expect(uids.size).toBeGreaterThan(5);
    for (const uid of uids) {
      const types = changes.filter(({ object }) => object.metadata?.uid === uid).map(({ type }) => type);
      expect(types[0]).toBe('ADDED');
      expect(types.slice(1, -1).every((type) => type === 'MODIFIED')).toBe(true);
    }
    expect(changes.filter(({ type }) => type === 'DELETED')).not.toHaveLength(0);
  });

  it('ends with what the API serves then, wherever it begins', () => {
    for (const afterMs of [-1, 5 * MINUTE_MS, 13 * MINUTE_MS]) {
      const untilMs = 14 * MINUTE_MS;
      const last = new Map(
        objectsAt(rolling.plan, rolling.trace, afterMs).pods.map((pod) => [pod.metadata?.uid, pod] as const),
      );
      for (const { type, object } of podChanges(rolling, afterMs, untilMs)) {
        if (type === 'DELETED') last.delete(object.metadata?.uid);
        else last.set(object.metadata?.uid, object);
      }
      const served = objectsAt(rolling.plan, rolling.trace, untilMs).pods;
      expect(new Set(last.values())).toEqual(new Set(served));
    }
  });

  it('counts what a kubelet tells in one go as one change', () => {
    const crash = ran(scenarioOf([], '{processes: [{match: {pod: a}, attempts: [{run: 28s, exit: 1}]}]}'), {
      fidelity: 'realistic',
    });
    const states = podChanges(crash, -1, 40_000).map(({ object: { status } }) => {
      const container = status?.containerStatuses?.[0];
      return Object.keys(container?.state ?? { none: true })[0];
    });
    expect(states).toEqual(['none', 'none', 'waiting', 'waiting', 'running', 'terminated', 'running']);
  });

  it('hears of every write of an event', () => {
    const { plan, trace } = ranFile('scenarios/exits-immediately.yaml');
    const changes: Change<Event>[] = [];
    watchEvents({ plan, trace, afterMs: -1, untilMs: MINUTE_MS }, (change) => changes.push(change));
    const counts = changes
      .filter(({ object }) => object.reason === 'Started')
      .map(({ type, object }) => [type, object.count]);
    expect(counts).toEqual([
      ['ADDED', 1],
      ['MODIFIED', 2],
      ['MODIFIED', 3],
      ['MODIFIED', 4],
    ]);
    const names = objectsAt(plan, trace, MINUTE_MS).events.map(({ metadata }) => metadata.name);
    expect(new Set(changes.map(({ object }) => object.metadata.name))).toEqual(new Set(names));
  });

  it('hears of controllers’ objects', () => {
    const { plan, trace } = rolling;
    const sizes: string[] = [];
    watchWorkloads('ReplicaSet', { plan, trace, afterMs: -1, untilMs: plan.durationMs }, ({ type, object }) => {
      sizes.push(`${type} ${object.spec?.replicas}`);
    });
    expect(sizes.filter((text) => text.startsWith('ADDED'))).toHaveLength(2);
    expect(sizes.at(-1)).toMatch(/^MODIFIED \d$/);
  });
});

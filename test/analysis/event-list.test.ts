import { describe, expect, it } from 'vitest';
import { eventsAt, type ListedEvent, type Occurrence } from '../../src/analysis/event-list.js';
import { RECORDED_LATENCIES, realisticTiming } from '../../src/kubelet/timing.js';
import type { VersionName } from '../../src/kubelet/versions.js';
import type { EventKind } from '../../src/trace/event.js';
import { crashLoopOccurrences } from '../support/occurrences.js';
import { containerOf, planOf, podOf, runs } from '../support/plan.js';

const S = 1_000;
const MIN = 60 * S;
const HOUR = 60 * MIN;
const NEVER = new Map<string, readonly number[]>();

function kindOf(name: string, reason: string, more: Partial<EventKind> = {}): EventKind {
  const object = { kind: 'Pod', namespace: 'default', name, uid: `uid-of-${name}` };
  return { source: 'kubelet', host: 'node-1', object, fieldPath: null, type: 'Normal', reason, message: 'm', ...more };
}

const at = (kind: EventKind, ...instants: readonly number[]): readonly Occurrence[] =>
  instants.map((atMs) => ({ kind, atMs }));
const shown = (events: readonly ListedEvent[]): readonly string[] =>
  events.map(({ object, reason, count, firstMs, lastMs }) => {
    return `${object.name} ${reason} x${count} ${firstMs / S}..${lastMs / S}`;
  });

describe('the list of events', () => {
  const pulled = kindOf('web', 'Pulled');

  it('knows nothing of what happens later', () => {
    const told = at(pulled, 1 * S, 2 * S, 3 * S);
    expect(shown(eventsAt(told, NEVER, 2 * S, '1.36'))).toEqual(['web Pulled x2 1..2']);
    expect(eventsAt(told, NEVER, 1 * S - 1, '1.36')).toEqual([]);
  });

  it('tells all there is to tell', () => {
    expect(eventsAt(at({ ...pulled, fieldPath: 'spec.containers{app}' }, 5), NEVER, 5, '1.36')).toEqual([
      {
        type: 'Normal',
        reason: 'Pulled',
        object: pulled.object,
        fieldPath: 'spec.containers{app}',
        source: 'kubelet',
        host: 'node-1',
        message: 'm',
        count: 1,
        firstMs: 5,
        lastMs: 5,
        number: 1,
      },
    ]);
  });

  it('is in the order of names: namespace, object and a dot, first time', () => {
    const other = { kind: 'Pod', namespace: 'a-team', name: 'z', uid: 'z' };
    const node = { kind: 'Node', namespace: '', name: 'node-1', uid: 'node-1' };
    const told = [
      ...at(kindOf('web', 'Late'), 3),
      ...at(kindOf('web', 'Later'), 4),
      ...at(kindOf('web-0', 'Latest'), 5),
      ...at(kindOf('z', 'Elsewhere', { object: other }), 6),
      ...at(kindOf('node-1', 'SystemOOM', { object: node }), 7),
    ];
    const reasons = eventsAt(told, NEVER, 10, '1.36').map(({ reason }) => reason);
    expect(reasons).toEqual(['Elsewhere', 'SystemOOM', 'Latest', 'Late', 'Later']);
  });
});

describe('E20: an hour after its last write an event is gone', () => {
  const pulled = kindOf('web', 'Pulled');

  it('and not before', () => {
    const told = at(pulled, 0, 10 * S);
    expect(eventsAt(told, NEVER, HOUR + 10 * S - 1, '1.36')).toHaveLength(1);
    expect(eventsAt(told, NEVER, HOUR + 10 * S, '1.36')).toEqual([]);
  });

  it('but comes back with the count and the first time it had', () => {
    expect(shown(eventsAt(at(pulled, 0, 10 * S, 3 * HOUR), NEVER, 3 * HOUR, '1.36'))).toEqual([
      'web Pulled x3 0..10800',
    ]);
  });

  it('and is then about the container of the newest event that was combined into it', () => {
    const similar = (index: number, container: string): EventKind =>
      kindOf('web', 'Unhealthy', { message: `probe ${index}`, fieldPath: `spec.containers{${container}}` });
    const nine = Array.from({ length: 9 }, (_, index) => ({ kind: similar(index, 'a'), atMs: 0 }));
    const told = [...nine, ...at(similar(9, 'a'), 1 * S), ...at(similar(10, 'b'), 9 * MIN)];
    const later = Array.from({ length: 9 }, (_, index) => at(similar(0, 'a'), (index + 2) * 9 * MIN)).flat();
    const combinedAt = (occurrences: readonly Occurrence[], atMs: number): readonly unknown[] =>
      eventsAt(occurrences, NEVER, atMs, '1.36')
        .filter(({ message }) => message.startsWith('('))
        .map(({ message, fieldPath, count }) => [message, fieldPath, count]);
    const prefix = '(combined from similar events): probe';
    expect(combinedAt(told, 9 * MIN)).toEqual([[`${prefix} 10`, 'spec.containers{a}', 2]]);
    const again = [...told, ...later, ...at(similar(11, 'c'), 91 * MIN)];
    expect(combinedAt(again, 90 * MIN)).toEqual([]);
    expect(combinedAt(again, 91 * MIN)).toEqual([[`${prefix} 11`, 'spec.containers{c}', 3]]);
  });

  it('and what was dropped does not keep it', () => {
    // The 26th at 1 s is dropped; the last write was at 0 s.
    const told = [...at(pulled, ...Array.from({ length: 25 }, () => 0)), ...at(pulled, 1 * S)];
    expect(shown(eventsAt(told, NEVER, HOUR - 1, '1.36'))).toEqual(['web Pulled x25 0..0']);
    expect(eventsAt(told, NEVER, HOUR, '1.36')).toEqual([]);
  });
});

describe('E16: a kubelet that restarts counts from 1, in new objects', () => {
  const pulled = kindOf('web', 'Pulled');
  const elsewhere = kindOf('db', 'Pulled', { host: 'node-2' });

  it('for its own node, from the instant of the restart on', () => {
    const told = [...at(pulled, 1 * S, 2 * S), ...at(elsewhere, 3 * S), ...at(pulled, 4 * S), ...at(elsewhere, 5 * S)];
    const restarts = new Map([['node-1', [4 * S, 9 * S]]]);
    expect(shown(eventsAt(told, restarts, 6 * S, '1.36'))).toEqual([
      'db Pulled x2 3..5',
      'web Pulled x2 1..2',
      'web Pulled x1 4..4',
    ]);
  });

  it('with a full budget', () => {
    const many = Array.from({ length: 30 }, () => 1 * S);
    const told = [...at(pulled, ...many), ...at(pulled, ...many.map((atMs) => atMs + 1 * S))];
    const lists = [NEVER, new Map([['node-1', [2 * S]]])].map((restarts) => eventsAt(told, restarts, HOUR, '1.36'));
    expect(lists.map(shown)).toEqual([['web Pulled x25 1..1'], ['web Pulled x25 1..1', 'web Pulled x25 2..2']]);
  });
});

describe('the scheduler’s series', () => {
  it('are told as last written', () => {
    const failed = kindOf('web', 'FailedScheduling', { source: 'default-scheduler', host: null });
    const told = at(failed, ...Array.from({ length: 8 }, (_, index) => index * 5 * MIN));
    expect(shown(eventsAt(told, NEVER, 29 * MIN, '1.36'))).toEqual(['web FailedScheduling x2 0..300']);
    expect(shown(eventsAt(told, NEVER, 30 * MIN, '1.36'))).toEqual(['web FailedScheduling x6 0..1500']);
    expect(shown(eventsAt(told, NEVER, 45 * MIN, '1.36'))).toEqual(['web FailedScheduling x8 0..2100']);
  });
});

describe('E18: a crash loop that exits after 1 s, at 41 minutes', () => {
  const SEEDS = 20;
  const AT_MS = 41 * MIN;

  interface Seen {
    readonly count: number;
    readonly lastMs: number;
  }

  /** What is listed at an instant for each seed, by reason, and how often BackOff really happened. */
  function simulated(version: VersionName, atMs: number): readonly (Readonly<Record<string, Seen>> & { true: Seen })[] {
    const config = { version, gates: {}, maxRestartPeriodMs: undefined };
    const base = planOf([podOf('web', [containerOf(runs(1 * S))])], { version, durationMs: atMs });
    const timing = realisticTiming(config, RECORDED_LATENCIES);
    return Array.from({ length: SEEDS }, (_, index) => {
      const kubelet = { ...base.kubelet, timing };
      const told = crashLoopOccurrences({ ...base, fidelity: 'realistic', seed: `${index}`, kubelet });
      const listed = eventsAt(told, NEVER, atMs, version).map(({ reason, count, lastMs }) => [
        reason,
        { count, lastMs },
      ]);
      const happened = told.filter(({ kind }) => kind.reason === 'BackOff').length;
      return { ...Object.fromEntries(listed), true: { count: happened, lastMs: atMs } };
    });
  }

  /** The published sample: count, and when it was last touched in minutes, by version. */
  const SAMPLES: readonly [VersionName, string, number, number | undefined][] = [
    ['1.34', 'Pulled', 13, undefined],
    ['1.34', 'Created', 10, 21],
    ['1.34', 'Started', 9, 16],
    ['1.34', 'BackOff', 184, undefined],
    ['1.34', 'true', 187, undefined],
    ['1.36', 'Pulled', 13, undefined],
    ['1.36', 'Created', 10, 21],
    ['1.36', 'Started', 9, 16],
    ['1.36', 'BackOff', 39, undefined],
    ['1.30', 'Pulled', 5, 95 / 60],
    ['1.30', 'Created', 5, 95 / 60],
    ['1.30', 'Started', 5, 95 / 60],
  ];
  const runsOf = new Map((['1.30', '1.34', '1.36'] as const).map((version) => [version, simulated(version, AT_MS)]));

  it.each(SAMPLES)('%s: %s x%i', (version, reason, count, lastMinute) => {
    const seen = runsOf.get(version as '1.30')?.map((run) => run[reason]) ?? [];
    const counts = seen.map((each) => each?.count ?? 0);
    expect(seen).toHaveLength(SEEDS);
    expect(Math.min(...counts)).toBeLessThanOrEqual(count);
    expect(Math.max(...counts)).toBeGreaterThanOrEqual(count);
    // Started, Created and Pulled differ by no more than the tokens do: the same in every run.
    if (reason !== 'BackOff' && reason !== 'true') expect(new Set(counts)).toEqual(new Set([count]));
    if (lastMinute === undefined) return;
    const minutes = seen.map((each) => (each?.lastMs ?? 0) / MIN);
    expect(Math.min(...minutes)).toBeLessThanOrEqual(lastMinute + 0.5);
    expect(Math.max(...minutes)).toBeGreaterThanOrEqual(lastMinute - 0.5);
  });

  it('Created and Started are gone an hour after they froze; Pulled and BackOff stay', () => {
    for (const run of simulated('1.36', 90 * MIN))
      expect(Object.keys(run).sort()).toEqual(['BackOff', 'Pulled', 'true']);
  });
});

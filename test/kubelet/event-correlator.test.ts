import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventCorrelator } from '../../src/kubelet/event-correlator.js';
import { eventRules } from '../../src/kubelet/event-versions.js';
import { LruMap } from '../../src/kubelet/lru-map.js';
import { TokenBucket } from '../../src/kubelet/token-bucket.js';
import { VERSION_NAMES } from '../../src/kubelet/versions.js';
import type { EventKind } from '../../src/trace/event.js';

const S = 1_000;
const COMBINED = '(combined from similar events): ';

function kindOf(more: Partial<EventKind> = {}): EventKind {
  return {
    source: 'kubelet',
    host: 'node-1',
    object: { kind: 'Pod', namespace: 'default', name: 'web', uid: 'u1' },
    fieldPath: 'spec.containers{app}',
    type: 'Normal',
    reason: 'Pulled',
    message: 'present',
    ...more,
  };
}

const newest = (): EventCorrelator => new EventCorrelator(eventRules('1.36'));

describe('E16: the same event is counted', () => {
  it('by content, not by the object that tells it', () => {
    const correlator = newest();
    expect(correlator.observe(kindOf(), 1 * S)).toMatchObject({ verb: 'create', count: 1, firstMs: 1 * S });
    expect(correlator.observe(kindOf(), 9 * S)).toMatchObject({
      verb: 'patch',
      count: 2,
      firstMs: 1 * S,
      lastMs: 9 * S,
    });
  });

  it.each([
    ['field path', { fieldPath: 'spec.containers{other}' }],
    ['message', { message: 'pulled' }],
    ['reason', { reason: 'Created' }],
    ['type', { type: 'Warning' }],
    ['host', { host: 'node-2' }],
    ['pod', { object: { kind: 'Pod', namespace: 'default', name: 'web', uid: 'u2' } }],
  ] as const)('another %s is another event', (_part, more) => {
    const correlator = newest();
    const first = correlator.observe(kindOf(), 0);
    expect(correlator.observe(kindOf(more), 0)).toMatchObject({ verb: 'create', count: 1 });
    expect(correlator.observe(kindOf(), 0)).toMatchObject({ object: first?.object, count: 2 });
  });
});

describe('E15: similar events are combined', () => {
  /** The messages written and their counts, for messages told one per step. */
  function written(messages: readonly string[], stepMs: number, more: Partial<EventKind> = {}): readonly string[] {
    const correlator = newest();
    return messages.map((message, index) => {
      const event = correlator.observe(kindOf({ message, ...more }), index * stepMs);
      return event === undefined ? 'dropped' : `${event.message.replace(COMBINED, '+')} x${event.count}`;
    });
  }
  const distinct = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `m${index}`);

  it('from the tenth distinct message on, into one event with the newest message', () => {
    expect(written(distinct(12), 1 * S).slice(8)).toEqual(['m8 x1', '+m9 x1', '+m10 x2', '+m11 x3']);
  });

  it('as long as no more than 600 s pass between two of them', () => {
    expect(written(distinct(11), 600 * S).slice(9)).toEqual(['+m9 x1', '+m10 x2']);
    expect(written(distinct(11), 600 * S + 1).slice(9)).toEqual(['m9 x1', 'm10 x1']);
  });

  it('but a known message goes on being counted by itself', () => {
    expect(written([...distinct(10), 'm3', 'm9', 'm8'], 1 * S).slice(9)).toEqual([
      '+m9 x1',
      'm3 x2',
      '+m9 x2',
      'm8 x2',
    ]);
  });

  it('whatever container they are about', () => {
    const correlator = newest();
    for (let index = 0; index < 9; index += 1) correlator.observe(kindOf({ message: `m${index}` }), 0);
    const other = correlator.observe(kindOf({ message: 'm9', fieldPath: 'spec.containers{b}' }), 0);
    expect(other?.message).toBe(`${COMBINED}m9`);
  });
});

describe('E17: what exceeds the budget is dropped', () => {
  it('after counting, so the next one written shows all', () => {
    const correlator = newest();
    const counts = Array.from({ length: 600 }, (_, second) => correlator.observe(kindOf(), second * S)?.count ?? 0);
    expect(counts.filter((count) => count > 0)).toEqual([...Array.from({ length: 25 }, (_, index) => index + 1), 301]);
  });

  it('per type since 1.32, for both types together before', () => {
    for (const version of VERSION_NAMES) {
      const correlator = new EventCorrelator(eventRules(version));
      for (let index = 0; index < 25; index += 1) correlator.observe(kindOf(), 0);
      const warned = correlator.observe(kindOf({ type: 'Warning', reason: 'BackOff' }), 0);
      expect([version, warned !== undefined]).toEqual([version, !['1.28', '1.29', '1.30', '1.31'].includes(version)]);
    }
  });

  it('per object and source', () => {
    const correlator = newest();
    for (let index = 0; index < 26; index += 1) correlator.observe(kindOf(), 0);
    expect(correlator.observe(kindOf({ reason: 'Started' }), 0)).toBeUndefined();
    expect(correlator.observe(kindOf({ source: 'job-controller', host: null }), 0)).toBeDefined();
    const sibling = { kind: 'Pod', namespace: 'default', name: 'web', uid: 'u2' };
    expect(correlator.observe(kindOf({ object: sibling }), 0)).toBeDefined();
  });

  it('an event whose first sighting was dropped appears with its full count', () => {
    const correlator = newest();
    for (let index = 0; index < 25; index += 1) correlator.observe(kindOf(), 0);
    expect(correlator.observe(kindOf({ reason: 'Created' }), 1 * S)).toBeUndefined();
    expect(correlator.observe(kindOf({ reason: 'Created' }), 300 * S)).toMatchObject({ count: 2, firstMs: 1 * S });
  });
});

describe('E14: memory is bounded', () => {
  it('forgets the key used longest ago', () => {
    let made = 0;
    const map = new LruMap(2, () => (made += 1));
    expect(['a', 'b', 'a', 'c', 'a', 'b'].map((key) => map.use(key))).toEqual([1, 2, 1, 3, 1, 4]);
  });

  it('a count that was forgotten starts a new object', () => {
    const correlator = new EventCorrelator(eventRules('1.36'), 2);
    const pods = ['a', 'b', 'c'].map((name) => kindOf({ object: { kind: 'Pod', namespace: 'x', name, uid: name } }));
    const told = [...pods, ...pods].map((kind) => correlator.observe(kind, 0));
    expect(told.map((event) => `${event?.object} x${event?.count}`)).toEqual([
      '0 x1',
      '1 x1',
      '2 x1',
      '3 x1',
      '4 x1',
      '5 x1',
    ]);
  });
});

describe('laws of the token bucket', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 700 * S }), { maxLength: 200 });
  const instantsOf = (steps: readonly number[]): readonly number[] => {
    let atMs = 0;
    return steps.map((step) => (atMs += step));
  };

  it('in any window of t, at most 25 + t / 300 s pass', () => {
    fc.assert(
      fc.property(gaps, (steps) => {
        const bucket = new TokenBucket(25, 300 * S);
        const passed = instantsOf(steps).filter((atMs) => bucket.take(atMs));
        for (let from = 0; from < passed.length; from += 1) {
          for (let to = from; to < passed.length; to += 1) {
            const windowMs = (passed[to] ?? 0) - (passed[from] ?? 0);
            expect(to - from + 1).toBeLessThanOrEqual(25 + windowMs / (300 * S));
          }
        }
      }),
    );
  });

  it('refuses nothing that keeps to one per 300 s, and always lets one pass 300 s after a refusal', () => {
    fc.assert(
      fc.property(gaps, (steps) => {
        const bucket = new TokenBucket(25, 300 * S);
        const instants = instantsOf(steps);
        for (const atMs of instants) bucket.take(atMs);
        const last = instants.at(-1) ?? 0;
        expect(bucket.take(last + 300 * S)).toBe(true);
        expect(bucket.take(last + 600 * S)).toBe(true);
      }),
    );
  });

  it('a count never falls, and what was written never exceeds what happened', () => {
    fc.assert(
      fc.property(gaps, (steps) => {
        const correlator = newest();
        let happened = 0;
        let shown = 0;
        for (const atMs of instantsOf(steps)) {
          happened += 1;
          const event = correlator.observe(kindOf(), atMs);
          if (event === undefined) continue;
          // Whatever is written tells everything that happened up to then.
          expect(event.count).toBe(happened);
          expect(event.count).toBeGreaterThan(shown);
          shown = event.count;
        }
        expect(shown).toBeLessThanOrEqual(happened);
      }),
    );
  });
});

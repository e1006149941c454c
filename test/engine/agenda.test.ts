import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Agenda } from '../../src/engine/agenda.js';
import { runAgenda, startOfRun } from '../../src/engine/run.js';
import { Timer } from '../../src/engine/timer.js';

class Probe extends Timer {
  readonly id: string;
  readonly #log: string[];
  onFire: (nowMs: number) => void = () => {};

  constructor(id: string, log: string[], rank = 0, order = 0) {
    super(rank, order);
    this.id = id;
    this.#log = log;
  }

  override fire(nowMs: number): void {
    this.#log.push(`${this.id}@${nowMs}`);
    this.onFire(nowMs);
  }

  override describe(): string {
    return this.id;
  }
}

const BOUNDS = { horizonMs: 1_000, maxEvents: 10_000, maxEventsPerInstant: 100 };

describe('agenda', () => {
  it('fires by instant, then rank, then order, whatever the order of scheduling', () => {
    const keys = fc.record({ atMs: fc.nat(20), rank: fc.nat(3), order: fc.nat(10_000) });
    fc.assert(
      fc.property(fc.uniqueArray(keys, { selector: ({ order }) => order, maxLength: 60 }), (wanted) => {
        const log: string[] = [];
        const agenda = new Agenda();
        for (const { atMs, rank, order } of wanted) agenda.schedule(new Probe(String(order), log, rank, order), atMs);
        runAgenda(agenda, startOfRun(), BOUNDS);
        const sorted = wanted.toSorted((a, b) => a.atMs - b.atMs || a.rank - b.rank || a.order - b.order);
        expect(log).toEqual(sorted.map(({ atMs, order }) => `${order}@${atMs}`));
      }),
    );
  });

  it('behaves like a sorted list under any mix of scheduling, rescheduling and cancelling', () => {
    const step = fc.record({
      timer: fc.nat(5),
      action: fc.constantFrom('schedule', 'cancel', 'take'),
      delayMs: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const agenda = new Agenda();
        const timers = Array.from({ length: 6 }, (_, order) => new Probe(String(order), [], 0, order));
        const expected = new Map<Timer, number>();
        let nowMs = 0;
        for (const { timer: at, action, delayMs } of steps) {
          const timer = timers[at];
          if (timer === undefined) continue;
          if (action === 'schedule') {
            agenda.schedule(timer, nowMs + delayMs);
            expected.set(timer, nowMs + delayMs);
          } else if (action === 'cancel') {
            agenda.cancel(timer);
            expected.delete(timer);
          } else {
            const next = [...expected].toSorted(
              ([a, aMs], [b, bMs]) => aMs - bMs || timers.indexOf(a as Probe) - timers.indexOf(b as Probe),
            )[0];
            expect(agenda.take(1e9)).toBe(next?.[0]);
            if (next !== undefined) {
              expected.delete(next[0]);
              nowMs = next[1];
            }
          }
          for (const each of timers) expect(each.isPending).toBe(expected.has(each));
        }
      }),
    );
  });
});

describe('run loop', () => {
  it('still fires at exactly the horizon and says that it stopped there', () => {
    const log: string[] = [];
    const agenda = new Agenda();
    const probe = new Probe('a', log);
    probe.onFire = (nowMs) => agenda.schedule(probe, nowMs + 500);
    agenda.schedule(probe, 0);
    expect(runAgenda(agenda, startOfRun(), BOUNDS)).toEqual({ kind: 'horizon' });
    expect(log).toEqual(['a@0', 'a@500', 'a@1000']);
  });

  it('says that nothing is left', () => {
    expect(runAgenda(new Agenda(), startOfRun(), BOUNDS)).toEqual({ kind: 'idle' });
  });

  it('hands back control when its budget is spent, and goes on where it stopped', () => {
    const log: string[] = [];
    const agenda = new Agenda();
    for (let order = 0; order < 5; order += 1) agenda.schedule(new Probe(String(order), log, 0, order), order);
    const progress = startOfRun();
    expect(runAgenda(agenda, progress, { ...BOUNDS, maxEvents: 3 })).toEqual({ kind: 'budget' });
    expect(runAgenda(agenda, progress, BOUNDS)).toEqual({ kind: 'idle' });
    expect(log).toEqual(['0@0', '1@1', '2@2', '3@3', '4@4']);
    expect(progress.events).toBe(5);
  });

  it('stops and names the culprit when time stands still', () => {
    const agenda = new Agenda();
    const probe = new Probe('spinner', []);
    probe.onFire = (nowMs) => agenda.schedule(probe, nowMs);
    agenda.schedule(probe, 7);
    expect(runAgenda(agenda, startOfRun(), BOUNDS)).toEqual({ kind: 'no-progress', atMs: 7, culprit: 'spinner' });
  });
});

import { describe, expect, it } from 'vitest';
import type { ExplainAnswer } from '../../../src/report/explain-answer.js';
import { explain } from '../../../src/report/explain-answer.js';
import { optionsFor, type ServedObject, servedObjects } from '../../support/served-objects.js';

interface Judged {
  readonly object: ServedObject;
  readonly answer: ExplainAnswer;
  /** Seconds since 1970. */
  readonly from: number;
  readonly until: number;
}

const seconds = (stamp: string | undefined): number => Date.parse(stamp ?? '') / 1_000;

const judged: readonly Judged[] = servedObjects().flatMap((object) => {
  const found = explain(object.pod, optionsFor(object));
  const answers: readonly ExplainAnswer[] = 'pod' in found ? [found] : found;
  const answer = answers.find(({ container }) => container === object.container);
  if (answer === undefined) return [];
  return [{ object, answer, from: seconds(answer.nextStart?.from), until: seconds(answer.nextStart?.until) }];
});

const isHit = ({ object, from, until }: Judged): boolean =>
  object.nextStartAt !== null && from <= object.nextStartAt && object.nextStartAt <= until;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

describe('explain on recorded objects', () => {
  const started = judged.filter(({ object }) => object.nextStartAt !== null);

  it('answers whenever the container did start again', () => {
    expect(started).toHaveLength(368);
    expect(started.filter(({ answer }) => answer.nextStart === null)).toEqual([]);
  });

  it('names an interval in which it did', () => {
    const missed = started.filter((each) => !isHit(each));
    // The control experiment without housekeeping never collects entries, which nobody can see in an object.
    const others = missed.filter(({ object }) => object.run !== 'D');
    expect(missed.length / started.length).toBeLessThan(0.02);
    expect(others.length / started.length).toBeLessThan(0.01);
  });

  it.each([
    ['1.36', 300, 34],
    ['1.32', 300, 18],
    ['1.36', 160, 22],
    ['1.36', 60, 34],
    ['1.36', 40, 23],
    ['1.36', 10, 8],
    ['1.36', 5, 5],
  ])('kubelet %s, backoff %i s: the median interval is at most %i s wide', (kubelet, backoff, widest) => {
    const alike = started.filter((each) => each.object.kubelet === kubelet && each.answer.backoffSeconds === backoff);
    expect(alike.length).toBeGreaterThan(4);
    expect(median(alike.map(({ from, until }) => until - from))).toBeLessThanOrEqual(widest);
    expect(alike.filter(isHit).length / alike.length).toBeGreaterThan(0.9);
  });

  it('is not cautious: starts fall everywhere in the interval', () => {
    const ranks = started
      .filter(({ answer }) => (answer.backoffSeconds ?? 0) >= 10)
      .map(({ object, from, until }) => ((object.nextStartAt ?? 0) - from) / (until - from));
    expect(ranks.filter((rank) => rank < 0.5).length / ranks.length).toBeGreaterThan(0.5);
    expect(ranks.filter((rank) => rank > 0.75).length / ranks.length).toBeGreaterThan(0.08);
  });

  it('is as often early as late', () => {
    const waits = started.filter(({ answer }) => (answer.backoffSeconds ?? 0) >= 10);
    const later = waits.filter(({ object, answer }) => (object.nextStartAt ?? 0) > seconds(answer.nextStart?.likely));
    expect(later.length / waits.length).toBeGreaterThan(0.4);
    expect(later.length / waits.length).toBeLessThan(0.6);
  });

  it('promises no start of what is over', () => {
    const over = judged.filter(({ object }) => JSON.stringify(object.pod).includes('"phase":"Failed"'));
    expect(over.length).toBeGreaterThan(10);
    expect(over.filter(({ answer }) => answer.nextStart !== null)).toEqual([]);
  });

  it('says what it assumed when neither version nor configuration is given', () => {
    const [object] = servedObjects();
    expect(explain(object?.pod ?? {}, { nowMs: (object?.at ?? 0) * 1_000 })).toMatchObject({
      unknown: ['kubelet version: assumed 1.36', 'kubelet configuration: assumed the default backoff of 10s, 20s … 5m'],
    });
  });
});

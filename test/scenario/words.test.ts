import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runsPerDay } from '../../src/cluster/cron-schedule.js';
import { globMatches } from '../../src/cluster/glob.js';
import { excerptOf } from '../../src/scenario/excerpt.js';
import { nearest } from '../../src/scenario/nearest.js';
import { parseCron } from '../../src/scenario/parse-cron.js';
import { anyNameOf, mayMatchShape } from '../../src/scenario/pod-name-shapes.js';
import { parseQuantity, parseRate } from '../../src/scenario/quantity.js';
import { sourceOf } from '../../src/scenario/source.js';

describe('globMatches', () => {
  it.each([
    ['web-*', 'web-0', true],
    ['web-*', 'web-', true],
    ['web-*', 'api-0', false],
    ['web-?', 'web-0', true],
    ['web-?', 'web-10', false],
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['*a*b', 'xaxbxab', true],
    ['a.c', 'abc', false],
    ['[ab]', 'a', false],
  ])('%s and %s: %s', (pattern, name, matches) => {
    expect(globMatches(pattern, name)).toBe(matches);
  });

  it('agrees with a regular expression', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    const names = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 });
    fc.assert(
      fc.property(letters, names, (pattern, name) => {
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(globMatches(pattern, name)).toBe(expression.test(name));
      }),
    );
  });

  it('does not backtrack without end', () => {
    expect(globMatches(`${'*a'.repeat(200)}b`, 'a'.repeat(5_000))).toBe(false);
  });
});

describe('names not known yet', () => {
  /** Every name of a shape. */
  const namesOf = (shape: readonly string[]): readonly string[] =>
    shape.reduce<readonly string[]>(
      (names, letters) => names.flatMap((name) => [...letters].map((l) => name + l)),
      [''],
    );

  it('match a pattern when one of them does, and surely when all do', () => {
    const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '-', '*', '?'), maxLength: 6 });
    const shapes = fc.array(fc.constantFrom('a', 'b', 'ab', '-', 'ab-'), { maxLength: 5 });
    fc.assert(
      fc.property(patterns, shapes, (pattern, shape) => {
        const matched = namesOf(shape).map((name) => globMatches(pattern, name));
        expect(mayMatchShape(pattern, shape)).toBe(matched.includes(true));
        if (globMatches(pattern, anyNameOf(shape))) expect(matched).not.toContain(false);
      }),
    );
  });
});

describe('schedules', () => {
  it.each([
    ['*/2 * * * *', 720],
    ['0 9-17/2 * * 1-5', 5],
    ['5,10 * * * *', 48],
    ['0-9,5-14 12 * * *', 15],
    ['@daily', 1],
  ])('%s fires %i times a day', (schedule, times) => {
    const read = parseCron(schedule);
    expect(read.ok && runsPerDay(read.schedule)).toBe(times);
  });

  it.each([
    ['* * * * 7', 'end of range (7) above maximum (6): 7'],
    ['0 0 0 * *', 'beginning of range (0) below minimum (1): 0'],
    ['5-1 * * * *', 'beginning of range (5) beyond end of range (1): 5-1'],
    ['*/0 * * * *', 'step of range should be a positive number: */0'],
    ['a * * * *', 'failed to parse int from a'],
    ['@every 5m', '@every is not simulated; write five fields'],
  ])('%s is none', (schedule, problem) => {
    expect(parseCron(schedule)).toEqual({ ok: false, problem });
  });
});

describe('nearest', () => {
  it.each([
    ['sead', ['seed', 'spec'], 'seed'],
    ['recieve', ['receive'], 'receive'],
    ['Running', ['running'], 'running'],
    ['zebra', ['duration'], undefined],
    ['x'.repeat(10_000), ['duration'], undefined],
  ])('%.20s among %j: %s', (word, candidates, found) => {
    expect(nearest(word, candidates)).toBe(found);
  });
});

describe('quantities', () => {
  it.each([
    ['20Mi', 20_971_520],
    ['1.5Gi', 1_610_612_736],
    ['128M', 128_000_000],
    ['1e3', 1_000],
    ['100m', 0.1],
    ['0', 0],
    ['-1', undefined],
    ['20 Mi', undefined],
    ['Mi', undefined],
    ['1e999', undefined],
    ['', undefined],
  ])('%s', (text, bytes) => {
    expect(parseQuantity(text)).toBe(bytes);
  });

  it.each([
    ['1Mi/s', 1_048.576],
    ['60M/m', 1_000],
    ['1/ms', 1],
    ['1Mi', undefined],
    ['1Mi/constructor', undefined],
    ['1Mi/', undefined],
  ])('%s', (text, perMs) => {
    expect(parseRate(text)).toBe(perMs);
  });
});

describe('excerptOf', () => {
  const at = (text: string, start: number, length = 1) =>
    excerptOf({ source: sourceOf('f', text), start, end: start + length });

  it('shows a short line whole, with the carets under the place', () => {
    expect(at('a\n  key: value\nb', 9, 5)).toEqual({ text: '  key: value', caretAt: 7, caretLength: 5 });
  });

  it('clips a long line around the place', () => {
    const { text, caretAt, caretLength } = at(`${'x'.repeat(500)}HERE${'y'.repeat(500)}`, 500, 4);
    expect(text.length).toBeLessThanOrEqual(122);
    expect(text.slice(caretAt, caretAt + caretLength)).toBe('HERE');
  });

  it('shows controls as marks and keeps the columns', () => {
    expect(at('\tkey\u001b[31m: \u202Evalue', 1, 3)).toEqual({ text: ' key�[31m: �value', caretAt: 1, caretLength: 3 });
  });

  it('knows the end of a file', () => {
    expect(at('abc', 3)).toEqual({ text: 'abc', caretAt: 3, caretLength: 1 });
    expect(at('', 0)).toEqual({ text: '', caretAt: 0, caretLength: 1 });
  });
});

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/report/claims/check.js';
import { crashloop } from '../support/cli.js';

/** Who checked the claims by hand came to these verdicts and figures. */
const CHECKED: Readonly<Record<string, readonly [verdict: string, ...computed: (readonly number[])[]]>> = {
  1: ['ambiguous', [10, 30, 70], [0, 10, 30]],
  2: ['ambiguous', [10, 5], [9, 4]],
  3: ['holds', [2], [2]],
  4: ['ambiguous', [5], [5], [4]],
  5: ['wrong', [2], [2]],
  6: ['holds', [2], [2]],
  7: ['wrong', [4]],
  '7a': ['wrong', [20, 2_200]],
  8: ['ambiguous', [5_500], [2_200], [1_650], [91.667]],
  11: ['wrong', [296, 299], [296, 299]],
  12: ['wrong', [1_495, 164_450]],
  13: ['wrong', [299 * 18.3333]],
  14: ['wrong', [3], [8]],
  15: ['holds', [1, 1, 1, 1, 1]],
  '15a': ['holds', [3, 1, 2, 1, 1]],
  '15b': ['holds', [5, 1, 2, 1, 1]],
  16: ['holds', [1, 1, 1, 1, 3]],
  '16a': ['wrong', [1, 1, 1, 3, 5]],
  '16b': ['wrong', [3, 1, 2, 1, 3]],
  '16c': ['wrong', [3, 1, 2, 2, 6]],
  17: ['wrong', [2, 0, 1, 1, 5, 9]],
  18: ['holds', [600], [0]],
  19: ['wrong', [10, 20, 40]],
  21: ['holds', [70]],
  '21a': ['holds', [11]],
  22: ['wrong', [1], [1], [1]],
  23: ['wrong', [2], [10], [10], [10]],
  24: ['ambiguous', [60], [300]],
  27: ['ambiguous', [1_780_810], [1_840_220]],
  '27a': ['wrong', [1_728_000]],
  28: ['ambiguous', [292], [415]],
  29: ['ambiguous', [10, 30, 70, 150, 310], [10, 30, 70, 150, 330]],
  30: ['wrong', [10, 20, 40, 60.001, 10, 20]],
  '30a': ['holds', [0, 0, 0]],
  31: ['wrong', [7]],
  32: ['holds', [6]],
};

interface Answer {
  readonly claims: readonly {
    readonly id: string;
    readonly says: string;
    readonly verdict: string;
    readonly readings: readonly { readonly computed: readonly number[] }[];
  }[];
}

describe('published claims', () => {
  /** The same judgement in the words of the one verb and of the other. */
  const SAME: Readonly<Record<string, readonly string[]>> = {
    possible: ['holds', 'ambiguous'],
    'only-if': ['ambiguous'],
    impossible: ['wrong'],
  };

  it('are judged alike by check, where it reads them', async () => {
    const { stdout } = await crashloop(['compare', 'scenarios/keps', '-o', 'json']);
    const { claims } = JSON.parse(stdout) as Answer;
    const both = claims.flatMap(({ id, says, verdict }) => check(says).map((judged) => ({ id, verdict, judged })));
    expect(both.length).toBeGreaterThan(8);
    const differ = both.filter(({ verdict, judged }) => SAME[judged.verdict]?.includes(verdict) !== true);
    expect(differ.map(({ id, verdict, judged }) => [id, verdict, judged.verdict])).toEqual([]);
  });

  it('are judged as by those who checked them by hand', async () => {
    const { code, stdout } = await crashloop(['compare', 'scenarios/keps', '-o', 'json']);
    expect(code).toBe(0);
    const { claims } = JSON.parse(stdout) as Answer;
    const judged = claims.map(({ id, verdict, readings }) => [
      id,
      [verdict, ...readings.map(({ computed }) => computed)],
    ]);
    const round = (value: unknown): unknown => (typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : value);
    expect(JSON.parse(JSON.stringify(Object.fromEntries(judged), (_, value) => round(value)))).toEqual(
      JSON.parse(JSON.stringify(CHECKED, (_, value) => round(value))),
    );
  });

  it('stand beside ours on the page of their folder (crashloop compare scenarios/keps -o markdown)', async () => {
    const { stdout } = await crashloop(['compare', 'scenarios/keps', '-o', 'markdown']);
    await expect(stdout).toMatchFileSnapshot('../../scenarios/keps/README.md');
    const [, all, depend, wrong] =
      /Of (\d+) published claims \d+ hold, (\d+) depend .*, (\d+) are wrong/.exec(stdout) ?? [];
    const front = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8').replace(/\s+/g, ' ');
    expect(front).toContain(`Of ${all} claims ${wrong} are wrong and ${depend} depend on what is assumed`);
  });

  it('fit the terminal', async () => {
    const { stdout } = await crashloop(['compare', 'scenarios/keps/published.yaml'], { columns: 60 });
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  const claim = (reading: string, more = '') =>
    `claims:\n  - {id: 1, source: s, says: s, published: 1, because: b, readings: [{assume: a, ${reading}}]${more}}\n`;
  it.each([
    ['a reading that measures nothing', claim('scenario: x.yaml, policy: kubelet'), 'claims.yaml:2:'],
    ['a policy that is none', claim('scenario: x.yaml, policy: fast, waits: [1]'), 'policy "fast"'],
    ['a scenario that is not there', claim('scenario: nope.yaml, policy: kubelet, waits: [1]'), 'nope.yaml'],
    ['a key too many', claim('scenario: x.yaml, policy: kubelet, waits: [1]', ', sure: true'), 'unknown key "sure"'],
    ['no claim', 'claims:\n  - []\n', 'claims.yaml:2:'],
    ['no list', 'claims: 5\n', 'claims.yaml:1:'],
  ])('say what is wrong with %s', async (_, text, message) => {
    const scenario =
      'apiVersion: crashloop.dev/v1alpha1\nkind: Scenario\nmetadata: {name: x}\nspec: {processes: [{match: {pod: a}, attempts: [{run: 1s}]}]}\n';
    const files = { 'claims.yaml': text, 'x.yaml': scenario };
    const { code, stdout, stderr } = await crashloop(['compare', 'claims.yaml'], { files });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('are not told as comparisons are', async () => {
    for (const argv of [
      ['scenarios/keps', 'scenarios/shop.yaml'],
      ['scenarios/keps', '-o', 'csv'],
      ['scenarios/shop.yaml', '-o', 'markdown'],
    ])
      expect((await crashloop(['compare', ...argv])).code, argv.join(' ')).toBe(2);
  });
});

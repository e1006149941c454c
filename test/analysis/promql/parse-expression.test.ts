import { describe, expect, it } from 'vitest';
import { metricsOf, PromqlError } from '../../../src/analysis/promql/expression.js';
import { parseExpression } from '../../../src/analysis/promql/parse-expression.js';

/** What is said of an expression, and the part it is said of. */
function refusal(text: string): string {
  try {
    parseExpression(text);
    return 'none';
  } catch (error) {
    if (!(error instanceof PromqlError)) throw error;
    return `${error.message}: [${text.slice(error.start, error.end)}]`;
  }
}

describe('an expression that is not evaluated here', () => {
  it('is refused by naming the part', () => {
    const texts = [
      '',
      'up >',
      'up{',
      'rate(up[5m',
      'up[5m]',
      'max_over_time(up[1h:5m]) > 1',
      'rate(up) > 0',
      'up offset 5m > 0',
      'up @ 17 > 0',
      'absent(up)',
      'histogram_quantile(0.9, up)',
      'quantile by (pod) (0.9, up)',
      'topk(up)',
      '1 + atan2(up)',
      'up atan2 up',
      'up{pod=~"("}',
      '{"up"}',
      '"up"',
      `${'('.repeat(150)}up${')'.repeat(150)}`,
      `up${' '.repeat(20_000)}`,
    ];
    expect(texts.map((text) => refusal(text).slice(0, 130)).join('\n')).toMatchInlineSnapshot(`
      "this is not PromQL: []
      this is not PromQL: []
      this is not PromQL: []
      this is not PromQL: []
      a range of samples stands only inside a function, as in increase(…[5m]): [up[5m]]
      subqueries are not evaluated here: [up[1h:5m]]
      rate() takes a range, as in rate(…[5m]): [up]
      offset is not evaluated here: [up offset 5m]
      the @ modifier is not evaluated here: [up @ 17]
      absent() is not evaluated here; of functions only rate, increase, delta, changes, resets, avg_over_time, min_over_time, max_over_t
      histogram_quantile() is not evaluated here; of functions only rate, increase, delta, changes, resets, avg_over_time, min_over_time
      quantile is not evaluated here; of aggregations only sum, min, max, avg, count, group, topk, bottomk: [quantile by (pod) (0.9, up)
      topk takes a number and a vector: [topk(up)]
      this is not PromQL: [(]
      atan2 is not evaluated here: [atan2]
      "(" is no regular expression here: ["("]
      quoted names are not evaluated here: ["up"]
      a text is no condition: ["up"]
      an expression may nest 100 levels deep: [((((((((((((((((((((((((((((((((((((((((((((((((((up)))))))))))))))))))))))))))))))))))))
      an expression may have 10000 characters: [                                                                                        "
    `);
  });
});

describe('an expression', () => {
  it('says which metrics it reads', () => {
    const metrics = (text: string) => [...(metricsOf(parseExpression(text)) ?? ['any'])];
    expect(metrics('sum by (pod) (rate(a{x="y"}[5m])) > 0 and on (pod) -b == 1 unless 3 > c')).toEqual(['a', 'b', 'c']);
    expect(metrics('{__name__="a"} > 1')).toEqual(['a']);
    expect(metrics('{__name__=~"a|b"} > 1')).toEqual(['any']);
  });

  it('binds as Prometheus has it', () => {
    expect(parseExpression('a or b and c > 1 + 2 * 3 ^ 2')).toMatchObject({
      operator: 'or',
      right: { operator: 'and', right: { operator: '>', right: { operator: '+', right: { operator: '*' } } } },
    });
    expect(parseExpression('-a ^ 2')).toMatchObject({ kind: 'negation', argument: { operator: '^' } });
    expect(parseExpression('0x10 + 1e3 + Inf + 5m')).toMatchObject({
      left: { left: { left: { value: 16 }, right: { value: 1_000 } }, right: { value: Number.POSITIVE_INFINITY } },
      right: { value: 300 },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { type Distribution, drawMs, meanMs } from '../../src/engine/distributions.js';
import { masterSeed, namedStream, namedUuid } from '../../src/engine/stream.js';

describe('named streams', () => {
  it('never change: goldens depend on the raw sequence', () => {
    const stream = namedStream(masterSeed('1'), 'node', 'node-1');
    expect(Array.from({ length: 4 }, () => stream.next())).toMatchInlineSnapshot(`
      [
        1223107087,
        340080884,
        2500733070,
        256654146,
      ]
    `);
  });

  it('differ by name and by seed, and repeat otherwise', () => {
    const first = (seed: string, ...path: string[]): number => namedStream(masterSeed(seed), ...path).next();
    expect(first('1', 'a', 'b')).toBe(first('1', 'a', 'b'));
    const all = [first('1', 'a', 'b'), first('1', 'ab'), first('1', 'b', 'a'), first('2', 'a', 'b')];
    expect(new Set(all).size).toBe(all.length);
  });

  it('gives a hundred thousand names a hundred thousand different streams', () => {
    const master = masterSeed('1');
    const pairs = new Set<string>();
    for (let at = 0; at < 100_000; at += 1) {
      const stream = namedStream(master, 'pod', `web-${at}`);
      pairs.add(`${stream.next()}-${stream.next()}`);
    }
    expect(pairs.size).toBe(100_000);
  });

  it('is uniform: mean, variance and neighbours', () => {
    const stream = namedStream(masterSeed('uniform'), 'test');
    const draws = Array.from({ length: 100_000 }, () => stream.uniform());
    const mean = draws.reduce((sum, u) => sum + u, 0) / draws.length;
    const variance = draws.reduce((sum, u) => sum + (u - mean) ** 2, 0) / draws.length;
    const neighbours =
      draws.slice(1).reduce((sum, u, at) => sum + (u - 0.5) * ((draws[at] ?? 0) - 0.5), 0) / draws.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.004);
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.002);
    expect(Math.abs(neighbours)).toBeLessThan(0.002);
    expect(draws.every((u) => u > 0 && u < 1)).toBe(true);
  });

  it('makes version 4 UUIDs', () => {
    expect(namedUuid(masterSeed('1'), 'default', 'web')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});

describe('distributions', () => {
  const ALL: readonly Distribution[] = [
    { kind: 'fixed', ms: 5_000 },
    { kind: 'uniform', fromMs: 1_000, toMs: 9_000 },
    { kind: 'exponential', meanMs: 5_000 },
    { kind: 'normal', meanMs: 5_000, stddevMs: 1_000 },
    { kind: 'lognormal', medianMs: 5_000, sigma: 0.5 },
    { kind: 'weibull', scaleMs: 5_000, shape: 1.5 },
    { kind: 'empirical', valuesMs: [1_000, 3_000, 3_000] },
  ];

  it.each(ALL)('$kind has the mean it claims, in whole milliseconds', (distribution) => {
    const stream = namedStream(masterSeed('mean'), distribution.kind);
    const draws = Array.from({ length: 40_000 }, () => drawMs(distribution, stream));
    expect(draws.every((ms) => Number.isInteger(ms) && ms >= 0)).toBe(true);
    const mean = draws.reduce((sum, ms) => sum + ms, 0) / draws.length;
    expect(Math.abs(mean / meanMs(distribution) - 1)).toBeLessThan(0.03);
  });

  it('cuts a normal draw at zero', () => {
    const stream = namedStream(masterSeed('cut'), 'normal');
    const draws = Array.from({ length: 1_000 }, () => drawMs({ kind: 'normal', meanMs: 0, stddevMs: 1_000 }, stream));
    expect(Math.min(...draws)).toBe(0);
  });
});

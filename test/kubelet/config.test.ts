import { describe, expect, it } from 'vitest';
import { type KubeletConfig, refusals, resolvePolicy } from '../../src/kubelet/config.js';
import { kubeletVersion, VERSION_NAMES, type VersionName } from '../../src/kubelet/versions.js';

const S = 1_000;
const REDUCE = 'ReduceDefaultCrashLoopBackOffDecay';
const MAX = 'KubeletCrashLoopBackOffMax';

function config(version: VersionName, gates: KubeletConfig['gates'], maxRestartPeriodMs?: number): KubeletConfig {
  return { version, gates, maxRestartPeriodMs };
}

describe('B29 to B32: which initial step and cap a configuration leads to', () => {
  const ROWS: readonly [VersionName, KubeletConfig['gates'], number | undefined, [number, number], [number, number]][] =
    [
      // version, gates, period, kubelet [initial, cap], documentation
      ['1.28', {}, undefined, [10, 300], [10, 300]],
      ['1.32', { [MAX]: true }, undefined, [10, 300], [10, 300]],
      ['1.32', { [MAX]: true }, 60 * S, [10, 60], [10, 60]],
      ['1.33', { [REDUCE]: true }, undefined, [1, 60], [1, 60]],
      ['1.34', { [REDUCE]: true }, undefined, [1, 60], [1, 60]],
      ['1.35', { [REDUCE]: true }, undefined, [1, 300], [1, 60]],
      ['1.36', { [REDUCE]: true }, undefined, [1, 300], [1, 60]],
      ['1.36', { [REDUCE]: true, [MAX]: false }, undefined, [1, 60], [1, 60]],
      ['1.36', { [REDUCE]: true }, 60 * S, [1, 60], [1, 60]],
      ['1.36', { [REDUCE]: true }, 2 * S, [1, 2], [1, 2]],
      ['1.36', { [REDUCE]: true }, 10 * S, [1, 10], [1, 10]],
      ['1.36', { [REDUCE]: true }, 300 * S, [1, 300], [1, 300]],
      ['1.36', {}, 60 * S, [10, 60], [10, 60]],
      ['1.36', {}, 5 * S, [5, 5], [5, 5]],
      ['1.36', {}, 1 * S, [1, 1], [1, 1]],
    ];

  it.each(ROWS)('%s %o period %s', (version, gates, period, kubelet, documentation) => {
    for (const [rule, [initial, cap]] of [
      ['kubelet', kubelet],
      ['documentation', documentation],
    ] as const) {
      const policy = resolvePolicy(config(version, gates, period), rule);
      expect([policy.initialMs / S, policy.maxMs / S]).toEqual([initial, cap]);
    }
  });

  it('resets after 600 s in every version', () => {
    for (const version of VERSION_NAMES) {
      expect(resolvePolicy(config(version, {}), 'kubelet').reset).toEqual({
        afterMs: 600 * S,
        from: 'admission',
        atThreshold: false,
        collects: true,
      });
    }
  });
});

describe('B30: what a kubelet refuses to start with', () => {
  const ROWS: readonly [string, KubeletConfig, readonly string[]][] = [
    ['nothing set', config('1.36', {}), []],
    ['1 s', config('1.36', {}, 1 * S), []],
    ['300 s', config('1.36', {}, 300 * S), []],
    ['below 1 s', config('1.36', {}, 999), ['period']],
    ['above 300 s', config('1.36', {}, 300_001), ['period']],
    ['period with the gate off', config('1.36', { [MAX]: false }, 60 * S), ['period']],
    ['period where the gate is off by default', config('1.34', {}, 60 * S), ['period']],
    ['a gate from the future', config('1.31', { [MAX]: true }), ['unknown-gate']],
    ['reduced decay before 1.33', config('1.32', { [REDUCE]: true }), ['unknown-gate']],
  ];

  it.each(ROWS)('%s', (_, given, kinds) => {
    expect(refusals(given).map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe('the version table', () => {
  it('requeues at the expiry from 1.35 on (T14), every ten seconds before (T13)', () => {
    expect(VERSION_NAMES.map((name) => kubeletVersion(name).requeue)).toEqual([
      ...Array.from({ length: 7 }, () => 'ten-seconds'),
      'expiry',
      'expiry',
    ]);
  });

  it('keys by the whole container up to 1.30, by name and image up to 1.33, then by image and resources (B15, B16)', () => {
    expect(VERSION_NAMES.map((name) => kubeletVersion(name).key)).toEqual([
      ...Array.from({ length: 3 }, () => 'whole-container'),
      ...Array.from({ length: 3 }, () => 'name-and-image'),
      ...Array.from({ length: 3 }, () => 'image-and-resources'),
    ]);
  });
});

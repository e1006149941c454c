import { describe, expect, it } from 'vitest';
import { logTimeOf } from '../../src/evidence/log-clock.js';
import { readEvidence } from '../../src/evidence/read-evidence.js';

const NOW_MS = Date.UTC(2026, 10, 21, 13);
const state = (step: string): string => `back-off ${step} restarting failed container=app pod=web-0_shop(8a1c)`;
const journal = (clock: string, step: string): string =>
  `E1121 ${clock}.500123     812 pod_workers.go:1301] "Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"app\\" with CrashLoopBackOff: \\"${state(step)}\\"" pod="shop/web-0" podUID="8a1c"`;

describe('a refusal of a kubelet', () => {
  it.each([
    ['the message of a state', state('5m0s'), state('5m0s')],
    ['a line of the journal', journal('12:00:00', '5m0s'), state('5m0s')],
    [
      'the message of an event',
      'Back-off restarting failed container app in pod web-0_shop(8a1c)',
      'Back-off restarting failed container app in pod web-0_shop(8a1c)',
    ],
  ])('is read from %s', (_, line, message) => {
    const { pods } = readEvidence(line, NOW_MS);
    expect(pods).toMatchObject([
      {
        name: 'web-0',
        namespace: 'shop',
        containers: [{ name: 'app', state: { kind: 'waiting', reason: 'CrashLoopBackOff', message } }],
      },
    ]);
  });

  it('bounds the end by its step, and by the first of its wait where the log has that', () => {
    const end = (text: string): unknown => readEvidence(text, NOW_MS).pods[0]?.containers[0]?.last?.finishedAt;
    const atMs = Date.UTC(2026, 10, 21, 12, 0, 0, 500);
    expect(end(journal('12:00:00', '5m0s'))).toEqual({ kind: 'at', fromMs: atMs - 300_000, toMs: atMs });
    const climbed = [
      journal('11:55:00', '2m40s'),
      journal('11:59:00', '5m0s'),
      journal('11:59:30', '5m0s'),
      journal('12:00:00', '5m0s'),
    ];
    expect(end(climbed.join('\n'))).toEqual({ kind: 'at', fromMs: atMs - 62_000, toMs: atMs - 60_000 });
  });

  it('is dated by the age that a page of describe tells', () => {
    const page = `  Warning  BackOff  85s (x4 over 2m)  kubelet, node-1  Back-off restarting failed container app in pod web-0_shop(8a1c)`;
    for (const line of [page, page.replace(', node-1', '')]) {
      const { pods } = readEvidence(line, NOW_MS);
      expect(pods).toMatchObject([{ name: 'web-0', namespace: 'shop', containers: [{ name: 'app' }] }]);
      expect(pods[0]?.isFromRefusals).toBeUndefined();
      expect(pods[0]?.containers[0]?.state).toMatchObject({ reason: 'CrashLoopBackOff' });
    }
  });

  it('keeps containers of a pod apart, and pods', () => {
    const other = state('10s').replace('container=app', 'container=proxy');
    const elsewhere = state('20s').replace('web-0', 'web-1');
    const { pods } = readEvidence([state('40s'), other, elsewhere].join('\n'));
    expect(pods.map(({ name, containers }) => [name, containers.map((each) => each.name)])).toEqual([
      ['web-0', ['app', 'proxy']],
      ['web-1', ['app']],
    ]);
  });
});

describe('the clock of a log line', () => {
  it.each([
    ['2026-11-21T12:00:00.123Z stderr F x', '2026-11-21T12:00:00.123Z', true],
    ['2026-11-21T14:00:00+0200 node-1 kubelet[1]: x', '2026-11-21T12:00:00.000Z', true],
    ['{"ts":1795262400123.4,"msg":"x"}', '2026-11-21T12:00:00.123Z', true],
    ['E1121 12:00:00.123456   812 x.go:1] x', '2026-11-21T12:00:00.123Z', false],
    ['Nov 21 12:00:00 node-1 kubelet[1]: x', '2026-11-21T12:00:00.000Z', false],
    ['Nov 21 12:00:01 node-1 kubelet[1]: E1121 12:00:00.123456   812 x.go:1] x', '2026-11-21T12:00:00.123Z', false],
    ['E1231 23:59:59.000000   812 x.go:1] of last year', '2025-12-31T23:59:59.000Z', false],
    ['E0229 00:00:00.000000   812 x.go:1] of the last leap year', '2024-02-29T00:00:00.000Z', false],
  ])('is read from %s', (line, iso, isZoneTold) => {
    expect(logTimeOf(line, NOW_MS)).toEqual({ atMs: Date.parse(iso), isZoneTold });
  });

  it('is none without a stamp, and without a year while nobody knows the present', () => {
    expect(logTimeOf('back-off 5m0s restarting', NOW_MS)).toBeUndefined();
    expect(logTimeOf('E1121 12:00:00.123456   812 x.go:1] x', undefined)).toBeUndefined();
    expect(logTimeOf('E1399 12:00:00.123456   812 x.go:1] x', NOW_MS)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { affordableRuns, runsAtOnce } from '../../src/analysis/claims/check-claims.js';
import { readClaims } from '../../src/analysis/claims/read-claims.js';
import { simulate } from '../../src/analysis/simulate.js';
import { check } from '../../src/report/claims/check.js';
import { parseScenario } from '../../src/scenario/parse.js';

/** Published numbers, as their authors wrote them, with what is to be said of each. */
const PUBLISHED: readonly [claim: string, verdict: string, because: RegExp][] = [
  ['restarts after 10s, 30s, 70s', 'possible', /runs of 7s fit all of it/],
  ['10 restarts in 30 min with runs of 10s', 'possible', /10 restarts in 30m/],
  ['4 restarts in 5 min with runs of 10s', 'possible', /5 restarts in 5m/],
  ['2 restarts in 30 min with runs of 9m59.999s', 'possible', /2 restarts in 30m/],
  ['1s/60s: 5 excess restarts per pod in the first 5 minutes', 'possible', /10 restarts .* 5, .*: 5 more/],
  ['1s/60s: 3 excess restarts in the first 30s', 'impossible', /: 2 more/],
  ['1s/60s: then 5 excess restarts every 5 minutes', 'impossible', /: 4 more/],
  ['max 1s: 305 excess restarts in the first 5 minutes', 'impossible', /: 296 more/],
  ['max 1s: 310 excess restarts every 5 minutes', 'impossible', /: 299 more/],
  ['1s/300s: 3 excess restarts in the first 310s', 'possible', /: 3 more/],
  ['250ms/300s: 5 excess restarts in the first 310s', 'possible', /: 5 more/],
  ['25ms/300s: 7 excess restarts in the first 310s', 'impossible', /: 8 more/],
  ['1s/30s: 10 excess restarts in the first 310s', 'impossible', /: 9 more/],
  ['5941 crashes over 20 days', 'only-if', /until 21d/],
  ['300 or more restarts per day', 'only-if', /292 restarts in 24h/],
  ['restarts after 10s, 30s, 1m10s, 2m30s, 5m30s', 'only-if', /number 5 is claimed 20s later/],
  ['10 minutes in CrashLoopBackOff, RESTARTS 8', 'only-if', /restart 8 comes at 15m10s/],
  ['6 restarts in 310 s', 'possible', /6 restarts in 5m10s/],
  ['more than 5 restarts in 5 minutes', 'only-if', /at most 5 in any 5m/],
  ['more than 4 restarts in 5 minutes', 'possible', /at most 5 in any 5m/],
  ['more than 7 restarts in 5 minutes', 'only-if', /at most 5 in any 5m/],
  ['max 300s: more than 7 restarts in 5 minutes', 'impossible', /at most 5 in any 5m/],
  ['increase(kube_pod_container_status_restarts_total[10m]) > 6', 'only-if', /7 restarts within 10m/],
  ['max 300s: 30 restarts in 10 minutes', 'impossible', /6 restarts in 10m/],
  ['restarts after 0s, 5s, 10s', 'impossible', /shorter than the wait/],
  ['restarts after 1s, 12s, 33s, 74s', 'possible', /with the free first restart/],
  ['waits of 10s, 20s, 40s, 80s', 'only-if', /left out of the list/],
];

const answers = new Map(PUBLISHED.map(([claim]) => [claim, check(claim)]));

describe('claims', () => {
  it.each(PUBLISHED)('%s: %s', (claim, verdict, because) => {
    const [answer, ...others] = answers.get(claim) ?? [];
    expect(others).toEqual([]);
    expect(answer?.verdict).toBe(verdict);
    expect([...(answer?.reasons ?? []), ...(answer?.onlyIf ?? [])].join('\n')).toMatch(because);
  });

  it('come with a scenario that shows them, where something does', () => {
    for (const [claim] of PUBLISHED) {
      const [answer] = answers.get(claim) ?? [];
      if (answer === undefined || answer.scenario === null) {
        expect(answer?.verdict, claim).toBe('impossible');
        continue;
      }
      const run = simulate(parseScenario(answer.scenario));
      const [, least = ''] = /restarts: \{min: (\d+)\}/.exec(answer.scenario) ?? [];
      expect(run.pods[0]?.containers[0]?.restartCount, claim).toBeGreaterThanOrEqual(Number(least));
    }
  });

  it('of a kubelet are judged on its backoff', () => {
    const kubelet = { version: '1.36', gates: {}, maxRestartPeriodMs: 60_000 } as const;
    expect(check('5 restarts in 2m14s', { kubelet })[0]?.verdict).toBe('possible');
    expect(check('9 restarts in 7m', { kubelet })[0]?.verdict).toBe('possible');
    expect(check('9 restarts in 7m')[0]?.verdict).toBe('only-if');
  });

  it('with a number of restarts in any time beyond what is counted are still judged by rule', () => {
    expect(check('max 300s: 90000 restarts per day')[0]).toMatchObject({ verdict: 'impossible', onlyIf: [] });
    expect(check('1000000 crashes in 20 years')[0]?.verdict).toBe('possible');
  });

  it('a window of thousands of restarts is counted to the end, and at once', () => {
    const kubelet = { version: '1.36', gates: {}, maxRestartPeriodMs: 1_000 } as const;
    const [answer] = check('more than 5 restarts in 3h', { kubelet });
    const most = answer?.bounds.filter(({ way }) => way.startsWith('same')).map(({ mostRestarts }) => mostRestarts);
    expect(most).toEqual([10_801, 10_801]);
  });
});

describe('what is no claim', () => {
  it.each([
    '',
    'hello',
    '# 5 restarts in 2m14s',
    'NAME READY STATUS RESTARTS AGE',
    '5 restarts',
    'restarts in 5 lightyears',
  ])('is left out: %j', (text) => {
    expect(check(text)).toEqual([]);
  });

  it('does not keep the others from being judged', () => {
    const text = 'They say:\n5 restarts in 2m14s\r\n\nand also\n\u001b[31mmore than 5 restarts in 5 minutes\u001b[0m\n';
    expect(check(text).map(({ line, kind }) => [line, kind])).toEqual([
      [2, 'count'],
      [5, 'window'],
    ]);
  });
});

describe('rows of kubectl get pods', () => {
  it('are one claim for each pod, and namespaces and headers do not matter', () => {
    const text = [
      'NAMESPACE   NAME    READY   STATUS             RESTARTS      AGE',
      'shop        web-0   0/1     CrashLoopBackOff   5 (2m ago)    5m2s',
      'shop        web-1   1/1     Running            0             3m2s',
      'shop        web-0   0/1     CrashLoopBackOff   5 (2m13s ago) 5m15s',
    ].join('\n');
    expect(check(text, { mostRuns: 500 }).map(({ claim, verdict }) => [claim, verdict])).toEqual([
      ['web-0, 2 rows', 'possible'],
      ['shop        web-1   1/1     Running            0             3m2s', 'possible'],
    ]);
  });

  it('a scenario that shows them holds itself to them', () => {
    const [answer] = check('web-0 0/1 CrashLoopBackOff 5 (2m ago) 5m2s', { mostRuns: 500 });
    const scenario = answer?.scenario ?? '';
    expect(scenario).toMatch(/expect:\n {4}- \{pod: app, at: \d+ms, status: "CrashLoopBackOff", restarts: 5\}\n$/);
  });

  it('with more restarts than any history has are impossible by rule', () => {
    const [answer] = check('web-0 0/1 CrashLoopBackOff 60 (106s ago) 42m');
    expect(answer).toMatchObject({ verdict: 'impossible', scenario: null });
    expect(answer?.reasons[0]).toContain('restart 60 comes at 2h1m40.009s at the earliest');
  });

  it('of long lives are tried less often, so that an answer comes in half a minute', () => {
    const runsFor = (row: string): number => {
      const claim = readClaims(row)[0]?.claim;
      return claim?.kind === 'transcript' ? affordableRuns(claim.rows) : 0;
    };
    expect(runsFor('web-0 0/1 CrashLoopBackOff 5 (2m ago) 5m2s')).toBe(10_000);
    expect(runsFor('web-0 0/1 CrashLoopBackOff 500 (2m ago) 20d')).toBe(86);
    expect(runsFor('web-0 0/1 CrashLoopBackOff 5941 (4m ago) 20d')).toBe(25);
  });

  it('of lives so long that each takes seconds are tried one at a time, so that progress shows', () => {
    const claimAt = (row: string) => readClaims(row).flatMap((each) => (each.claim === undefined ? [] : [each]))[0];
    const [long, short] = ['99999 (2m ago) 400d', '5 (2m ago) 5m2s'].map((end) =>
      claimAt(`web-0 0/1 CrashLoopBackOff ${end}`),
    );
    expect([long, short].map((each) => each && runsAtOnce(each))).toEqual([1, 50]);
    expect(long?.claim?.kind === 'transcript' && affordableRuns(long.claim.rows)).toBe(3);
  });

  it('of more restarts than are listed are judged by rule all the same', () => {
    const [answer] = check('30000 restarts in 80d');
    expect(answer?.verdict).toBe('only-if');
    const [no] = check('1000000000 restarts in 20 years');
    expect(no?.verdict).toBe('impossible');
  });

  it('that no run shows are not found, which is no proof', () => {
    const [answer] = check('web-0 0/1 CrashLoopBackOff 12 (2s ago) 30m', { mostRuns: 20 });
    expect(answer?.verdict).toBe('not-found');
    expect(answer?.reasons[0]).toMatch(/none of \d+ runs shows "CrashLoopBackOff, 12 \(2s ago\), 30m"/);
    expect(answer?.reasons.at(-1)).toBe(
      'by the count alone: a process that exits at once has restart 12 at 35m10s, later than its age allows',
    );
  });

  it('the shop’s 16 in 42 minutes takes an exit before the kills', () => {
    const [answer] = check('checkoutservice 0/1 CrashLoopBackOff 16 (106s ago) 42m', { mostRuns: 300 });
    expect(answer?.onlyIf).toEqual(['the first run ends by itself, and a liveness probe kills all others']);
  });
});

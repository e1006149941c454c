import { describe, expect, it } from 'vitest';
import { simulate } from '../../src/analysis/simulate.js';
import { policyText } from '../../src/report/policy-text.js';
import { restarts } from '../../src/report/restarts-answer.js';
import { compileScenario } from '../../src/scenario/compile.js';
import { parseScenario } from '../../src/scenario/parse.js';
import { PolicyError, policyFromWords } from '../../src/scenario/policy-words.js';

const head = (kubelet: string, attempt = '{run: 0s, exit: 1}') => `apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: x}
spec:
  kubelet: {${kubelet}}
  processes: [{match: {pod: a}, attempts: [${attempt}]}]
`;
const kubeletOf = (kubelet: string, policy?: string) =>
  compileScenario(parseScenario(head(kubelet)), { policy }).plan.kubelet;

describe('the words of a policy', () => {
  it.each([
    ['kubelet', 'backoff 10s, 20s … 5m'],
    ['none', 'no backoff'],
    ['1.28', 'backoff 10s, 20s … 5m'],
    ['max=60s', 'backoff 10s, 20s … 1m'],
    ['max=1s', 'backoff 1s'],
    ['1.32+max=4s', 'backoff 4s'],
    ['reduced', 'backoff 1s, 2s … 5m'],
    ['1.34+reduced', 'backoff 1s, 2s … 1m'],
    ['1.36+reduced', 'backoff 1s, 2s … 5m'],
    ['1.36+reduced+max=60s', 'backoff 1s, 2s … 1m'],
    ['documented+reduced', 'backoff 1s, 2s … 1m'],
    ['kep-4603', 'backoff 1s, 2s … 1m'],
    ['rapid', 'backoff 250ms, 500ms … 1m'],
    ['front-loaded', 'backoff 1s, 2s, 4s, 8s, 16s, 9m29s, 5m'],
    ['flat-on-success', 'backoff 10s, 20s … 5m; 5s after exit 0'],
    ['rapid+restart-on-success', 'backoff 250ms, 500ms … 1m; none after exit 0'],
    ['first-waits', 'backoff 10s, 20s … 5m; from the first restart on'],
    ['initial=1s,max=30s,factor=3', 'backoff 1s, 3s … 30s'],
    ['steps=1s/1s/5m+on-success=2s', 'backoff 1s, 1s, 5m; 2s after exit 0'],
  ])('%s: %s', (words, text) => {
    expect(policyText(kubeletOf('', words).policy)).toBe(text);
    expect(policyText(kubeletOf(`policy: "${words}"`).policy), 'in a file').toBe(text);
  });

  it('name a release and a fidelity as a whole, over what the file says', () => {
    expect(kubeletOf('version: "1.36"', '1.31')).toMatchObject({
      versionName: '1.31',
      version: { requeue: 'ten-seconds' },
    });
    expect(kubeletOf('policy: "1.31"').versionName).toBe('1.31');
    expect(compileScenario(parseScenario(head('policy: documented'))).plan.fidelity).toBe('documented');
    const overruled = compileScenario(parseScenario(head('policy: "1.31"')), {
      version: '1.35',
      fidelity: 'realistic',
    });
    expect(overruled.plan).toMatchObject({ fidelity: 'realistic', kubelet: { versionName: '1.35' } });
  });

  it.each([
    'fast',
    '',
    '1.20',
    'max',
    'max=soon',
    'none+max=60s',
    'none+first-waits',
    '1.34+1.35',
    'rapid+front-loaded',
    'rapid+reduced',
    'initial=1s',
    'initial=0s,max=1s',
    'initial=2s,max=1s',
    'initial=1s,max=2s,factor=0.5',
    'initial=1s,max=2s,max=3s',
    'initial=1s,max=2s,speed=3',
    'steps=',
    'steps=1s/0s',
    'steps=1s,max=2s',
    'constructor',
    'max=60s+max=30s',
  ])('%s means none', (words) => {
    expect(() => policyFromWords(words)).toThrow(PolicyError);
  });

  it.each([
    ['1.30+reduced', 'kubelet 1.30 does not know the feature gate ReduceDefaultCrashLoopBackOffDecay'],
    ['1.30+max=60s', 'kubelet 1.30 does not know the feature gate KubeletCrashLoopBackOffMax'],
    ['max=400s', 'maxContainerRestartPeriod must be set between 1s and 300s, not 6m40s'],
  ])('%s: no kubelet starts with it', (words, message) => {
    expect(() => kubeletOf('', words)).toThrow(message);
    expect(() => kubeletOf(`policy: "${words}"`)).toThrow(message);
  });
});

/** When each crash of a process that exits at once comes, in seconds, and so each restart before it. */
const crashes = (policy: string, count: number) =>
  Array.from({ length: count }, (_, at) => restarts({ policy, count: at + 1 }).atSeconds);

describe('what the policies do', () => {
  it.each([
    ['kubelet', [0, 0, 10, 30, 70, 150, 310, 610, 910]],
    ['first-waits', [0, 10, 30, 70, 150, 310, 610, 910, 1210]],
    // As many restarts in ten minutes as today's 10, 30, 70, 150, 310 (KEP-4603, front loaded decay with interval).
    ['front-loaded+first-waits', [0, 1, 3, 7, 15, 31, 600, 900, 1200]],
    ['front-loaded', [0, 0, 1, 3, 7, 15, 31, 600, 900]],
    ['steps=1s/1s/1s/9s/5m', [0, 0, 1, 2, 3, 12, 312, 612, 912]],
  ])('%s', (policy, expected) => {
    expect(crashes(policy, expected.length)).toEqual(expected);
  });

  it('flat on success leaves the step of failures as it is', () => {
    const script = '{run: 0s, exit: 1, times: 3}, {run: 0s, exit: 0, times: 2}, {run: 0s, exit: 1}';
    const text = head('policy: flat-on-success', script);
    const starts = runOf(text).map(({ startedAtSeconds }) => startedAtSeconds);
    expect(starts).toEqual([0, 0, 10, 30, 35, 40, 80, 160]);
    expect(runOf(text).map(({ backoffSeconds }) => backoffSeconds)).toEqual([0, 10, 20, 5, 5, 40, 80, 160]);
  });

  it('restart on success waits for nothing, and says so', () => {
    const attempts = runOf(head('policy: restart-on-success', '{run: 60s, exit: 0}'));
    expect(attempts.map(({ delaySeconds }) => delaySeconds)).toEqual([0, 0, 0, 0, 0, null]);
    expect(attempts[1]?.why).toBe('no-backoff');
  });
});

function runOf(text: string) {
  const run = simulate(parseScenario(text), { durationMs: 300_000 });
  return run.pods[0]?.containers[0]?.attempts ?? [];
}

it('a success without a wait counts as what it costs', () => {
  const endless = head('policy: restart-on-success', '{run: 1ms, exit: 0}').replace('spec:', 'spec:\n  duration: 365d');
  expect(() => compileScenario(parseScenario(endless))).toThrow('billion events');
});

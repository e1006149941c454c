import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulate } from '../../../src/analysis/simulate.js';
import { compare } from '../../../src/report/compare-answer.js';
import { parseScenario } from '../../../src/scenario/parse.js';
import { splitPolicies } from '../../../src/scenario/policy-list.js';

const scenario = (spec: string) =>
  parseScenario(`apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: x}
spec: ${spec}
`);
const crashing = (run: string) => scenario(`{processes: [{match: {pod: a}, attempts: [{run: ${run}, exit: 1}]}]}`);
const figuresOf = (...asked: Parameters<typeof compare>) => compare(...asked).containers[0]?.figures ?? [];

describe('the rate in the long run', () => {
  it.each([
    ['0s', 'kubelet', 1, 300],
    ['28s', 'kubelet', 1, 328],
    // Never settles: housekeeping removes the entry in mid-wait (X10).
    ['330s', 'kubelet', 6, 2_560.001],
    ['601s', 'kubelet', 1, 601],
    ['0s', 'front-loaded', 1, 300],
    ['9m', 'kubelet', 4, 2_290.001],
    ['10s', 'none', 1, 10],
    ['0s', 'steps=1s/1s/2s', 1, 2],
  ])('runs of %s, %s: %i restarts in %f s', (run, policy, cycleRestarts, cycleSeconds) => {
    const [figures] = figuresOf(crashing(run), { policies: [policy] });
    expect(figures).toMatchObject({ steadyBasis: 'cycle', cycleRestarts, cycleSeconds });
    expect(figures?.steadyPerHour).toBeCloseTo((cycleRestarts * 3_600) / cycleSeconds, 9);
    expect(figures?.apiRequestsPerSecond).toBeCloseTo((cycleRestarts / cycleSeconds) * 110 * 5, 9);
  });

  it('of kills by a probe is that of a pair: one waits, one is free', () => {
    const manifest = `---
apiVersion: v1
kind: Pod
metadata: {name: a}
spec:
  terminationGracePeriodSeconds: 0
  containers: [{name: c, image: i, livenessProbe: {httpGet: {port: 80}, periodSeconds: 20, failureThreshold: 3}}]
`;
    const killed = parseScenario(`apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: x}
spec: {processes: [{match: {pod: a}, attempts: [{run: forever, healthy: false}]}]}
${manifest}`);
    expect(figuresOf(killed, { policies: ['kubelet'] })[0]).toMatchObject({ cycleRestarts: 2, steadyBasis: 'cycle' });
  });

  it('is an average where chance plays a part, close to what it is without', () => {
    const [drawn] = figuresOf(crashing('{uniform: [0s, 20s]}'), { policies: ['kubelet'], runs: 5 });
    expect(drawn?.steadyBasis).toBe('average');
    expect(drawn?.steadyPerHour).toBeCloseTo(3_600 / 310, 0);
    const [real] = figuresOf(crashing('10s'), { policies: ['kubelet'], fidelity: 'realistic', runs: 5 });
    expect(real?.steadyPerHour).toBeLessThan(3_600 / 310);
  });
});

describe('a dependency that returns', () => {
  const needy = (until: string, run = '2s') =>
    scenario(`
  duration: 3h
  dependencies: [{name: db, down: [{from: 0s, until: ${until}}]}]
  processes: [{match: {pod: a}, attempts: [{run: ${run}, exit: 1, when: {down: db}}, {run: forever}]}]`);

  it.each([
    ['kubelet', 151, 302],
    ['max=60s', 31, 62],
    ['max=10s', 6, 12],
    ['max=1s', 1.5, 3],
    ['none', 1, 2],
  ])('after a long outage under %s: on average %f s, at worst %f s', (policy, meanSeconds, worstSeconds) => {
    const [figures] = figuresOf(needy('1h'), { policies: [policy] });
    expect(figures?.returns).toMatchObject([{ dependency: 'db', atSeconds: 3_600, meanSeconds, worstSeconds }]);
    expect(figures).toMatchObject({ steadyWithout: 'db', cycleRestarts: 1, cycleSeconds: worstSeconds });
  });

  it('is what one finds by letting it return again and again during the wait', () => {
    const back = Array.from({ length: 151 }, (_, at) => {
      const written = needy(`${3_601 + 2 * at}s`);
      return figuresOf(written, { policies: ['kubelet'] })[0]?.returns[0]?.backAfterSeconds ?? Number.NaN;
    });
    const mean = back.reduce((sum, each) => sum + each, 0) / back.length;
    expect(mean).toBe(151);
    expect(Math.max(...back)).toBe(301);
  });

  it('does not concern what is up', () => {
    const up = scenario(`
  dependencies: [{name: db, down: [{from: 1m, until: 5m}]}]
  processes: [{match: {pod: a}, attempts: [{run: 50s, exit: 1}, {run: forever}]}]`);
    expect(figuresOf(up, { policies: ['kubelet'] })[0]).toMatchObject({
      returns: [{ backAfterSeconds: null, meanSeconds: null, worstSeconds: null }],
      steadyBasis: 'over',
      steadyPerHour: 0,
      apiRequestsPerSecond: 0,
    });
  });
});

it('counts and waits as the run itself tells', () => {
  const policies = fc.constantFrom('kubelet', 'max=7s', 'rapid', 'front-loaded', 'first-waits', '1.34+reduced');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 700 }), policies, (seconds, policy) => {
      const one = crashing(`${seconds}s`);
      const [figures] = figuresOf(one, { policies: [policy] });
      const run = simulate(one, { policy });
      expect(figures?.restartsIn30m).toBe(run.pods[0]?.containers[0]?.restartCount);
      const attempts = run.pods[0]?.containers[0]?.attempts ?? [];
      const waited = attempts.reduce((sum, { finishedAtSeconds, delaySeconds }) => {
        return finishedAtSeconds === null ? sum : sum + (delaySeconds ?? 1_800 - finishedAtSeconds);
      }, 0);
      expect(figures?.waitingRatio).toBeCloseTo(waited / 1_800, 6);
    }),
    { numRuns: 40 },
  );
});

it('tells in its row what a policy makes impossible, and goes on', () => {
  const { policies, containers } = compare(crashing('0s'), { policies: ['kubelet', 'none', '1.30+reduced', 'nome'] });
  expect(policies.map(({ problem }) => problem)).toEqual([
    null,
    'container app of pod a restarts without time passing',
    'kubelet 1.30 does not know the feature gate ReduceDefaultCrashLoopBackOffDecay and refuses to start',
    '"nome" is not known',
  ]);
  expect(containers[0]?.figures.map(({ policy }) => policy)).toEqual(['kubelet']);
});

it('takes a list of policies apart', () => {
  expect(
    splitPolicies('none,max=60s,initial=1s,max=30s,factor=2,max=4s,1.34+reduced,steps=1s/2s,resetAfter=5m'),
  ).toEqual(['none', 'max=60s', 'initial=1s,max=30s,factor=2', 'max=4s', '1.34+reduced', 'steps=1s/2s,resetAfter=5m']);
});

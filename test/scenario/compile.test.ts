import { describe, expect, it } from 'vitest';
import { RUNS_FOREVER } from '../../src/cluster/script.js';
import { ROOMY } from '../../src/cluster/template-plan.js';
import { NO_BACKOFF } from '../../src/kubelet/policy.js';
import { IDEAL_TIMING, RECORDED_LATENCIES } from '../../src/kubelet/timing.js';
import { compileScenario, type Overrides } from '../../src/scenario/compile.js';
import { ScenarioError } from '../../src/scenario/issue.js';
import { type ParseOptions, parseScenario } from '../../src/scenario/parse.js';
import { FULL } from './full-scenario.js';

const HEAD = 'apiVersion: crashloop.dev/v1alpha1\nkind: Scenario\nmetadata: {name: test}\nspec:\n';

function compile(text: string, overrides: Overrides = {}, options: ParseOptions = {}) {
  return compileScenario(parseScenario(text, options), overrides);
}

/** A plan with this spec. */
const planOf = (spec: string, overrides: Overrides = {}) => compile(HEAD + spec, overrides).plan;
const kubeletOf = (text: string, overrides: Overrides = {}) => planOf(`  kubelet: {${text}}`, overrides).kubelet;

function scriptOf(attempts: string, duration = '30m') {
  const pod = `---\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: app, image: app, resources: {limits: {memory: 30Mi}}}]}\n`;
  const { processes } = planOf(
    `  duration: ${duration}\n  dependencies: [{name: db}, {name: mq}]\n  processes: [{attempts: [${attempts}]}]\n${pod}`,
  );
  return processes[0]?.script ?? RUNS_FOREVER;
}

const entryOf = (attempt: string, duration?: string) => scriptOf(attempt, duration).listed[0];
const endOf = (attempt: string) => {
  const { run, exitCode, reason } = entryOf(attempt) ?? {};
  return { run, exitCode, reason };
};

describe('the whole format', () => {
  it('becomes this plan', async () => {
    const { plan, expectations, notes, description } = compile(FULL, {}, { file: 'full.yaml' });
    const text = JSON.stringify({ description, plan, expectations, notes }, undefined, 1);
    await expect(`${text}\n`).toMatchFileSnapshot('../fixtures/full-scenario.plan.json');
  });

  it('may be JSON', () => {
    const scenario = {
      apiVersion: 'crashloop.dev/v1alpha1',
      kind: 'Scenario',
      metadata: { name: 'json' },
      spec: { processes: [{ match: { pod: 'a' }, attempts: [{ run: '1s', exit: 1 }] }] },
    };
    expect(compile(JSON.stringify(scenario)).plan.pods[0]?.name).toBe('a');
  });

  it('has defaults for everything', () => {
    const { plan, expectations, notes, description } = compile(`${HEAD.trimEnd()} {}`);
    expect(plan).toMatchObject({ scenario: 'test', seed: '1', fidelity: 'exact', durationMs: 1_800_000, pods: [] });
    expect(plan.nodes).toEqual([
      {
        name: 'node-1',
        labels: {
          'kubernetes.io/arch': 'amd64',
          'kubernetes.io/hostname': 'node-1',
          'kubernetes.io/os': 'linux',
        },
        taints: [],
        capacity: ROOMY,
        images: ['*'],
      },
    ]);
    const nothing = {
      workloads: [],
      services: [],
      processes: [],
      registry: [],
      missing: [],
      dependencies: [],
      actions: [],
    };
    expect(plan).toMatchObject(nothing);
    expect(plan.kubelet).toMatchObject({ versionName: '1.36', timing: IDEAL_TIMING });
    expect([expectations, notes, description]).toEqual([[], [], undefined]);
  });

  it('may have anchors and aliases', () => {
    const { processes } = planOf(
      '  processes:\n    - {match: {pod: a}, attempts: &crash [{run: 2s, exit: 1}]}\n    - {match: {pod: b}, attempts: *crash}',
    );
    expect(processes.map(({ script }) => script.listed[0]?.exitCode)).toEqual([1, 1]);
  });

  it('may begin with a byte order mark and end its lines with CRLF', () => {
    expect(compile(`\uFEFF${HEAD}  duration: 5m\n`.replaceAll('\n', '\r\n')).plan.durationMs).toBe(300_000);
  });
});

describe('attempts', () => {
  it.each([
    ['{run: 2s, exit: 1}', { run: { kind: 'fixed', ms: 2_000 }, exitCode: 1, reason: 'Error' }],
    ['{run: 2s}', { run: { kind: 'fixed', ms: 2_000 }, exitCode: 0, reason: 'Completed' }],
    ['{run: forever}', { run: undefined, exitCode: 0, reason: 'Completed' }],
    ['{run: 1s, signal: SEGV}', { run: { kind: 'fixed', ms: 1_000 }, exitCode: 139, reason: 'Error' }],
    ['{run: 1s, signal: SIGSEGV}', { run: { kind: 'fixed', ms: 1_000 }, exitCode: 139, reason: 'Error' }],
    ['{run: 1s, signal: KILL}', { run: { kind: 'fixed', ms: 1_000 }, exitCode: 137, reason: 'Error' }],
    ['{run: 1s, oom: true}', { run: { kind: 'fixed', ms: 1_000 }, exitCode: 137, reason: 'OOMKilled' }],
  ])('%s', (attempt, end) => {
    expect(endOf(attempt)).toEqual(end);
  });

  it.each([
    ['{uniform: [1s, 9s]}', { kind: 'uniform', fromMs: 1_000, toMs: 9_000 }],
    ['{exponential: 5s}', { kind: 'exponential', meanMs: 5_000 }],
    ['{normal: {mean: 5s, stddev: 1s}}', { kind: 'normal', meanMs: 5_000, stddevMs: 1_000 }],
    ['{lognormal: {median: 5s, sigma: 0.8}}', { kind: 'lognormal', medianMs: 5_000, sigma: 0.8 }],
    ['{weibull: {scale: 5s, shape: 1.5}}', { kind: 'weibull', scaleMs: 5_000, shape: 1.5 }],
    ['{empirical: [1s, 3s, 3s]}', { kind: 'empirical', valuesMs: [1_000, 3_000, 3_000] }],
  ])('run: %s', (run, distribution) => {
    expect(endOf(`{run: ${run}, exit: 1}`).run).toEqual(distribution);
  });

  it.each([
    ['{memory: {start: 20Mi, grow: 1Mi/s}}', { startBytes: 20_971_520, bytesPerMs: 1_048.576 }],
    ['{run: {uniform: [1s, 9s]}, memory: {start: "0", grow: 60M/m}}', { startBytes: 0, bytesPerMs: 1_000 }],
  ])('%s grows', (attempt, memory) => {
    expect(entryOf(attempt)?.memory).toEqual(memory);
  });

  it('that do not start exit 128 at once, in the words of the runtime', () => {
    expect(entryOf('{startError: no such device}')).toMatchObject({
      run: { kind: 'fixed', ms: 0 },
      exitCode: 128,
      reason: 'StartError',
      startError: 'no such device',
    });
    expect(entryOf(`{startError: 'exec: "/x": not found'}`)?.startError).toBe(
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: ' +
        'unable to start container process: exec: "/x": not found',
    );
  });

  const always = { fromMs: 0, untilMs: Number.POSITIVE_INFINITY };

  it.each<[string, unknown]>([
    ['{run: 1s}', undefined],
    ['{run: 1s, healthy: true, ready: true, started: true}', undefined],
    ['{run: 1s, healthy: false}', { liveness: { good: [], takesMs: 0, output: undefined } }],
    ['{run: 1s, ready: {takes: 2s}}', { readiness: { good: [always], takesMs: 2_000, output: undefined } }],
    ['{run: 1s, started: {good: false, output: no}}', { startup: { good: [], takesMs: 0, output: 'no' } }],
    [
      '{run: 1s, healthy: [{from: 5s}, {from: 1s, until: 2s}, {until: 1s}]}',
      {
        liveness: {
          good: [
            { fromMs: 0, untilMs: 2_000 },
            { ...always, fromMs: 5_000 },
          ],
          takesMs: 0,
          output: undefined,
        },
      },
    ],
  ])('%s answer probes', (attempt, probes) => {
    expect(entryOf(attempt)?.probes).toEqual(probes);
  });

  it('repeat windows up to the end of the run', () => {
    expect(entryOf('{run: 1s, ready: [{from: 5s, until: 7s, every: 10s}]}', '30s')?.probes?.readiness?.good).toEqual([
      { fromMs: 5_000, untilMs: 7_000 },
      { fromMs: 15_000, untilMs: 17_000 },
      { fromMs: 25_000, untilMs: 27_000 },
    ]);
    expect(entryOf('{run: 1s, ready: [{until: 10s, every: 10s}]}', '1h')?.probes?.readiness?.good).toEqual([
      { fromMs: 0, untilMs: 3_600_000 },
    ]);
  });

  it('run hooks', () => {
    expect(entryOf('{run: 1s, postStart: {run: 3s, exit: 2}, preStop: {run: 4s}}')).toMatchObject({
      postStart: { takesMs: 3_000, exitCode: 2 },
      preStop: { takesMs: 4_000, exitCode: 0 },
    });
  });

  it('keep guarded entries apart, and run for ever when nothing else is left', () => {
    const script = scriptOf('{run: 1s, exit: 1, when: {down: [db, mq], up: db}}');
    expect(script.guarded[0]?.when).toEqual({ down: ['db', 'mq'], up: ['db'] });
    expect(script.listed).toEqual(RUNS_FOREVER.listed);
  });

  it('answer SIGTERM', () => {
    expect(scriptOf('{run: 1s}').listed[0]?.onTerm).toEqual({ exitCode: 143, afterMs: 0 });
    expect(scriptOf('{run: 1s, onTerm: {after: 2s}}').listed[0]?.onTerm).toEqual({ exitCode: 143, afterMs: 2_000 });
    expect(scriptOf('{run: 1s, onTerm: ignore}').listed[0]?.onTerm).toBe('ignore');
  });
});

describe('the kubelet', () => {
  it('is documented, exact or realistic', () => {
    expect(kubeletOf('fidelity: documented')).toMatchObject({
      policy: { name: 'documented', reset: { from: 'start', collects: false } },
      timing: { ...IDEAL_TIMING, housekeepingPeriodMs: undefined },
    });
    expect(kubeletOf('fidelity: exact').timing).toEqual(IDEAL_TIMING);
    expect(kubeletOf('fidelity: realistic, latency: {start: 2s}').timing.latencies).toEqual({
      ...RECORDED_LATENCIES,
      start: { kind: 'fixed', ms: 2_000 },
    });
  });

  it('promises 1 s and 60 s for reduced decay, and keeps 300 s in fact', () => {
    const gates = 'featureGates: {ReduceDefaultCrashLoopBackOffDecay: true}';
    expect(kubeletOf(`fidelity: documented, ${gates}`).policy).toMatchObject({ initialMs: 1_000, maxMs: 60_000 });
    expect(kubeletOf(gates).policy).toMatchObject({ initialMs: 1_000, maxMs: 300_000 });
  });

  it('can do without housekeeping', () => {
    expect(kubeletOf('housekeeping: false').timing.housekeepingPeriodMs).toBeUndefined();
  });

  it('can have another policy', () => {
    expect(kubeletOf('policy: none').policy).toBe(NO_BACKOFF);
    expect(kubeletOf('policy: {initial: 1s, max: 30s}').policy).toMatchObject({
      name: 'custom 1s..30s',
      initialMs: 1_000,
      maxMs: 30_000,
      factor: 2,
      reset: { afterMs: 600_000, from: 'admission' },
    });
    expect(kubeletOf('fidelity: documented, policy: {initial: 1s, max: 30s, resetAfter: 1m}').policy.reset).toEqual({
      afterMs: 60_000,
      from: 'start',
      atThreshold: true,
      collects: false,
    });
  });

  it('notes gates that have no effect', () => {
    const { notes } = compile(`${HEAD}  kubelet: {featureGates: {InPlacePodVerticalScaling: true}}`);
    expect(notes.map(({ message }) => message)).toEqual([
      'the feature gate InPlacePodVerticalScaling is not modelled and has no effect',
    ]);
  });
});

describe('overrides', () => {
  it('win over the file', () => {
    const spec = '  duration: 5m\n  seed: a\n  kubelet: {version: "1.30", fidelity: documented, policy: none}';
    const plan = planOf(spec, {
      seed: 'b',
      durationMs: 60_000,
      fidelity: 'exact',
      version: '1.35',
      policy: { initialMs: 2_000, maxMs: 8_000, factor: 1.5, resetAfterMs: 1_000 },
    });
    expect(plan).toMatchObject({ seed: 'b', durationMs: 60_000, fidelity: 'exact' });
    expect(plan.kubelet).toMatchObject({
      versionName: '1.35',
      policy: { initialMs: 2_000, maxMs: 8_000, factor: 1.5 },
    });
  });

  it('take a real KubeletConfiguration in place of the gates and settings of the file', () => {
    const text =
      'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nmaxPods: 50\ncrashLoopBackOff: {maxContainerRestartPeriod: 60s}\n';
    const kubelet = kubeletOf('config: {crashLoopBackOff: {maxContainerRestartPeriod: 20s}}', {
      kubeletConfig: { file: 'kubelet.yaml', text },
    });
    expect(kubelet.policy.maxMs).toBe(60_000);
  });

  it.each([
    ['crashLoopBackOff: {maxContainerRestartPeriod: 400s}', 'kubelet.yaml:1:47', 'config-refused'],
    ['crashLoopBackOff: {maxContainerRestartPeriod: 60}', 'kubelet.yaml:1:47', 'duration-without-unit'],
    ['kind: Pod', 'kubelet.yaml:1:7', 'unknown-kind'],
    ['- a', 'kubelet.yaml:1:1', 'wrong-type'],
    ['a: [', 'kubelet.yaml:1:5', 'yaml-syntax'],
  ])('refuse the KubeletConfiguration %s', (text, place, code) => {
    const attempt = () => kubeletOf('', { kubeletConfig: { file: 'kubelet.yaml', text } });
    expect(attempt).toThrow(ScenarioError);
    try {
      attempt();
    } catch (error) {
      const [issue] = error instanceof ScenarioError ? error.issues : [];
      expect([`${issue?.file}:${issue?.line}:${issue?.column}`, issue?.code]).toEqual([place, code]);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { RUNS_FOREVER } from '../../src/cluster/script.js';
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

function scriptOf(attempts: string, limits = '') {
  const pod = `---\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: app, image: app, resources: {limits: {${limits}}}}]}\n`;
  const { pods } = planOf(`  dependencies: [{name: db}, {name: mq}]\n  processes: [{attempts: [${attempts}]}]\n${pod}`);
  return pods[0]?.containers[0]?.script ?? RUNS_FOREVER;
}

const endOf = (attempt: string, limits?: string) => {
  const { run, exitCode, reason } = scriptOf(attempt, limits).listed[0] ?? {};
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
    expect(plan.nodes).toEqual([{ name: 'node-1', kubeletRestartsAtMs: [] }]);
    expect(plan.kubelet).toMatchObject({ versionName: '1.36', timing: IDEAL_TIMING });
    expect([expectations, notes, description]).toEqual([[], [], undefined]);
  });

  it('may have anchors and aliases', () => {
    const { pods } = planOf(
      '  processes:\n    - {match: {pod: a}, attempts: &crash [{run: 2s, exit: 1}]}\n    - {match: {pod: b}, attempts: *crash}',
    );
    expect(pods.map((pod) => pod.containers[0]?.script.listed[0]?.exitCode)).toEqual([1, 1]);
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
    ['{memory: {start: 20Mi, grow: 1Mi/s}}', 'memory: 30Mi', { kind: 'fixed', ms: 10_000 }, 'OOMKilled'],
    ['{memory: {start: 40Mi, grow: 1Mi/s}}', 'memory: 30Mi', { kind: 'fixed', ms: 0 }, 'OOMKilled'],
    ['{memory: {start: 20Mi, grow: 0/s}}', 'memory: 30Mi', undefined, 'Completed'],
    ['{run: 5s, exit: 3, memory: {start: 20Mi, grow: 1Mi/s}}', 'memory: 30Mi', { kind: 'fixed', ms: 5_000 }, 'Error'],
    ['{run: forever, memory: {start: 0, grow: 60M/m}}', 'memory: 10M', { kind: 'fixed', ms: 10_000 }, 'OOMKilled'],
  ])('%s meets %s', (attempt, limits, run, reason) => {
    const quotedAttempt = attempt.replace('start: 0,', 'start: "0",');
    expect(endOf(quotedAttempt, limits)).toMatchObject({ run, reason });
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

describe('actions', () => {
  const deployment = (replicas: number): string =>
    `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: ${replicas}, template: {spec: {containers: [{name: app, image: "app:1"}]}}}\n`;

  it('change images, and keep the script of a process that still matches', () => {
    const { pods } = planOf(
      '  processes: [{match: {pod: a, image: "bad:*"}, attempts: [{run: 1s}]}, {match: {pod: a}, attempts: [{run: 2s}]}]\n' +
        '  actions: [{at: 2m, setImage: {pod: a, image: "bad:1"}}, {at: 1m, setImage: {pod: a, image: good}}]',
    );
    const container = pods[0]?.containers[0];
    expect(container?.imageChanges.map(({ atMs, image }) => [atMs, image])).toEqual([
      [60_000, 'good'],
      [120_000, 'bad:1'],
    ]);
    expect(container?.imageChanges[0]?.script).toBe(container?.script);
    expect(container?.imageChanges[1]?.script.listed[0]?.run).toEqual({ kind: 'fixed', ms: 1_000 });
  });

  it('delete pods, which their controllers replace', () => {
    const before = planOf(`  seed: 7\n${deployment(2)}`).pods;
    const victim = before[0]?.name;
    const { pods } = planOf(`  seed: 7\n  actions: [{at: 3m, deletePod: ${victim}}]\n${deployment(2)}`);
    expect(pods).toHaveLength(3);
    expect(pods[0]).toMatchObject({ name: victim, deletedAtMs: 180_000 });
    expect(pods[2]).toMatchObject({ createdAtMs: 180_000, deletedAtMs: undefined, owner: pods[0]?.owner });
    expect(pods[2]?.uid).not.toBe(pods[0]?.uid);
  });

  it('delete pods without controller for good', () => {
    const { pods } = planOf(
      '  processes: [{match: {pod: a}, attempts: [{run: 1s}]}]\n  actions: [{at: 3m, deletePod: a}]',
    );
    expect(pods.map(({ deletedAtMs }) => deletedAtMs)).toEqual([180_000]);
  });

  it('restart kubelets, in order and once per instant', () => {
    const at = (time: string) => `{at: ${time}, restartKubelet: n}`;
    const { nodes } = planOf(`  nodes: [{name: n}, {name: m}]\n  actions: [${at('5m')}, ${at('1m')}, ${at('300s')}]`);
    expect(nodes).toEqual([
      { name: 'n', kubeletRestartsAtMs: [60_000, 300_000] },
      { name: 'm', kubeletRestartsAtMs: [] },
    ]);
  });

  it('take dependencies down and up, together with the windows', () => {
    const { dependencies } = planOf(
      '  dependencies: [{name: db, down: [{from: 5m, until: 10m}, {from: 1m, until: 6m}, {from: 20m}]}]\n' +
        '  actions: [{at: 2m, setDependency: {name: db, up: true}}, {at: 15m, setDependency: {name: db, up: false}}]',
    );
    expect(dependencies).toEqual([
      {
        name: 'db',
        outages: [
          { fromMs: 60_000, untilMs: 120_000 },
          { fromMs: 900_000, untilMs: Number.POSITIVE_INFINITY },
        ],
      },
    ]);
  });
});

describe('manifests', () => {
  const pod = (name: string, extra = ''): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {${extra}containers: [{name: app, image: app}]}\n`;

  it('come from other files too, as YAML, JSON or lists', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n  - ${pod('b').trim().replaceAll('\n', '\n    ')}\n  - {apiVersion: v1, kind: Service, metadata: {name: s}}\n`;
    const json = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'c', creationTimestamp: null },
      spec: { containers: [{ name: 'app', image: 'app', resources: { limits: { cpu: '1', memory: '1Gi' } } }] },
      status: {},
    });
    const manifests = [
      { file: 'list.yaml', text: list },
      { file: 'pod.json', text: json },
    ];
    const { plan, notes } = compile(`${HEAD}  duration: 1m\n---\n${pod('a')}`, {}, { manifests });
    expect(plan.pods.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(plan.pods[2]?.containers[0]?.resources).toBe('{"limits":{"cpu":"1","memory":"1Gi"}}');
    expect(notes.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      'list.yaml: Service is not simulated and has no effect',
    ]);
  });

  it('are spread over the nodes in turn, unless they ask for one', () => {
    const { pods } = planOf(
      `  nodes: [{name: n}, {name: m}]\n---\n${pod('a')}---\n${pod('b', 'nodeName: n, ')}---\n${pod('c')}---\n${pod('d')}`,
    );
    expect(pods.map(({ node }) => node)).toEqual(['n', 'n', 'm', 'n']);
  });

  it('name the pods of a deployment as Kubernetes does', () => {
    const text = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\nspec: {replicas: 3, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: app, image: app}]}}}\n`;
    const { pods } = planOf(`  duration: 1m\n---\n${text}`);
    for (const { name, owner, labels, namespace } of pods) {
      expect(name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
      expect(owner).toBe(`ReplicaSet/${name.slice(0, -6)}`);
      expect(labels).toMatchObject({ app: 'web' });
      expect(namespace).toBe('shop');
    }
    expect(new Set(pods.map(({ name }) => name)).size).toBe(3);
  });

  it('may ask for no replicas, and for a thousand', () => {
    const text = (replicas: number) =>
      `  duration: 1m\n---\napiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {name: web}\nspec: {replicas: ${replicas}, template: {spec: {containers: [{name: app, image: app}]}}}\n`;
    expect(planOf(text(0)).pods).toEqual([]);
    expect(new Set(planOf(text(10_000)).pods.map(({ name }) => name)).size).toBe(10_000);
  });

  it('are made up for exact names that none describes', () => {
    const { pods } = planOf(
      '  processes: [{match: {pod: a}, attempts: [{run: 1s}]}, {match: {pod: b, container: x, image: "i:1"}, attempts: [{run: 1s}]}, {match: {pod: b, container: y}, attempts: [{run: 1s}]}]',
    );
    expect(pods.map(({ name, containers }) => [name, ...containers.map((c) => `${c.name}=${c.image}`)])).toEqual([
      ['a', 'app=app'],
      ['b', 'x=i:1', 'y=app'],
    ]);
  });

  it('say once what has no effect', () => {
    const probed = 'livenessProbe: {httpGet: {port: 80}}';
    const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {initContainers: [{name: i, image: i}], containers: [{name: app, image: app, ${probed}}, {name: b, image: b, ${probed}}]}\n`;
    expect(compile(`${HEAD}  duration: 1m\n---\n${text}`).notes.map(({ message }) => message)).toEqual([
      'initContainers is not simulated yet and has no effect (pod a)',
      'livenessProbe is not simulated yet and has no effect (pod a, container app)',
    ]);
  });

  it('in two namespaces may share a name, but then no action can mean one of them', () => {
    const twice = `---\n${pod('a')}---\n${pod('a').replace('{name: a}', '{name: a, namespace: b}')}`;
    expect(planOf(`  duration: 1m\n${twice}`).pods.map(({ namespace }) => namespace)).toEqual(['default', 'b']);
    expect(() => planOf(`  actions: [{at: 1m, deletePod: a}]\n${twice}`)).toThrow(
      'several namespaces have a pod named "a"',
    );
  });
});

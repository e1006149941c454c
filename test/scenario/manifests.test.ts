import { describe, expect, it } from 'vitest';
import { ANYWHERE } from '../../src/cluster/template-plan.js';
import type { VersionName } from '../../src/kubelet/versions.js';
import { compileScenario, type Overrides } from '../../src/scenario/compile.js';
import { type ParseOptions, parseScenario } from '../../src/scenario/parse.js';
import { cron } from '../support/cluster-plan.js';

const HEAD = 'apiVersion: crashloop.dev/v1alpha1\nkind: Scenario\nmetadata: {name: test}\nspec:\n';

function compile(text: string, overrides: Overrides = {}, options: ParseOptions = {}) {
  return compileScenario(parseScenario(HEAD + text, options), overrides);
}
const planOf = (manifest: string, overrides: Overrides = {}) =>
  compile(`  duration: 1m\n---\n${manifest}`, overrides).plan;

const pod = (name: string, spec = 'containers: [{name: app, image: app}]'): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {${spec}}\n`;
const templateOf = (spec: string, version?: VersionName) => planOf(pod('a', spec), { version }).pods[0]?.template;
const containerOf = (text: string, version?: VersionName) =>
  templateOf(`containers: [{name: app, image: "app:1", ${text}}]`, version)?.spec.containers[0];

const LABELLED =
  'selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: app, image: app}]}}';
const workloadOf = (kind: string, spec: string, group = 'apps/v1') =>
  planOf(`apiVersion: ${group}\nkind: ${kind}\nmetadata: {name: a}\nspec: {${spec}}\n`).workloads[0];

describe('a pod', () => {
  it('has defaults', () => {
    expect(templateOf('containers: [{name: app, image: "app:1"}]')).toMatchObject({
      labels: {},
      spec: {
        restartPolicy: 'Always',
        terminationGraceMs: 30_000,
        activeDeadlineMs: undefined,
        volumes: [],
        containers: [
          {
            name: 'app',
            type: 'container',
            image: 'app:1',
            imagePullPolicy: 'IfNotPresent',
            resources: '{}',
            memoryLimitBytes: undefined,
            restartPolicy: undefined,
            restartRules: [],
            liveness: undefined,
            readiness: undefined,
            startup: undefined,
            postStart: undefined,
            preStop: undefined,
            configs: [],
          },
        ],
      },
      placement: ANYWHERE,
    });
  });

  it.each([
    ['app', 'Always'],
    ['app:latest', 'Always'],
    ['registry.example:5000/app', 'Always'],
    ['app:1', 'IfNotPresent'],
    [`app@sha256:${'0'.repeat(64)}`, 'IfNotPresent'],
    [`app:latest@sha256:${'0'.repeat(64)}`, 'Always'],
  ])('pulls %s %s', (image, policy) => {
    expect(templateOf(`containers: [{name: app, image: "${image}"}]`)?.spec.containers[0]?.imagePullPolicy).toBe(
      policy,
    );
  });

  it('has probes with the defaults of the API', () => {
    expect(
      containerOf('livenessProbe: {exec: {command: [a]}}, readinessProbe: {grpc: {port: 1}, periodSeconds: 0}'),
    ).toMatchObject({
      liveness: {
        handler: 'exec',
        initialDelayMs: 0,
        periodMs: 10_000,
        timeoutMs: 1_000,
        successThreshold: 1,
        failureThreshold: 3,
        terminationGraceMs: undefined,
      },
      readiness: { handler: 'grpc', periodMs: 10_000 },
      startup: undefined,
    });
  });

  it('has hooks', () => {
    const { postStart, preStop } =
      containerOf('lifecycle: {postStart: {exec: {command: [sh, -c, warm]}}, preStop: {sleep: {seconds: 5}}}') ?? {};
    expect([postStart, preStop]).toEqual([
      { handler: 'exec', command: ['sh', '-c', 'warm'], sleepMs: undefined },
      { handler: 'sleep', command: [], sleepMs: 5_000 },
    ]);
  });

  it('asks for what it is limited to where it says nothing else', () => {
    const { resources, memoryLimitBytes } =
      containerOf('resources: {limits: {memory: 1Gi, cpu: 2}, requests: {cpu: 500m}}') ?? {};
    expect(JSON.parse(resources ?? '')).toEqual({
      limits: { memory: '1Gi', cpu: 2 },
      requests: { memory: '1Gi', cpu: '500m' },
    });
    expect(memoryLimitBytes).toBe(1_073_741_824);
  });

  it.each([
    [
      'containers: [{name: a, image: a, resources: {requests: {cpu: 100m}}}, {name: b, image: b, resources: {limits: {cpu: 1}}}]',
      1_100,
    ],
    [
      'initContainers: [{name: i, image: i, resources: {requests: {cpu: 2}}}], containers: [{name: a, image: a, resources: {requests: {cpu: 1}}}]',
      2_000,
    ],
    [
      'initContainers: [{name: s, image: s, restartPolicy: Always, resources: {requests: {cpu: 1}}}, {name: i, image: i, resources: {requests: {cpu: 2}}}], containers: [{name: a, image: a, resources: {requests: {cpu: 1}}}]',
      3_000,
    ],
    [
      'initContainers: [{name: s, image: s, restartPolicy: Always, resources: {requests: {cpu: 1}}}], containers: [{name: a, image: a, resources: {requests: {cpu: 1}}}]',
      2_000,
    ],
  ])('%s asks for %i millicores', (spec, cpuMilli) => {
    expect(templateOf(spec)?.placement.requests.cpuMilli).toBe(cpuMilli);
  });

  it.each([
    ['securityContext: {runAsNonRoot: true}, ', 'securityContext: {runAsUser: 0}', true],
    ['securityContext: {runAsUser: 0}, ', 'securityContext: {runAsNonRoot: true}', true],
    ['securityContext: {runAsNonRoot: true, runAsUser: 0}, ', 'securityContext: {runAsUser: 1}', false],
    ['securityContext: {runAsNonRoot: true, runAsUser: 0}, ', 'securityContext: {runAsNonRoot: false}', false],
    ['securityContext: {runAsNonRoot: true}, ', 'tty: true', false],
  ])('must not run as root, but is told to: {%scontainers: [{%s}]}: %s', (spec, container, isDenied) => {
    const template = templateOf(`${spec}containers: [{name: app, image: app, ${container}}]`);
    expect(template?.spec.containers[0]?.isRootDenied).toBe(isDenied);
  });

  it.each([
    ['readinessProbe: {httpGet: {port: http}}', 'http'],
    ['readinessProbe: {tcpSocket: {port: db}}, ports: [{containerPort: 80, name: http}]', 'db'],
    ['readinessProbe: {httpGet: {port: http}}, ports: [{containerPort: 80, name: http}]', undefined],
    ['readinessProbe: {httpGet: {port: 80}}', undefined],
  ])('probes a port that it has to name: {%s}', (text, unnamed) => {
    expect(containerOf(text)?.readiness?.unnamedPort).toBe(unnamed);
  });

  it('says what it refers to, unless it can do without', () => {
    const env = [
      'env: [{name: A, value: b}, {name: B, valueFrom: {secretKeyRef: {name: s, key: k}}}, {name: C, valueFrom: {configMapKeyRef: {name: o, key: k, optional: true}}}]',
      'envFrom: [{configMapRef: {name: c}}, {secretRef: {name: o, optional: true}}]',
    ];
    expect(containerOf(env.join(', '))?.configs).toEqual([
      { kind: 'ConfigMap', name: 'c', key: undefined },
      { kind: 'Secret', name: 's', key: 'k' },
    ]);
    const volumes =
      'volumes: [{name: a, configMap: {name: c}}, {name: b, secret: {secretName: s, optional: true}}, {name: d, persistentVolumeClaim: {claimName: p}}, {name: e, projected: {sources: [{configMap: {name: c}}, {secret: {name: s}}]}}, {name: f, emptyDir: {}}]';
    const template = templateOf(`containers: [{name: app, image: app}], ${volumes}`);
    expect(template?.spec.volumes.map(({ name, source, object }) => `${name} ${source} ${object}`.trim())).toEqual([
      'a ConfigMap c',
      'b other',
      'd PersistentVolumeClaim p',
      'e ConfigMap c',
      'e Secret s',
      'f other',
    ]);
    expect(template?.placement.claims).toEqual(['p']);
  });

  it('lists its init containers and sidecars first', () => {
    const spec =
      'initContainers: [{name: migrate, image: a}, {name: proxy, image: a, restartPolicy: Always}], containers: [{name: app, image: a}]';
    const types = (version?: VersionName) =>
      templateOf(spec, version)?.spec.containers.map(({ name, type }) => `${name} ${type}`);
    expect(types()).toEqual(['migrate init', 'proxy sidecar', 'app container']);
    // Before 1.29 the API server dropped the restart policy of an init container.
    expect(types('1.28')).toEqual(['migrate init', 'proxy init', 'app container']);
  });

  const RULES =
    'restartPolicy: Never, restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [42]}}, {action: RestartAllContainers, exitCodes: {operator: NotIn, values: [0]}}]';

  it.each<[VersionName, string | undefined, readonly string[]]>([
    ['1.36', 'Never', ['Restart', 'RestartAllContainers']],
    ['1.35', 'Never', ['Restart']],
    ['1.34', undefined, []],
  ])('keeps of its restart rules what the API server of %s keeps', (version, policy, actions) => {
    const { restartPolicy, restartRules } = containerOf(RULES, version) ?? {};
    expect([restartPolicy, restartRules?.map(({ action }) => action)]).toEqual([policy, actions]);
    const { notes } = compile(`  duration: 1m\n---\n${pod('a', `containers: [{name: app, image: a, ${RULES}}]`)}`, {
      version,
    });
    expect(notes).toHaveLength(version === '1.36' ? 0 : 1);
  });

  it('is placed where it says', () => {
    const nodes =
      '  nodes: [{name: n}, {name: m, labels: {disk: ssd}, capacity: {cpu: 500m, memory: 1Gi, pods: 3}}]\n---\n';
    const spec = 'nodeName: m, nodeSelector: {disk: ssd}, containers: [{name: app, image: app}]';
    const { plan } = compile(nodes + pod('a', spec));
    expect(plan.pods[0]?.template.placement).toMatchObject({ nodeName: 'm', nodeSelector: { disk: 'ssd' } });
    expect(plan.pods[0]?.template.placement).toMatchObject({ nodeTerms: undefined, tolerations: [] });
    expect(plan.nodes[1]).toMatchObject({
      labels: { disk: 'ssd', 'kubernetes.io/hostname': 'm' },
      capacity: { cpuMilli: 500, memoryBytes: 1_073_741_824, pods: 3 },
    });
  });
});

describe('controllers', () => {
  it('have the defaults of the API', () => {
    expect(workloadOf('Deployment', LABELLED)).toMatchObject({
      replicas: 1,
      minReadyMs: 0,
      progressDeadlineMs: 600_000,
      strategy: { type: 'RollingUpdate', maxSurge: { percent: 25 }, maxUnavailable: { percent: 25 } },
    });
    expect(workloadOf('Deployment', `strategy: {type: Recreate}, ${LABELLED}`)).toMatchObject({
      strategy: { type: 'Recreate' },
    });
    expect(workloadOf('StatefulSet', LABELLED)).toMatchObject({
      replicas: 1,
      podManagement: 'OrderedReady',
      updates: { type: 'RollingUpdate', partition: 0 },
    });
    const strategy = (text: string): string => `updateStrategy: {${text}}, ${LABELLED}`;
    expect(workloadOf('StatefulSet', strategy('rollingUpdate: {partition: 3}'))).toMatchObject({
      updates: { type: 'RollingUpdate', partition: 3 },
      served: { spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 3 } } } },
    });
    expect(workloadOf('StatefulSet', strategy('type: OnDelete'))).toMatchObject({ updates: { type: 'OnDelete' } });
    expect(workloadOf('DaemonSet', strategy('type: OnDelete'))).toMatchObject({ updates: 'OnDelete' });
    expect(workloadOf('DaemonSet', `minReadySeconds: 5, ${LABELLED}`)).toMatchObject({ minReadyMs: 5_000 });
    expect(
      workloadOf('ReplicationController', LABELLED.replace('{matchLabels: {app: a}}', '{app: a}'), 'v1'),
    ).toMatchObject({
      kind: 'ReplicaSet',
      replicas: 1,
    });
  });

  const TEMPLATE = 'template: {spec: {restartPolicy: Never, containers: [{name: app, image: app}]}}';
  const jobOf = (spec: string) => workloadOf('Job', `${spec}${TEMPLATE}`, 'batch/v1');

  it.each<[string, object]>([
    [
      '',
      {
        parallelism: 1,
        completions: 1,
        backoffLimit: 6,
        podReplacementPolicy: 'TerminatingOrFailed',
        activeDeadlineMs: undefined,
      },
    ],
    ['', { suspend: false, ttlMs: undefined, indexed: undefined }],
    ['suspend: true, ttlSecondsAfterFinished: 0, ', { suspend: true, ttlMs: 0 }],
    [
      'completionMode: Indexed, completions: 2, ',
      { backoffLimit: 6, indexed: { backoffLimit: undefined, maxFailed: undefined } },
    ],
    [
      'completionMode: Indexed, completions: 2, backoffLimitPerIndex: 1, maxFailedIndexes: 2, ',
      { backoffLimit: 2_147_483_647, indexed: { backoffLimit: 1, maxFailed: 2 } },
    ],
    ['parallelism: 3, ', { parallelism: 3, completions: undefined }],
    ['completions: 5, ', { parallelism: 1, completions: 5 }],
    [
      'podFailurePolicy: {rules: [{action: Ignore, onPodConditions: [{type: DisruptionTarget}, {type: Ready, status: "False"}]}]}, ',
      {
        podReplacementPolicy: 'Failed',
        podFailureRules: [
          { action: 'Ignore', on: { condition: 'DisruptionTarget', status: true } },
          { action: 'Ignore', on: { condition: 'Ready', status: false } },
        ],
      },
    ],
  ])('a Job {%s…}', (spec, job) => {
    expect(jobOf(spec)).toMatchObject(job);
  });

  it.each([
    ['0 3 * * MON-FRI', '0 3 * * 1-5'],
    ['*/5 ? 1,15 jan-mar/2 sun', '*/5 * 1,15 1-3/2 0'],
    ['@hourly', '0 * * * *'],
    ['5/10 * * * *', '5-59/10 * * * *'],
  ])('a CronJob at %s fires at %s', (written, schedule) => {
    expect(
      workloadOf('CronJob', `schedule: "${written}", jobTemplate: {spec: {${TEMPLATE}}}`, 'batch/v1'),
    ).toMatchObject({
      schedule: cron(schedule),
      concurrency: 'Allow',
      suspend: false,
    });
  });

  it('begin with their pods where these do not come one by one', () => {
    const { pods, workloads } = planOf(
      ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet']
        .map(
          (kind) =>
            `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: ${kind.toLowerCase()}}\nspec: {${kind === 'DaemonSet' ? '' : 'replicas: 2, '}${LABELLED}}\n`,
        )
        .join('---\n'),
    );
    expect(workloads.map(({ kind }) => kind)).toEqual(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet']);
    expect(pods.map(({ name }) => name.split('-')[0])).toEqual([
      'deployment',
      'deployment',
      'replicaset',
      'replicaset',
    ]);
    expect(pods[0]?.template).toBe(pods[1]?.template);
  });

  it('select by expressions too', () => {
    const select = (expression: string) =>
      LABELLED.replace('{matchLabels: {app: a}}', `{matchExpressions: [${expression}]}`);
    for (const fits of [
      '{key: app, operator: In, values: [a, b]}',
      '{key: app, operator: Exists}',
      '{key: b, operator: DoesNotExist}',
      '{key: b, operator: NotIn, values: [a]}',
    ]) {
      expect(workloadOf('Deployment', select(fits))).toBeDefined();
    }
    for (const misses of [
      '{key: app, operator: In, values: [b]}',
      '{key: app, operator: DoesNotExist}',
      '{key: app, operator: NotIn, values: [a]}',
    ]) {
      expect(() => workloadOf('Deployment', select(misses))).toThrow('`selector` does not match template `labels`');
    }
  });
});

describe('manifests', () => {
  it('come from other files too, as YAML, JSON or lists', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n  - ${pod('b').trim().replaceAll('\n', '\n    ')}\n  - {apiVersion: v1, kind: Namespace, metadata: {name: s}}\n`;
    const json = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'c', creationTimestamp: null },
      spec: { containers: [{ name: 'app', image: 'app', env: null }] },
      status: {},
    });
    const manifests = [
      { file: 'list.yaml', text: list },
      { file: 'pod.json', text: json },
    ];
    const { plan, notes } = compile(`  duration: 1m\n---\n${pod('a')}`, {}, { manifests });
    expect(plan.pods.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(notes.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      'list.yaml: Namespace is not simulated and has no effect',
    ]);
  });

  it('name the pods of a deployment as Kubernetes does', () => {
    const { pods } = planOf(
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\nspec: {replicas: 3, ${LABELLED}}\n`,
    );
    for (const { name, owner, template, namespace } of pods) {
      expect(name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
      expect(owner).toBe(`ReplicaSet/${name.slice(0, -6)}`);
      expect(template.labels).toEqual({ app: 'a', 'pod-template-hash': name.slice(4, 14) });
      expect(namespace).toBe('shop');
    }
    expect(new Set(pods.map(({ name }) => name)).size).toBe(3);
  });

  it('may ask for no replicas, and for thousands', () => {
    const set = (replicas: number) =>
      planOf(
        `apiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {name: web}\nspec: {replicas: ${replicas}, ${LABELLED}}\n`,
      ).pods;
    expect(set(0)).toEqual([]);
    expect(new Set(set(10_000).map(({ name }) => name)).size).toBe(10_000);
  });

  it('are made up for exact names that none describes and no controller makes', () => {
    const { pods } = compile(
      '  processes: [{match: {pod: a}, attempts: [{run: 1s}]}, {match: {pod: b, container: x, image: "i:1"}, attempts: [{run: 1s}]}, {match: {pod: b, container: y}, attempts: [{run: 1s}]}, {match: {pod: store-1}, attempts: [{run: 1s}]}]\n' +
        `---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: store}\nspec: {${LABELLED}}\n`,
    ).plan;
    expect(
      pods.map(({ name, template }) => [name, ...template.spec.containers.map((c) => `${c.name}=${c.image}`)]),
    ).toEqual([
      ['a', 'app=app'],
      ['b', 'x=i:1', 'y=app'],
    ]);
  });

  it('in two namespaces may share a name, which then means both', () => {
    const twice = `---\n${pod('a')}---\n${pod('a').replace('{name: a}', '{name: a, namespace: b}')}`;
    const { plan } = compile(`  actions: [{at: 1m, deletePod: a}]\n${twice}`);
    expect(plan.pods.map(({ namespace, uid }) => [namespace, uid])).toHaveLength(2);
    expect(plan.pods[0]?.uid).not.toBe(plan.pods[1]?.uid);
  });

  it('of services say whom they choose', () => {
    const service = (spec: string) =>
      planOf(`apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: ${spec}\n`).services;
    expect(service('{selector: {app: a}, ports: [{port: 80}]}')).toMatchObject([
      { namespace: 'default', name: 's', selector: { app: 'a' } },
    ]);
    expect(service('{ports: [{port: 80}]}')).toMatchObject([{ name: 's', selector: {} }]);
  });
});

import { describe, expect, it } from 'vitest';
import { compileScenario } from '../../src/scenario/compile.js';
import { type ParseOptions, parseScenario } from '../../src/scenario/parse.js';

const HEAD = 'apiVersion: crashloop.dev/v1alpha1\nkind: Scenario\nmetadata: {name: test}\nspec:\n';
const PODS = 'containers: [{name: app, image: "app:1", envFrom: [{configMapRef: {name: config}}]}]';

/** One of each kind of workload, and a pod. */
const MANIFESTS = [
  `apiVersion: v1\nkind: Pod\nmetadata: {name: single}\nspec: {${PODS}}\n`,
  ...['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'].map(
    (kind) =>
      `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: ${kind.toLowerCase()}}\n` +
      `spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {${PODS}}}}\n`,
  ),
  `apiVersion: batch/v1\nkind: Job\nmetadata: {name: job}\nspec: {template: {spec: {restartPolicy: Never, ${PODS}}}}\n`,
  `apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: cron}\nspec: {schedule: "@hourly", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, ${PODS}}}}}}\n`,
].join('---\n');

function compile(actions: string, more = '', options: ParseOptions = {}) {
  return compileScenario(
    parseScenario(`${HEAD}${more}  actions: [${actions}]\n---\n${MANIFESTS}`, { file: 's.yaml', ...options }),
  );
}

/** The actions of a plan without time and place. */
const actsOf = (actions: string) => compile(actions).plan.actions.map(({ atMs: _atMs, where: _where, ...act }) => act);

describe('actions', () => {
  it.each<[string, object]>([
    ['restartKubelet: node-1', { kind: 'restartKubelet', node: 'node-1' }],
    ['reboot: node-1', { kind: 'reboot', node: 'node-1' }],
    ['drain: node-1', { kind: 'drain', node: 'node-1' }],
    ['loseNode: node-1', { kind: 'loseNode', node: 'node-1' }],
    ['deletePod: "deployment-*"', { kind: 'deletePod', name: 'deployment-*' }],
    ['evictPod: statefulset-7', { kind: 'evictPod', name: 'statefulset-7' }],
    ['deletePod: replicaset-bcdfg', { kind: 'deletePod', name: 'replicaset-bcdfg' }],
    ['rollback: deployment', { kind: 'rollback', deployment: 'deployment' }],
    [
      'scale: {statefulSet: statefulset, replicas: 0}',
      { kind: 'scale', target: { kind: 'StatefulSet', name: 'statefulset' }, replicas: 0 },
    ],
    [
      'setImage: {daemonSet: "d*", image: "app:2"}',
      { kind: 'setImage', target: { kind: 'DaemonSet', name: 'd*' }, container: undefined, image: 'app:2' },
    ],
    ['delete: deploy/deployment', { kind: 'delete', target: { kind: 'Deployment', name: 'deployment' } }],
    ['delete: Pod/single', { kind: 'delete', target: { kind: 'Pod', name: 'single' } }],
    ['delete: job/cron-29000000', { kind: 'delete', target: { kind: 'Job', name: 'cron-29000000' } }],
    ['setImageError: {match: "app:*", error: null}', { kind: 'setImageError', match: 'app:*', error: undefined }],
    [
      'setImageError: {match: "app:*", error: no space left on device}',
      { kind: 'setImageError', match: 'app:*', error: { reason: 'ErrImagePull', message: 'no space left on device' } },
    ],
  ])('{at: 1m, %s}', (action, act) => {
    expect(actsOf(`{at: 1m, ${action}}`)).toEqual([act]);
  });

  it('are in order of time, and at one instant as written, each with its place', () => {
    const { actions } = compile('{at: 2m, cordon: node-1}, {at: 1m, drain: node-1}, {at: 60s, uncordon: node-1}').plan;
    expect(actions.map(({ kind, atMs, where }) => [kind, atMs, where])).toEqual([
      ['drain', 60_000, 's.yaml:5:39'],
      ['uncordon', 60_000, 's.yaml:5:64'],
      ['cordon', 120_000, 's.yaml:5:13'],
    ]);
  });

  it('take dependencies down and up, together with the windows', () => {
    const windows =
      '  dependencies: [{name: db, down: [{from: 5m, until: 10m}, {from: 1m, until: 6m}, {from: 20m}]}]\n';
    const { dependencies } = compile(
      '{at: 2m, setDependency: {name: db, up: true}}, {at: 15m, setDependency: {name: db, up: false}}',
      windows,
    ).plan;
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

  it('let an image say what it is pulled for, image by image', () => {
    const errors = actsOf(
      '{at: 1m, setImage: {pod: single, image: "app:2"}}, {at: 2m, setImageError: {match: "app:*", error: NotFound}}',
    );
    expect(errors.slice(1)).toMatchObject([
      { match: 'app:1', error: { message: expect.stringContaining('docker.io/library/app:1: not found') } },
      { match: 'app:2', error: { message: expect.stringContaining('docker.io/library/app:2: not found') } },
    ]);
  });

  it('know the pods of every controller by the form of their names', () => {
    const refused = (name: string): boolean => {
      try {
        compile(`{at: 1m, deletePod: ${name}}`);
        return false;
      } catch {
        return true;
      }
    };
    const names = [
      'deployment-bcdfghjklm-bcdfg',
      'daemonset-bcdfg',
      'job-bcdfg',
      'cron-29000000-bcdfg',
      'statefulset-12',
    ];
    expect(names.filter(refused)).toEqual([]);
    const others = ['deployment-0', 'daemonset-bcdfa', 'job-bcdf', 'cron-29000000', 'statefulset-', 'sing', '"?"'];
    expect(others.filter(refused)).toEqual(others);
  });
});

describe('what is applied', () => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: late}\nspec: {containers: [{name: app, image: "late:1"}]}\n';
  const readFile = (path: string) =>
    path === 'late.yaml' ? { file: 'dir/late.yaml', text: `${pod}---\n${pod.replace('late}', 'later}')}` } : undefined;

  it('is a manifest in its place, or a file, object by object', () => {
    const apply = (text: string) => compile(`{at: 1m, apply: ${text}}`, '', { readFile }).plan.actions;
    const inline = apply(
      '{apiVersion: v1, kind: Pod, metadata: {name: late}, spec: {containers: [{name: app, image: "late:1"}]}}',
    );
    expect(inline).toMatchObject([
      { kind: 'apply', atMs: 60_000, object: { kind: 'Pod', pod: { name: 'late', owner: undefined } } },
    ]);
    expect(apply('late.yaml')).toMatchObject([
      { kind: 'apply', object: { pod: { name: 'late' } } },
      { kind: 'apply', object: { pod: { name: 'later' } } },
    ]);
  });

  it('makes pods that processes, expectations and other actions may speak of', () => {
    const { plan } = compile(
      '{at: 1m, apply: late.yaml}, {at: 2m, deletePod: late}',
      '  processes: [{match: {pod: late, image: "late:*"}, attempts: [{run: 1s}]}]\n  expect: [{pod: later, at: 3m, restarts: 0}]\n',
      { readFile },
    );
    expect(plan.pods.map(({ name }) => name)).not.toContain('late');
  });

  it('is another pod each time', () => {
    const actions = compile('{at: 1m, apply: late.yaml}, {at: 3m, apply: late.yaml}', '', { readFile }).plan.actions;
    const uids = actions.map((action) =>
      action.kind === 'apply' && action.object.kind === 'Pod' ? action.object.pod.uid : '',
    );
    expect(new Set(uids).size).toBe(4);
  });

  it('is missing until then', () => {
    const config = '{apiVersion: v1, kind: ConfigMap, metadata: {name: config}}';
    expect(compile(`{at: 5m, apply: ${config}}`).plan.missing).toEqual([
      { kind: 'ConfigMap', namespace: 'default', name: 'config', untilMs: 300_000, problem: undefined },
    ]);
  });

  it('is told with its own file when it is wrong', () => {
    const broken = (path: string) => ({ file: `dir/${path}`, text: pod.replace('image: "late:1"', '') });
    expect(() => compile('{at: 1m, apply: late.yaml}', '', { readFile: broken })).toThrow(
      'dir/late.yaml:4:21: spec.containers[0].image: Required value',
    );
    expect(() => compile('{at: 1m, apply: other.yaml}', '', { readFile })).toThrow(
      'the file "other.yaml" cannot be read',
    );
  });
});

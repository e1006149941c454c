import { expect, it } from 'vitest';
import { compileScenario } from '../../src/scenario/compile.js';
import { parseScenario } from '../../src/scenario/parse.js';

const HEAD = 'apiVersion: crashloop.dev/v1alpha1\nkind: Scenario\nmetadata: {name: test}\nspec: {duration: 1m}\n---\n';
const ENDING = HEAD.replace('1m}', '1m, processes: [{attempts: [{run: 5s}]}]}');
const notesOf = (manifest: string, head = HEAD): readonly string[] =>
  compileScenario(parseScenario(head + manifest)).notes.map(({ message }) => message);

const pod = (spec: string, container = ''): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {${spec}containers: [{name: app, image: app, ${container}}, {name: b, image: b, ${container}}]}\n`;

it.each([
  ['affinity: {podAntiAffinity: {}}, ', 'podAntiAffinity is not simulated and has no effect (pod a)'],
  [
    'affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{}]}}, ',
    'preferredDuringSchedulingIgnoredDuringExecution is not simulated and has no effect (pod a, nodeAffinity)',
  ],
  ['topologySpreadConstraints: [{}], ', 'topologySpreadConstraints is not simulated and has no effect (pod a)'],
  ['readinessGates: [{conditionType: x}], ', 'readinessGates is not simulated and has no effect (pod a)'],
  ['priorityClassName: high, ', 'priorityClassName is not simulated and has no effect (pod a)'],
  ['runtimeClassName: gvisor, ', 'runtimeClassName is not simulated and has no effect (pod a)'],
  [
    'securityContext: {runAsNonRoot: true}, ',
    'runAsNonRoot: images are taken to run as another user than root, or no container could be made (pod a)',
  ],
  ['schedulerName: other, ', 'schedulerName is not simulated and has no effect (pod a)'],
])('what could matter is named: {%s…}', (spec, note) => {
  expect(notesOf(pod(spec))).toEqual([note]);
});

it.each([
  ['ports: [{containerPort: 80, hostPort: 80}]', 'hostPort is not simulated and has no effect (pod a, container app)'],
  ['lifecycle: {stopSignal: SIGINT}', 'stopSignal is not simulated and has no effect (pod a, container app)'],
  [
    'resources: {limits: {nvidia.com/gpu: 1, cpu: 1}}',
    'nvidia.com/gpu is not simulated and has no effect (pod a, container app)',
  ],
])('of containers too, and once: {%s}', (container, note) => {
  expect(notesOf(pod('', container))).toEqual([note]);
});

it.each([
  ['', true],
  ['match: {container: migrate}, ', false],
  ['match: {container: app}, ', true],
])('containers that should end and run for ever are: {%s…}', (match, isNoted) => {
  const head = match === '' ? HEAD : HEAD.replace('1m}', `1m, processes: [{${match}attempts: [{run: 5s}]}]}`);
  const notes = (manifest: string) => compileScenario(parseScenario(head + manifest)).notes;
  const init = pod('initContainers: [{name: migrate, image: a}, {name: proxy, image: b, restartPolicy: Always}], ');
  const job = (name: string, container: string): string =>
    `---\napiVersion: batch/v1\nkind: Job\nmetadata: {name: ${name}}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: ${container}, image: a}]}}}\n`;
  const way = 'to let it end, write processes: [{match: {container: migrate}, attempts: [{run: 5s}]}]';
  expect(notes(init).map(({ message, line }) => `${line}: ${message}`)).toEqual(
    isNoted
      ? [
          `8: no process matches init container migrate, so it runs for ever and its pod never gets past it; ${way} (pod a)`,
        ]
      : [],
  );
  const both = job('j', 'migrate') + job('k', 'migrate') + (match.includes('app') ? job('l', 'app') : '');
  expect(notes(both.slice(4)).map(({ message }) => message)).toEqual(
    isNoted
      ? [`no process matches container migrate, so it runs for ever and its Job never completes; ${way} (job j)`]
      : [],
  );
});

it.each([
  ['wbe', 'Pod', 'web'],
  ['web', 'Deployment', 'web-*'],
  ['database', 'Pod', undefined],
])('a process for a pod %s where there is a %s is asked about', (name, kind, meant) => {
  const head = HEAD.replace('1m}', `1m, processes: [{match: {pod: ${name}}, attempts: [{run: 5s}]}]}`);
  const containers = 'containers: [{name: app, image: app}]';
  const spec =
    kind === 'Pod'
      ? containers
      : `selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {${containers}}}`;
  const manifest = `apiVersion: ${kind === 'Pod' ? 'v1' : 'apps/v1'}\nkind: ${kind}\nmetadata: {name: web}\nspec: {${spec}}\n`;
  const note = `no manifest describes a pod ${name}, so a plain one is made; did you mean ${meant}?`;
  expect(notesOf(manifest, head)).toEqual(meant === undefined ? [] : [note]);
  const general = HEAD.replace(
    '1m}',
    `1m, processes: [{match: {pod: ${name}}, attempts: [{run: 5s}]}, {attempts: [{run: 5s}]}]}`,
  );
  expect(notesOf(manifest, general)).toEqual([]);
});

it('an expected event that no run has is', () => {
  const head = HEAD.replace(
    '1m}',
    '1m, expect: [{event: BackOf, count: 0}, {event: Other, count: 0}, {event: BackOff}]}',
  );
  expect(notesOf(pod(''), head)).toEqual([
    'no run has an event "BackOf": did you mean BackOff?',
    'no run has an event "Other": reasons are words such as BackOff, Failed or Killing',
  ]);
});

it('what cannot matter is not', () => {
  const silent =
    'securityContext: {runAsNonRoot: true, runAsUser: 1000}, imagePullSecrets: [{name: regcred}], hostNetwork: true, serviceAccountName: a, dnsPolicy: Default, schedulerName: default-scheduler, affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{}]}}}, tolerations: [{operator: Exists, effect: NoExecute, tolerationSeconds: 5}], ';
  expect(
    notesOf(
      pod(
        silent,
        'env: [{name: A, value: b}], ports: [{containerPort: 80}], command: [a], tty: true, securityContext: {readOnlyRootFilesystem: true}',
      ),
    ),
  ).toEqual([]);
});

it('controllers have fields of their own', () => {
  const template = 'template: {spec: {restartPolicy: Never, containers: [{name: app, image: app}]}}';
  const job = (spec: string): string =>
    `apiVersion: batch/v1\nkind: Job\nmetadata: {name: j}\nspec: {${spec}, ${template}}\n`;
  expect(notesOf(job('completionMode: Indexed, completions: 3, successPolicy: {rules: []}'), ENDING)).toEqual([
    'successPolicy is not simulated and has no effect (job j)',
  ]);
  expect(
    notesOf(
      job(
        'completionMode: Indexed, completions: 3, backoffLimitPerIndex: 1, maxFailedIndexes: 1, suspend: true, ttlSecondsAfterFinished: 0',
      ),
      ENDING,
    ),
  ).toEqual([]);
  const labelled =
    'selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: app, image: app}]}}';
  const set = (kind: string, strategy: string): string =>
    `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: s}\nspec: {updateStrategy: ${strategy}, ${labelled}}\n`;
  expect(notesOf(set('StatefulSet', '{rollingUpdate: {partition: 1, maxUnavailable: 2}}'))).toEqual([
    'maxUnavailable is not simulated and has no effect (statefulset s, rollingUpdate)',
  ]);
  for (const kind of ['StatefulSet', 'DaemonSet']) {
    expect(notesOf(set(kind, '{type: OnDelete}'))).toEqual([]);
    expect(notesOf(set(kind, '{rollingUpdate: {maxUnavailable: 1}}'))).toEqual([]);
  }
  expect(
    notesOf(`apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec: {paused: true, ${labelled}}\n`),
  ).toEqual(['paused is not simulated and has no effect (deployment d)']);
});

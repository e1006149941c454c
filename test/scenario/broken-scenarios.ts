/** A scenario with this spec; further documents may follow after `---`. */
const spec = (text: string): string => `apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: broken}
spec:
${text}`;

const POD = `---
apiVersion: v1
kind: Pod
metadata: {name: web-0}
spec: {containers: [{name: app, image: "app:1"}]}
`;

const web = (text: string): string => spec(`${text}\n${POD}`);
const attempts = (text: string): string => spec(`  processes: [{match: {pod: web-0}, attempts: [${text}]}]`);
const kubelet = (text: string): string => spec(`  kubelet: {${text}}`);
const manifest = (text: string): string => spec(`  duration: 1m\n---\n${text}`);
const expectation = (text: string): string => web(`  expect: [${text}]`);
const action = (text: string): string => web(`  actions: [${text}]`);

/** A pod with one container that says this of itself. */
const container = (text: string, more = ''): string =>
  manifest(`apiVersion: v1
kind: Pod
metadata: {name: a}
spec: {${more}containers: [{name: app, image: "app:1", ${text}}]}
`);
const pod = (text: string): string =>
  manifest(`apiVersion: v1
kind: Pod
metadata: {name: a}
spec: {${text}}
`);

const APP = 'containers: [{name: app, image: "app:1"}]';
const SELECTED = 'selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: ';

/** A controller with a sound template, and this in its specification. */
const workload = (kind: string, text: string, podSpec = APP): string =>
  manifest(`apiVersion: apps/v1
kind: ${kind}
metadata: {name: a}
spec: {${text}${SELECTED}{${podSpec}}}}
`);
const job = (text: string, podSpec = `restartPolicy: Never, ${APP}`): string =>
  manifest(`apiVersion: batch/v1
kind: Job
metadata: {name: import}
spec: {${text}template: {spec: {${podSpec}}}}
`);
const cronJob = (schedule: string, name = 'nightly'): string =>
  manifest(`apiVersion: batch/v1
kind: CronJob
metadata: {name: ${name}}
spec: {schedule: "${schedule}", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, ${APP}}}}}}
`);

/** Scenarios that are wrong in one way each, by what is wrong with them. */
export const BROKEN: Readonly<Record<string, string>> = {
  'empty file': '',
  'only a comment': '# nothing\n',
  'only a document start': '---\n',
  'a manifest first': POD,
  'a text': 'hello',
  'a list': '- 1\n- 2\n',
  'no kind': 'apiVersion: crashloop.dev/v1alpha1\nmetadata: {name: x}\nspec: {}\n',
  'wrong apiVersion': 'apiVersion: crashloop.dev/v1\nkind: Scenario\nmetadata: {name: x}\nspec: {}\n',
  'no apiVersion': 'kind: Scenario\nmetadata: {name: x}\nspec: {}\n',
  'no spec': 'apiVersion: crashloop.dev/v1alpha1\nkind: Scenario\nmetadata: {name: x}\n',
  'empty spec': spec(''),
  'empty name': 'apiVersion: crashloop.dev/v1alpha1\nkind: Scenario\nmetadata: {name: ""}\nspec: {}\n',
  'two scenarios': spec(`  duration: 1m\n---\n${spec('  duration: 2m')}`),
  'byte order mark and CRLF': `\uFEFF${spec('  duration: 5').replaceAll('\n', '\r\n')}`,

  binary: '\u007FELF\u0002\u0001\u0000\u0000',
  'not UTF-8': spec('  description: caf\uFFFD'),
  'control characters in a word': spec('  "du\\u001b[31mration": 5'),
  'text direction marks': spec('  "du\u202Eration": 5'),
  'tab as indentation': spec('\tduration: 5m'),
  'unclosed bracket': spec('  nodes: [{name: a}'),
  'unclosed quote': spec('  description: "no end'),
  'bad indentation': spec('  duration: 5m\n kubelet: {}'),
  'colon in a text': spec('  description: note: this'),
  'pattern that is an alias': spec('  expect: [{pod: *, at: 1m, restarts: 1}]'),
  'duplicate key': spec('  duration: 5m\n  duration: 6m'),
  'merge key': spec('  kubelet: {<<: {version: "1.36"}}'),
  'custom tag': spec('  duration: !go 5m'),
  'binary tag': spec('  description: !!binary aGVsbG8='),
  'a list as key': spec('  ? [a, b]\n  : 1'),
  'alias without anchor': spec('  duration: *later'),
  'alias to itself': spec('  nodes: &n [*n]'),
  'alias bomb': spec(
    [
      '  description: x',
      ...[...'bcdefghi'].map((c, i) => `  ${c}: &${c} [${Array(10).fill(i === 0 ? 'x' : `*${'abcdefgh'[i]}`)}]`),
    ].join('\n'),
  ),
  'deep brackets': spec(`  expect: ${'['.repeat(100_000)}`),
  'deep braces': spec(`  expect: ${'{a: '.repeat(100_000)}`),
  'deep dashes': '- '.repeat(100_000),
  'deep indentation': Array.from({ length: 1_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  '10 MB on one line': spec(`  description: ${'x'.repeat(10_000_000)}`),
  'a long line': spec(`  nodes: [${'{name: n}, '.repeat(1_000)}{nam: m}]`),
  'a million words': spec(`  nodes: [${'1,'.repeat(600_000)}]`),
  'a hundred thousand keys': spec(Array.from({ length: 100_000 }, (_, i) => `  k${i}: 1`).join('\n')),
  'a hundred thousand wrong entries': spec(`  nodes: [${'1,'.repeat(200_000)}]`),
  'three hundred thousand wrong attempts': spec(`  processes: [${`{attempts: [${'1,'.repeat(990)}]},`.repeat(300)}]`),
  'a hundred wrong brackets': ']'.repeat(1_000),

  'the key __proto__': spec('  __proto__: {duration: 5m}'),
  '__proto__ in a match': spec('  processes: [{match: {__proto__: {pod: a}}, attempts: [{run: 1s}]}]'),
  'constructor and others': spec('  constructor: 1\n  toString: 2\n  hasOwnProperty: 3'),
  'unknown key at the top': `${spec('  duration: 1m')}\nstatus: {}\n`,
  'misspelt key': spec('  dependancies: []'),
  'misspelt required key': spec('  nodes: [{nam: a}]'),
  'key of nowhere': spec('  zebra: 1'),
  'list instead of map': spec('  kubelet: []'),
  'map instead of list': spec('  processes: {match: {pod: a}}'),
  'empty value': spec('  processes:'),

  'bare number as duration': spec('  duration: 30'),
  'quoted number as duration': spec('  duration: "30"'),
  'unknown unit': spec('  duration: 30x'),
  'negative duration': spec('  duration: -5m'),
  'no duration at all': spec('  duration: soon'),
  'zero duration': spec('  duration: 0s'),
  'finer than a millisecond': attempts('{run: 5us}'),
  'infinite duration': spec('  duration: .inf'),
  'longer than ten years': spec('  duration: 5000d'),
  'longer than Go can say': spec('  duration: 99999999999999999999h'),
  'list as duration': spec('  duration: [5m]'),
  'seed too large': spec('  seed: 123456789012345678901234567890'),
  'seed is a list': spec('  seed: [1]'),
  'seed is not a number': spec('  seed: .nan'),

  'version as number': kubelet('version: 1.36'),
  'unknown version': kubelet('version: "1.99"'),
  'misspelt fidelity': kubelet('fidelity: realistc'),
  'misspelt gate': kubelet('featureGates: {KubeletCrashLoopBackoffMax: true}'),
  'gate this version does not know': kubelet(
    'version: "1.30", featureGates: {ReduceDefaultCrashLoopBackOffDecay: true}',
  ),
  'gate is text': kubelet('featureGates: {PLEGOnDemandRelist: "yes"}'),
  'period too long': kubelet('config: {crashLoopBackOff: {maxContainerRestartPeriod: 301s}}'),
  'period without its gate': kubelet('version: "1.33", config: {crashLoopBackOff: {maxContainerRestartPeriod: 60s}}'),
  'misspelt policy': kubelet('policy: nome'),
  'policy of a release that is a number': kubelet('policy: 1.34'),
  'policy of two releases': kubelet('policy: 1.34+1.35'),
  'policy of another release': kubelet('version: "1.36", policy: "1.34"'),
  'policy without its kubelet': kubelet('policy: 1.30+reduced'),
  'policy with a cap that no kubelet takes': kubelet('policy: max=1h'),
  'policy whose curve is half': kubelet('policy: "initial=1s"'),
  'policy with a misspelt key': kubelet('policy: {initial: 1s, maximum: 30s}'),
  'policy whose cap is below the first step': kubelet('policy: {initial: 1m, max: 30s}'),
  'policy without delay': kubelet('policy: {initial: 0s, max: 30s}'),
  'policy that shrinks': kubelet('policy: {initial: 1s, max: 30s, factor: 0.5}'),
  'latency as number': kubelet('latency: {start: 0.1}'),

  'too many log lines': attempts(`{run: 1s, log: [${'x, '.repeat(1_001)}]}`),
  'no attempts': spec('  processes: [{match: {pod: web-0}, attempts: []}]'),
  'attempt without an end': attempts('{exit: 1}'),
  'exit code too large': attempts('{run: 1s, exit: 256}'),
  'exit code is text': attempts('{run: 1s, exit: "1"}'),
  'exit code is a fraction': attempts('{run: 1s, exit: 1.5}'),
  'exit and signal': attempts('{run: 1s, exit: 1, signal: SEGV}'),
  'misspelt signal': attempts('{run: 1s, signal: SIGSEG}'),
  'forever with an exit': attempts('{run: forever, exit: 1}'),
  'times zero': attempts('{run: 1s, times: 0}'),
  'times with when': attempts('{run: 1s, times: 2, when: {down: db}}'),
  'empty when': attempts('{run: 1s, when: {}}'),
  'distribution of no kind': attempts('{run: {gauss: 5s}}'),
  'distribution of two kinds': attempts('{run: {exponential: 5s, uniform: [1s, 2s]}}'),
  'uniform with numbers': attempts('{run: {uniform: [1, 2]}}'),
  'uniform backwards': attempts('{run: {uniform: [9s, 1s]}}'),
  'uniform of three': attempts('{run: {uniform: [1s, 2s, 3s]}}'),
  'exponential of zero': attempts('{run: {exponential: 0s}}'),
  'negative sigma': attempts('{run: {lognormal: {median: 5s, sigma: -1}}}'),
  'infinite sigma': attempts('{run: {lognormal: {median: 5s, sigma: .inf}}}'),
  'empirical of nothing': attempts('{run: {empirical: []}}'),
  'memory without limit': attempts('{memory: {start: 20Mi, grow: 1Mi/s}}'),
  'memory without unit of time': attempts('{memory: {start: 20Mi, grow: 1Mi}}'),
  'memory that is no quantity': attempts('{memory: {start: 20 megabytes, grow: 1Mi/s}}'),
  'onTerm of another word': attempts('{run: 1s, onTerm: ignored}'),
  'probe answer of another word': attempts('{run: 1s, ready: maybe}'),
  'probe answers in an empty window': attempts('{run: 1s, healthy: [{}]}'),
  'probe answers in a window backwards': attempts('{run: 1s, healthy: [{from: 5m, until: 1m}]}'),
  'probe answers in windows that overlap': attempts('{run: 1s, ready: [{until: 10s, every: 5s}]}'),
  'probe answers in a million windows': attempts('{run: forever, ready: [{until: 1ms, every: 2ms}]}'),
  'probe answer with a misspelt key': attempts('{run: 1s, started: {good: false, take: 5s}}'),
  'probe answer of nothing': attempts('{run: 1s, started: {}}'),
  'hook of nothing': attempts('{run: 1s, preStop: {}}'),
  'hook that is a duration': attempts('{run: 1s, preStop: 5s}'),
  'hook that never ends': attempts('{run: 1s, postStart: {run: forever}}'),
  'start error of a process that runs': attempts('{startError: "exec: no such file", run: 1s, exit: 1}'),

  'image without pattern': web('  images: [{error: NotFound}]'),
  'image with a number': web('  images: [{match: "*", pull: 3}]'),
  'image with a misspelt error': web('  images: [{match: "*", error: NotFuond}]'),
  'image that recovers from nothing': web('  images: [{match: "*", until: 5m}]'),
  'image that no pod has': web('  images: [{match: "ap:*", error: NotFound}, {match: app:2, error: NotFound}]'),
  'image error that nobody meets': action('{at: 5m, setImageError: {match: "web:*", error: NotFound}}'),
  'a pattern longer than any name': spec(`  images: [{match: "${'*a'.repeat(1_000)}"}]`),
  'missing of no kind': spec('  missing: [app-config]'),
  'missing of another kind': spec('  missing: [Service/app]'),
  'missing object and volume': spec('  missing: [{object: ConfigMap/app, volume: data}]'),
  'missing secret that is not bound': spec('  missing: [{object: Secret/app, unbound: true}]'),
  'missing object with a mount error': spec('  missing: [{object: Secret/app, error: no such device}]'),
  'missing volume that nobody has': web('  missing: [{volume: data}]'),
  'ports out of range': container(
    'ports: [{containerPort: 99999, hostPort: 70000}, {containerPort: 0, protocol: tcp, name: a_port_with_a_long_name}, {containerPort: 80, name: "80"}, {containerPort: 81, name: a_b}]',
  ),
  'probes of ports that are none': container(
    'readinessProbe: {tcpSocket: {port: 0}}, livenessProbe: {httpGet: {port: "8080"}}, startupProbe: {grpc: {port: -1}}',
  ),
  'commands that are empty': container(
    'startupProbe: {exec: {command: []}}, lifecycle: {preStop: {exec: {command: []}}}',
  ),
  'image with blanks': manifest(
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: " x y"}, {name: b, image: " "}]}\n',
  ),
  'volumes of nothing': container(
    'tty: true',
    'volumes: [{name: a, configMap: {}}, {name: b, secret: {secretName: null}}, {name: c, projected: {sources: [{configMap: {}}, {secret: {}}]}}], ',
  ),
  'policy for DNS that is none': container('tty: true', 'dnsPolicy: ClusterFist, '),
  'labels that cannot be': container(
    'tty: true',
    'nodeSelector: {a: "b c", "a/b/c": d, "-a": e, "/x": f, "X/y": g}, tolerations: [{key: "a b"}], ',
  ),
  'rights that exclude each other': container('securityContext: {privileged: true, allowPrivilegeEscalation: false}'),
  'flags that are none': container('securityContext: {runAsNonRoot: "yes"}', 'hostPID: maybe, '),
  'services without ports': manifest(
    'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: []}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: b}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: c}\nspec: {ports: [{port: 0}]}\n',
  ),
  'form and meaning': manifest(`apiVersion: apps/v1
kind: Deployment
metadata: {name: a}
spec:
  replicas: -1
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: b}}
    spec:
      restartPolicy: Never
      containers: [{name: c, image: x, imagePullPolicy: Sometimes}, {name: c, image: y, resources: {requests: {memory: 2Gi}, limits: {memory: 1GB}}}]
`),
  'form and meaning of their own': manifest(`apiVersion: batch/v1
kind: Job
metadata: {name: a}
spec:
  backoffLimit: many
  completionMode: indexed
  maxFailedIndexes: 1
  podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [0]}}, {action: FailIndex, onExitCodes: {operator: In, values: [1]}}]}
  template:
    spec:
      initContainers: [{name: i, image: x, restartPolicy: always, lifecycle: {preStop: {sleep: {seconds: 40}}}}]
      containers: [{name: c, image: x, livenessProbe: {httpGet: {path: /}, successThreshold: 2}, volumeMounts: [{name: v, mountPath: /v}]}]
      volumes: [{nam: v}]
      terminationGracePeriodSeconds: 1m
`),
  'file that is not there and an action that is late': web(
    '  actions: [{at: 99m, deletePod: web-0}, {at: 1m, apply: no.yaml}]',
  ),
  'missing pull secret': container('', 'imagePullSecrets: [{name: regcred}], ').replace(
    'duration: 1m',
    'missing: [Secret/regcred, {object: Secret/regcred, until: 5m}]',
  ),
  'missing object that nobody needs': container('envFrom: [{configMapRef: {name: app-config}}]').replace(
    'duration: 1m',
    'missing: [ConfigMap/app-confg, {object: Secret/default/token, until: 5m}]',
  ),
  'node with a capacity that is no quantity': spec('  nodes: [{name: n, capacity: {cpu: four, memory: -1}}]'),
  'node with a misspelt capacity': spec('  nodes: [{name: n, capacity: {mem: 4Gi}}]'),

  'unknown dependency': attempts('{run: 1s, when: {down: db}}, {run: forever, needs: [datbase]}').replace(
    'spec:\n',
    'spec:\n  dependencies: [{name: database}]\n',
  ),
  'dependency twice': spec('  dependencies: [{name: a}, {name: a}]'),
  'window that ends before it begins': spec('  dependencies: [{name: a, down: [{from: 5m, until: 1m}]}]'),
  'process that matches nothing': web('  processes: [{match: {pod: "wbe-*"}, attempts: [{run: 1s}]}]'),
  'process without containers': web('  processes: [{match: {pod: web-0, container: ap}, attempts: [{run: 1s}]}]'),
  'process of another image': web('  processes: [{match: {pod: web-0, image: "ap:*"}, attempts: [{run: 1s}]}]'),
  'process without any pods': spec('  processes: [{attempts: [{run: 1s}]}]'),
  'process behind another': web(
    '  processes: [{match: {}, attempts: [{run: 1s}]}, {match: {pod: web-0}, attempts: [{run: 2s}]}]',
  ),
  'exact pod with a bad name': spec('  processes: [{match: {pod: Web_0}, attempts: [{run: 1s}]}]'),

  'action without a verb': action('{at: 5m}'),
  'action with two verbs': action('{at: 5m, restartKubelet: node-1, deletePod: web-0}'),
  'action after the end': action('{at: 2h, deletePod: web-0}'),
  'action without time': action('{deletePod: web-0}'),
  'unknown node': action('{at: 5m, restartKubelet: node-2}'),
  'reboot of an unknown node': action('{at: 5m, reboot: node-2}'),
  'unknown pod': action('{at: 5m, deletePod: web-1}'),
  'image of an unknown container': action('{at: 5m, setImage: {pod: web-0, container: ap, image: "app:2"}}'),
  'image of an unknown deployment': action('{at: 5m, setImage: {deployment: web, image: "app:2"}}'),
  'image of two things': action('{at: 5m, setImage: {deployment: web, pod: web-0, image: "app:2"}}'),
  'image of nothing': action('{at: 5m, setImage: {image: "app:2"}}'),
  'image of one of two containers': `${action('{at: 5m, setImage: {pod: two, image: "app:2"}}')}---
apiVersion: v1
kind: Pod
metadata: {name: two}
spec: {containers: [{name: a, image: a}, {name: b, image: b}]}
`,
  'node drained that does not exist': action('{at: 5m, drain: node1}'),
  'eviction of an unknown pod': action('{at: 5m, evictPod: "api-*"}'),
  'scale without number': action('{at: 5m, scale: {deployment: web}}'),
  'scale of a pod': action('{at: 5m, scale: {pod: web-0, replicas: 2}}'),
  'scale beyond all limits': action('{at: 5m, scale: {deployment: web, replicas: 1000000}}'),
  'scale of an unknown set': action('{at: 5m, scale: {statefulSet: web, replicas: 2}}'),
  'rollback of an unknown deployment': action('{at: 5m, rollback: web}'),
  'deletion of another kind': action('{at: 5m, delete: service/web}'),
  'deletion without kind': action('{at: 5m, delete: web-0}'),
  'deletion of an unknown job': action('{at: 5m, delete: job/import}'),
  'image error without error': action('{at: 5m, setImageError: {match: "app:*"}}'),
  'image error that is misspelt': action('{at: 5m, setImageError: {match: "app:*", error: unreachable}}'),
  'file applied where none can be read': action('{at: 5m, apply: web-v2.yaml}'),
  'number applied': action('{at: 5m, apply: 5}'),
  'broken manifest applied': action(
    '{at: 5m, apply: {apiVersion: v1, kind: Pod, metadata: {name: b}, spec: {containers: [{name: app}]}}}',
  ),

  'expectation without subject': expectation('{at: 5m, restarts: 1}'),
  'expectation without time': expectation('{pod: web-0, restarts: 1}'),
  'expectation with both times': expectation('{pod: web-0, at: 5m, restart: 1, restarts: 1}'),
  'expectation of nothing': expectation('{pod: web-0, at: 5m}'),
  'expectation of the wrong moment': expectation('{pod: web-0, at: 5m, restarts: 1, backoff: 10s}'),
  'expectation of an unknown pod': expectation('{pod: web-1, at: 5m, restarts: 1}'),
  'expectation of an unknown container': expectation('{pod: web-0, container: ap, at: 5m, restarts: 1}'),
  'expectation after the end': expectation('{pod: web-0, at: 31m, restarts: 1}'),
  'expectation with an empty range': expectation('{pod: web-0, at: 5m, restarts: {}}'),
  'expectation with a range upside down': expectation('{pod: web-0, at: 5m, restarts: {min: 9, max: 1}}'),
  'expected backoff as number': expectation('{pod: web-0, restart: 2, backoff: 10}'),
  'expected restarts as text': expectation('{pod: web-0, at: 5m, restarts: "5"}'),
  'misspelt why': expectation('{pod: web-0, restart: 2, why: back-off}'),
  'misspelt phase': expectation('{pod: web-0, at: 5m, phase: running}'),
  'expectation of two subjects': expectation('{pod: web-0, job: import, at: 5m, status: Running}'),
  'expectation of an unknown job': expectation('{job: import, at: 5m, status: Complete}'),
  'expectation of an unknown deployment': expectation('{deployment: web, at: 5m, ready: 1}'),
  'expectation of an unknown service': expectation('{service: front, at: 5m, ready: 1}'),
  'expectation of the status of a service': expectation('{service: front, at: 5m, status: Running}'),
  'expectation of restarts of a job': expectation('{job: import, at: 5m, restarts: 1}'),
  'expectation of a job without time': expectation('{job: import, status: Complete}'),
  'expectation of an event at a restart': expectation('{event: BackOff, restart: 2}'),
  'expectation of an event of no kind': expectation('{event: BackOff, object: web-0}'),
  'expectation of an event of another type': expectation('{event: BackOff, type: Error}'),
  'expectation of an event in a container': expectation('{event: BackOff, pod: web-0, container: app}'),
  'expectation of a condition without type': expectation('{pod: web-0, at: 5m, condition: {status: true}}'),

  'manifest without kind': manifest('apiVersion: v1\nmetadata: {name: a}\n'),
  'manifest that is a list': manifest('- a\n'),
  'misspelt kind': manifest('apiVersion: apps/v1\nkind: Deploymnt\n'),
  'old apiVersion': manifest('apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: a}\nspec: {}\n'),
  'pod without name': manifest('apiVersion: v1\nkind: Pod\nmetadata: {}\nspec: {containers: [{name: a, image: b}]}\n'),
  'pod with generateName': manifest(
    'apiVersion: v1\nkind: Pod\nmetadata: {generateName: a-}\nspec: {containers: [{name: a, image: b}]}\n',
  ),
  'pod without containers': manifest('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: []}\n'),
  'pod with two containers of one name': manifest(
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: b}, {name: a, image: c}]}\n',
  ),
  'pod with a misspelt policy': manifest(
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {restartPolicy: OnFailur, containers: [{name: a, image: b}]}\n',
  ),
  'pod on an unknown node': manifest(
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {nodeName: node-7, containers: [{name: a, image: b}]}\n',
  ),
  'pod twice': manifest(`${POD.slice(4)}${POD}`),
  'deployment that restarts on failure': workload('Deployment', '', `restartPolicy: OnFailure, ${APP}`),
  'deployment with a deadline': workload('Deployment', '', `activeDeadlineSeconds: 60, ${APP}`),
  'negative replicas': workload('Deployment', 'replicas: -1, '),
  'replicas as text': workload('Deployment', 'replicas: "3", '),
  'a billion replicas': workload('Deployment', 'replicas: 1000000000, '),
  'deployment without selector': manifest(
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {${APP}}}}\n`,
  ),
  'deployment that selects other pods': workload('Deployment', '').replace('labels: {app: a}', 'labels: {app: b}'),
  'set that selects pods without labels': workload('ReplicaSet', '').replace('metadata: {labels: {app: a}}, ', ''),
  'set with an empty selector': workload('DaemonSet', '').replace('{matchLabels: {app: a}}', '{}'),
  'rollout that can never begin': workload(
    'Deployment',
    'strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 0%}}, ',
  ),
  'rollout with a word': workload('Deployment', 'strategy: {rollingUpdate: {maxSurge: some}}, '),
  'rollout of two kinds': workload('Deployment', 'strategy: {type: Recreate, rollingUpdate: {maxSurge: 1}}, '),
  'rollout of no kind': workload('Deployment', 'strategy: {type: BlueGreen}, '),
  'deadline shorter than ready': workload('Deployment', 'minReadySeconds: 60, progressDeadlineSeconds: 30, '),
  'misspelt field of a controller': workload('StatefulSet', 'podManagementPolcy: Parallel, '),
  'stateful set in another order': workload('StatefulSet', 'podManagementPolicy: Ordered, '),
  'stateful set with a partition that says nothing': workload(
    'StatefulSet',
    'updateStrategy: {type: OnDelete, rollingUpdate: {partition: 1}}, ',
  ),
  'job that restarts always': job('', `restartPolicy: Always, ${APP}`),
  'job without a restart policy': job('', APP),
  'job with half a limit': job('backoffLimit: 1.5, '),
  'job whose failure policy needs Never': job(
    'podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: [42]}}]}, ',
    `restartPolicy: OnFailure, ${APP}`,
  ),
  'job with a broken failure policy': job(
    'podReplacementPolicy: TerminatingOrFailed, podFailurePolicy: {rules: [{action: Ignore}, {action: FailIndex, onExitCodes: {containerName: ap, operator: In, values: [0]}}]}, ',
  ),
  'indexed job without completions': job('completionMode: Indexed, '),
  'limits of indexes without indexes': job('backoffLimitPerIndex: 1, maxFailedIndexes: 1, '),
  'more failed indexes than there are': job(
    'completionMode: Indexed, completions: 2, parallelism: 100001, maxFailedIndexes: 3, ',
  ),
  'indexed job whose pods have no hostname': job('completionMode: Indexed, completions: 1000, ').replace(
    'metadata: {name: import}',
    `metadata: {name: ${'i'.repeat(61)}}`,
  ),
  'cron job with four fields': cronJob('0 3 * *'),
  'cron job at minute 60': cronJob('60 3 * * *'),
  'cron job with a time zone': cronJob('TZ=Europe/Berlin 0 3 * * *'),
  'cron job of another word': cronJob('@fortnightly'),
  'cron job with a long name': cronJob('0 3 * * *', 'n'.repeat(53)),
  'cron job every second minute for a year': cronJob('*/2 * * * *').replace('duration: 1m', 'duration: 365d'),

  'container without image': pod('containers: [{name: app}]'),
  'container with an empty image': pod('containers: [{name: app, image: ""}]'),
  'container with a bad name': pod('containers: [{name: App_1, image: a}]'),
  'containers that are no list': pod('containers: {name: app, image: a}'),
  'containers that are not set': pod('containers: null'),
  'misspelt pull policy': container('imagePullPolicy: Allways'),
  'misspelt probe': container('livenesProbe: {exec: {command: ["true"]}}'),
  'field of nowhere': container('zebra: 1'),
  'probe without handler': container('livenessProbe: {periodSeconds: 5}'),
  'ports that are no list': container('ports: "5"'),
  'a command that is one text': container('command: sh -c exit'),
  'a number as the value of a variable': container('env: [{name: PORT, value: 8080}]'),
  'annotations that are no texts': manifest(
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a, annotations: {owner: 5}}\nspec: {containers: [{name: app, image: "app:1"}]}\n',
  ),
  'tolerations that contradict themselves': pod(
    `tolerations: [{value: a}, {key: b, operator: Exists, value: c}, {key: d, tolerationSeconds: 5, effect: NoSchedule}, {key: e, effect: Never}], ${APP}`,
  ),
  'tolerations of what is not tolerated': pod(
    `tolerations: [{value: a}, {key: b, operator: Exists, value: c}, {key: d, tolerationSeconds: 5, effect: NoSchedule}], ${APP}`,
  ),
  'affinity to no node': pod(
    `affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: []}}}, ${APP}`,
  ),
  'affinity with wrong values': pod(
    `affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: a, operator: In}, {key: b, operator: Exists, values: [c]}, {key: d, operator: Gt, values: ["1", "2"]}]}]}}}, ${APP}`,
  ),
  'taint without an effect': spec('  nodes: [{name: a, taints: [{key: gpu, effect: PreferNoSchedule}, {value: b}]}]'),
  'node affinity by other fields, or several names': pod(
    `affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [a, b]}, {key: metadata.uid, operator: NotIn, values: [c]}, {key: metadata.name, operator: Exists}]}]}}}, ${APP}`,
  ),
  'tolerations that are no list': pod(`tolerations: {}, ${APP}`),
  'probe with two handlers': container('readinessProbe: {tcpSocket: {port: 80}, httpGet: {port: 80}}'),
  'probe with a negative period': container('startupProbe: {exec: {command: ["true"]}, periodSeconds: -1}'),
  'liveness probe that must succeed twice': container('livenessProbe: {tcpSocket: {port: 80}, successThreshold: 2}'),
  'readiness probe with a grace period': container(
    'readinessProbe: {tcpSocket: {port: 80}, terminationGracePeriodSeconds: 5}',
  ),
  'hook without handler': container('lifecycle: {preStop: {}}'),
  'hook that sleeps longer than the grace period': container('lifecycle: {preStop: {sleep: {seconds: 60}}}'),
  'hook that an old API does not have': container('lifecycle: {preStop: {sleep: {seconds: 6}}}').replace(
    'duration: 1m',
    'kubelet: {version: "1.29"}',
  ),
  'rules without a policy': container(
    'restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [42]}}]',
  ),
  'rules of another action': container(
    'restartPolicy: Never, restartPolicyRules: [{action: Reboot, exitCodes: {operator: Is, values: [42]}}]',
  ),
  'too many rules': container(
    `restartPolicy: Never, restartPolicyRules: [${'{action: Restart, exitCodes: {operator: In, values: [1]}}, '.repeat(21)}]`,
  ),
  'init container with a probe': pod(
    `initContainers: [{name: init, image: a, livenessProbe: {exec: {command: ["true"]}}}], ${APP}`,
  ),
  'init container named like another': pod(`initContainers: [{name: app, image: a}], ${APP}`),
  'mount of an unknown volume': container(
    'volumeMounts: [{name: data, mountPath: /data}]',
    'volumes: [{name: date}], ',
  ),
  'request above its limit': container('resources: {requests: {cpu: "2"}, limits: {cpu: 500m}}'),
  'request that is negative': container('resources: {requests: {memory: -1Mi}}'),
  'deadline of nothing': pod(`activeDeadlineSeconds: 0, ${APP}`),
  'memory limit that is no quantity': manifest(
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: b, resources: {limits: {memory: lots}}}]}\n',
  ),
  'too many events': spec(
    '  duration: 365d\n  kubelet: {policy: none}\n  processes: [{match: {pod: a}, attempts: [{run: 1s}]}]',
  ),
  'too many events in no time': spec(
    '  duration: 365d\n  kubelet: {policy: none}\n  processes: [{match: {pod: a}, attempts: [{run: 0s}]}]',
  ),
  'wrong form and dangling references': spec(
    '  sead: 1\n  dependencies: [{name: database}]\n  processes: [{match: {pod: a}, attempts: [{run: 1s, needs: datbase}]}]\n  actions: [{at: 5m, restartKubelet: node-9}]',
  ),
};

import type { Draw } from './attempts.js';

/** A pod as a manifest, and the names of its containers. */
export interface DrawnPod {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly inits: readonly string[];
  readonly others: readonly string[];
}

const IMAGES = ['image:1', 'image:2', 'slow:1', 'gone:1', 'latest'];

function probe({ dice }: Draw, isReadiness: boolean): object {
  return {
    ...dice.pick([{ exec: { command: ['check'] } }, { httpGet: { port: 80 } }, { tcpSocket: { port: 80 } }]),
    ...dice.maybe(30, () => ({ initialDelaySeconds: dice.whole(0, 20) })),
    ...dice.maybe(60, () => ({ periodSeconds: dice.whole(1, 12) })),
    ...dice.maybe(30, () => ({ timeoutSeconds: dice.whole(1, 4) })),
    ...dice.maybe(50, () => ({ failureThreshold: dice.whole(1, 4) })),
    ...(isReadiness
      ? dice.maybe(30, () => ({ successThreshold: dice.whole(1, 3) }))
      : dice.maybe(25, () => ({ terminationGracePeriodSeconds: dice.whole(1, 20) }))),
  };
}

function rules({ dice }: Draw, withAll: boolean): object[] {
  const actions = withAll ? ['Restart', 'RestartAllContainers'] : ['Restart'];
  return dice.list(withAll ? 1 : 0, 2, () => {
    const action = withAll ? dice.pick([...actions, 'RestartAllContainers']) : 'Restart';
    return {
      action,
      exitCodes: { operator: dice.pick(['In', 'In', 'NotIn']), values: dice.pick([[42], [0], [1, 2, 137]]) },
    };
  });
}

function hook({ dice, minor }: Draw, graceS: number): object {
  return minor >= 30 && dice.chance(30) && graceS > 0
    ? { sleep: { seconds: dice.whole(1, Math.min(graceS, 10)) } }
    : { exec: { command: ['hook'] } };
}

/** What makes trouble in any container: images, configuration, room. */
function common(draw: Draw, volumes: readonly string[]): object {
  const { dice, has } = draw;
  return {
    image: has.images ? dice.pick(IMAGES) : 'image:1',
    ...(has.images ? dice.maybe(60, () => ({ imagePullPolicy: dice.pick(['Always', 'IfNotPresent', 'Never']) })) : {}),
    ...(has.requests || has.memory
      ? {
          resources: {
            ...(has.memory ? { limits: { memory: `${dice.whole(64, 300)}Mi` } } : {}),
            ...(has.requests
              ? { requests: { cpu: `${dice.whole(1, 8) * 100}m`, memory: `${dice.whole(1, 64)}Mi` } }
              : {}),
          },
        }
      : {}),
    ...(has.configs
      ? dice.maybe(50, () => ({ envFrom: [{ configMapRef: { name: dice.pick(['late', 'there', 'never']) } }] }))
      : {}),
    ...(volumes.length > 0 ? { volumeMounts: volumes.map((name) => ({ name, mountPath: `/${name}` })) } : {}),
  };
}

function watched(draw: Draw, graceS: number): object {
  const { dice, has } = draw;
  const lifecycle = {
    ...dice.maybe(50, () => ({ postStart: hook(draw, graceS) })),
    ...dice.maybe(50, () => ({ preStop: hook(draw, graceS) })),
  };
  return {
    ...(has.probes
      ? {
          ...dice.maybe(55, () => ({ livenessProbe: probe(draw, false) })),
          ...dice.maybe(45, () => ({ readinessProbe: probe(draw, true) })),
          ...dice.maybe(30, () => ({ startupProbe: probe(draw, false) })),
        }
      : {}),
    ...(has.hooks && Object.keys(lifecycle).length > 0 ? { lifecycle } : {}),
  };
}

/** What it tolerates, and where it must go. */
function placed({ dice, seconds }: Draw): object {
  const shortly = () => dice.maybe(50, () => ({ effect: 'NoExecute', tolerationSeconds: dice.whole(1, seconds) }));
  const tolerations = () =>
    dice.pick([
      [{ operator: 'Exists', ...shortly() }],
      [{ key: 'spot', operator: 'Exists', ...shortly() }],
      [{ key: 'gpu', value: 'x' }],
      [{ key: 'gpu', value: 'y' }],
    ]);
  const values = dice.pick([['node-1'], ['node-2'], ['node-9']]);
  const term = { matchFields: [{ key: 'metadata.name', operator: dice.pick(['In', 'NotIn']), values }] };
  const required = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } };
  return {
    ...dice.maybe(70, () => ({ tolerations: tolerations() })),
    ...dice.maybe(30, () => ({ affinity: { nodeAffinity: required } })),
  };
}

/** @param kind whose pod it is: a controller allows less than a person. */
export function drawPod(draw: Draw, kind: 'Pod' | 'Job' | 'kept'): DrawnPod {
  const { dice, has, minor } = draw;
  const graceS = dice.pick([0, 1, 5, 30]);
  const ownPolicies = has.containerPolicies && minor >= 35;
  const restartsAll = has.restartAll && minor >= 36;
  const volumes = [...(has.volumes ? ['data'] : []), ...(has.claims ? ['disk'] : [])];
  const policy = (): object => {
    if (!(ownPolicies || restartsAll)) return {};
    const restartPolicyRules = rules(draw, restartsAll);
    const restartPolicy = dice.pick(['Always', 'OnFailure', 'Never']);
    return dice.maybe(60, () => ({ restartPolicy, ...(restartPolicyRules.length > 0 ? { restartPolicyRules } : {}) }));
  };
  const inits: { name: string; [key: string]: unknown }[] = [];
  if (has.init) inits.push(...dice.list(0, 2, (at) => ({ name: `init-${at}`, ...common(draw, volumes) })));
  if (has.sidecars && dice.chance(70)) {
    const sidecar = { name: 'sidecar', restartPolicy: 'Always', ...common(draw, volumes), ...watched(draw, graceS) };
    inits.splice(dice.whole(0, inits.length), 0, sidecar);
  }
  const containers = dice.list(1, has.manyContainers ? 3 : 1, (at) => ({
    name: `c${at}`,
    ...common(draw, volumes),
    ...watched(draw, graceS),
    ...policy(),
  }));
  const restartPolicy = {
    Pod: has.policies ? ['Always', 'OnFailure', 'Never'] : ['Always'],
    Job: ['OnFailure', 'Never'],
    kept: ['Always'],
  }[kind];
  return {
    spec: {
      restartPolicy: dice.pick(restartPolicy),
      terminationGracePeriodSeconds: graceS,
      ...(has.taints ? placed(draw) : {}),
      ...(has.deadlines && kind !== 'kept'
        ? dice.maybe(50, () => ({ activeDeadlineSeconds: dice.whole(1, draw.seconds) }))
        : {}),
      ...(inits.length > 0 ? { initContainers: inits } : {}),
      containers,
      ...(volumes.length > 0
        ? {
            volumes: volumes.map((name) =>
              name === 'disk'
                ? { name, persistentVolumeClaim: { claimName: dice.pick(['bound', 'unbound']) } }
                : { name, configMap: { name: dice.pick(['late', 'there']) } },
            ),
          }
        : {}),
    },
    inits: inits.filter(({ name }) => name !== 'sidecar').map(({ name }) => name),
    others: [...containers, ...inits.filter(({ name }) => name === 'sidecar')].map(({ name }) => name),
  };
}

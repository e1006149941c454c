import type { Draw } from './attempts.js';
import { type DrawnPod, drawPod } from './pods.js';

/** A manifest, what its pods are called, and what they are made from. */
export interface Made {
  readonly kind: string;
  readonly name: string;
  readonly manifest: object;
  readonly pod: DrawnPod;
  /** Matches its pods. */
  readonly pods: string;
}

const labelled = (name: string, { spec }: DrawnPod) => ({ metadata: { labels: { app: name } }, spec });

function kept(draw: Draw, kind: string, name: string, spec: (pod: DrawnPod) => object): Made {
  const pod = drawPod(draw, 'kept');
  const selector = { matchLabels: { app: name } };
  const manifest = {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name },
    spec: { ...spec(pod), selector, template: labelled(name, pod) },
  };
  return { kind, name, manifest, pod, pods: `${name}-*` };
}

const minReady = ({ dice }: Draw) => dice.maybe(30, () => ({ minReadySeconds: dice.whole(1, 20) }));

function strategy({ dice }: Draw): object {
  if (dice.chance(20)) return { strategy: { type: 'Recreate' } };
  return dice.maybe(50, () => {
    const amount = () => dice.pick([0, 1, 2, '25%', '50%']);
    const maxSurge = amount();
    const maxUnavailable = maxSurge === 0 ? 1 : amount();
    return { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } } };
  });
}

function job(draw: Draw): { readonly spec: object; readonly pod: DrawnPod } {
  const { dice, has } = draw;
  const pod = drawPod(draw, 'Job');
  const perIndex = dice.chance(50);
  const indexed = (): object => ({
    completionMode: 'Indexed',
    completions: dice.whole(0, 6),
    ...(perIndex && {
      backoffLimitPerIndex: dice.whole(0, 2),
      ...dice.maybe(40, () => ({ maxFailedIndexes: 0 })),
    }),
  });
  const isIndexed = has.indexes;
  const actions = ['FailJob', 'Ignore', 'Count', ...(isIndexed && perIndex ? ['FailIndex'] : [])];
  const rules = (): object => ({
    podFailurePolicy: {
      rules: dice.list(1, 2, () => ({
        action: dice.pick(actions),
        ...dice.pick([
          { onExitCodes: { operator: dice.pick(['In', 'NotIn']), values: dice.pick([[42], [1, 2]]) } },
          { onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
        ]),
      })),
    },
  });
  const spec = {
    ...dice.maybe(60, () => ({ backoffLimit: dice.whole(0, 4) })),
    ...dice.maybe(30, () => ({ parallelism: dice.whole(0, 3) })),
    ...dice.maybe(30, () => ({ completions: dice.whole(0, 3) })),
    ...(draw.has.deadlines ? dice.maybe(50, () => ({ activeDeadlineSeconds: dice.whole(1, draw.seconds) })) : {}),
    ...(isIndexed ? indexed() : {}),
    ...dice.maybe(20, () => ({ ttlSecondsAfterFinished: dice.whole(0, 60) })),
    ...dice.maybe(10, () => ({ suspend: true })),
    ...dice.maybe(20, () => ({ podReplacementPolicy: 'Failed' })),
    ...(pod.spec.restartPolicy === 'Never' ? dice.maybe(25, rules) : {}),
    template: { spec: pod.spec },
  };
  return { spec, pod };
}

/** What a scenario's features ask for, one controller of a kind. */
export function drawWorkloads(draw: Draw): readonly Made[] {
  const { dice, has } = draw;
  const replicas = () => ({ replicas: dice.whole(0, 3) });
  const made: Made[] = [];
  if (has.deployment) {
    const deadline = () => dice.maybe(30, () => ({ progressDeadlineSeconds: dice.whole(21, 90) }));
    made.push(
      kept(draw, 'Deployment', 'web', () => ({ ...replicas(), ...minReady(draw), ...strategy(draw), ...deadline() })),
    );
  }
  if (has.replicaSet) made.push(kept(draw, 'ReplicaSet', 'set', () => ({ ...replicas(), ...minReady(draw) })));
  if (has.statefulSet) {
    const management = () => dice.maybe(30, () => ({ podManagementPolicy: 'Parallel' }));
    made.push(
      kept(draw, 'StatefulSet', 'store', () => ({
        serviceName: 'store',
        ...replicas(),
        ...minReady(draw),
        ...management(),
        ...dice.maybe(40, () => ({
          updateStrategy: dice.pick([
            { type: 'OnDelete' },
            { type: 'RollingUpdate', rollingUpdate: { partition: dice.whole(0, 3) } },
          ]),
        })),
      })),
    );
  }
  if (has.daemonSet) {
    const onDelete = () => dice.maybe(20, () => ({ updateStrategy: { type: 'OnDelete' } }));
    made.push(kept(draw, 'DaemonSet', 'agent', () => ({ ...minReady(draw), ...onDelete() })));
  }
  if (has.job) {
    const { spec, pod } = job(draw);
    const manifest = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'import' }, spec };
    made.push({ kind: 'Job', name: 'import', manifest, pod, pods: 'import-*' });
  }
  if (has.cronJob) {
    const { spec, pod } = job(draw);
    const concurrencyPolicy = dice.pick(['Allow', 'Forbid', 'Replace']);
    const schedule = dice.pick(['* * * * *', '*/2 * * * *', '*/5 * * * *']);
    const manifest = {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'nightly' },
      spec: { schedule, concurrencyPolicy, jobTemplate: { spec } },
    };
    made.push({ kind: 'CronJob', name: 'nightly', manifest, pod, pods: 'nightly-*' });
  }
  return made;
}

/** Pods that nobody keeps. */
export function drawPods(draw: Draw, nodes: readonly string[]): readonly Made[] {
  const { dice, has } = draw;
  if (!has.plainPods) return [];
  return dice.list(1, 3, (at) => {
    const name = `pod-${at}`;
    const pod = drawPod(draw, 'Pod');
    const manifest = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, labels: { app: 'pod' } },
      spec: { ...dice.maybe(15, () => ({ nodeName: dice.pick(nodes) })), ...pod.spec },
    };
    return { kind: 'Pod', name, manifest, pod, pods: name };
  });
}

import type { Dice, Features } from './swarm-dice.js';
import { type SwarmPod, swarmPod } from './swarm-pods.js';

export interface SwarmWorkload {
  readonly kind: string;
  readonly name: string;
  readonly manifest: object;
  readonly pod: SwarmPod;
}

/** A few controllers with pods of their own. */
export function swarmWorkloads(dice: Dice, has: Features): readonly SwarmWorkload[] {
  if (!has.controllers) return [];
  return dice.list(1, 2, (at) => {
    const kind = dice.pick(['Deployment', 'Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob']);
    const name = `${kind.toLowerCase()}-${at}`;
    const isJob = kind === 'Job' || kind === 'CronJob';
    const pod = swarmPod(dice, has, isJob ? ['OnFailure', 'Never'] : ['Always']);
    return { kind, name, manifest: { kind, metadata: { name }, ...bodyOf(dice, kind, name, pod) }, pod };
  });
}

function bodyOf(dice: Dice, kind: string, name: string, { spec }: SwarmPod): object {
  const labels = { app: name };
  // Controllers that keep pods for ever do not take pods that end.
  const { activeDeadlineSeconds: _, ...lasting } = spec;
  const job = {
    template: { spec },
    ...dice.maybe(50, () => ({ backoffLimit: dice.whole(0, 4) })),
    ...dice.maybe(30, () => ({ completions: dice.whole(1, 3), parallelism: dice.whole(1, 3) })),
    ...dice.maybe(20, () => ({ activeDeadlineSeconds: dice.whole(1, 2_000) })),
  };
  const template = { metadata: { labels }, spec: lasting };
  const selector = { matchLabels: labels };
  const ready = dice.maybe(20, () => ({ minReadySeconds: dice.whole(1, 60) }));
  switch (kind) {
    case 'Job':
      return { apiVersion: 'batch/v1', spec: job };
    case 'CronJob':
      return {
        apiVersion: 'batch/v1',
        spec: {
          schedule: dice.pick(['*/5 * * * *', '*/1 * * * *']),
          concurrencyPolicy: dice.pick(['Allow', 'Forbid', 'Replace']),
          jobTemplate: { spec: job },
        },
      };
    case 'DaemonSet':
      return { apiVersion: 'apps/v1', spec: { selector, template, ...ready } };
    case 'StatefulSet':
      return {
        apiVersion: 'apps/v1',
        spec: {
          serviceName: name,
          replicas: dice.whole(0, 3),
          podManagementPolicy: dice.pick(['OrderedReady', 'Parallel']),
          selector,
          template,
          ...ready,
        },
      };
    default:
      return { apiVersion: 'apps/v1', spec: { replicas: dice.whole(0, 4), selector, template, ...ready } };
  }
}

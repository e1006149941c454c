import { stringify } from 'yaml';
import { type ActedOn, swarmAction } from './swarm-actions.js';
import { Dice, type Features, features } from './swarm-dice.js';
import { swarmPod } from './swarm-pods.js';
import { swarmWorkloads } from './swarm-workloads.js';

function kubelet(dice: Dice, has: Features): object {
  const { version } = has;
  const minor = Number(version.slice(2));
  const reduced = has.kubeletSettings && dice.chance(50) && minor >= 33;
  return {
    version,
    fidelity: dice.pick(['exact', 'realistic', 'realistic', 'documented']),
    ...(reduced ? { featureGates: { ReduceDefaultCrashLoopBackOffDecay: true } } : {}),
    ...(has.kubeletSettings && minor >= 35
      ? { config: { crashLoopBackOff: { maxContainerRestartPeriod: `${dice.whole(1, 300)}s` } } }
      : {}),
    ...(has.ownPolicy
      ? {
          policy: {
            initial: `${dice.whole(1, 9)}s`,
            max: `${dice.whole(10, 90)}s`,
            factor: dice.pick([1, 1.5, 2, 3]),
            resetAfter: dice.pick(['1m', '10m']),
          },
        }
      : {}),
    ...dice.maybe(15, () => ({ housekeeping: false })),
    ...(has.latencies
      ? { latency: { start: { uniform: ['0s', '8s'] }, sandbox: '2s', relist: '300ms', sync: '50ms' } }
      : {}),
  };
}

function nodes(dice: Dice, has: Features): readonly { readonly name: string }[] {
  if (!has.nodes) return [{ name: 'node-1' }];
  return dice.list(1, 3, (at) => ({
    name: `node-${at + 1}`,
    ...dice.maybe(40, () => ({ capacity: { pods: dice.whole(1, 6), cpu: String(dice.whole(1, 4)) } })),
    ...dice.maybe(has.images ? 50 : 0, () => ({ images: ['image:1'] })),
  }));
}

function surroundings(dice: Dice, has: Features, seconds: number): object {
  const late = `${dice.whole(1, seconds)}s`;
  return {
    ...(has.images
      ? {
          images: [
            {
              match: 'image:2',
              pull: dice.pick(['0s', '3s', '40s']),
              error: 'NotFound',
              ...dice.maybe(50, () => ({ until: late })),
            },
            { match: 'image:*', pull: dice.pick(['0s', '2s', { uniform: ['1s', '20s'] }]) },
          ],
        }
      : {}),
    ...(has.missing
      ? {
          missing: [
            { object: 'ConfigMap/late', until: late },
            { object: 'ConfigMap/never' },
            { object: 'Secret/late', until: late },
          ],
        }
      : {}),
    ...(has.dependencies
      ? { dependencies: [{ name: 'db', down: [{ from: '60s', until: `${dice.whole(61, seconds)}s` }] }] }
      : {}),
  };
}

/** Needs everything that is missing, since what nobody needs is refused. */
const NEEDY = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'needy' },
  spec: {
    volumes: [{ name: 'v', secret: { secretName: 'late' } }],
    containers: [
      { name: 'late', image: 'image:1', envFrom: [{ configMapRef: { name: 'late' } }] },
      { name: 'never', image: 'image:1', envFrom: [{ configMapRef: { name: 'never' } }] },
    ],
  },
};

/** Has the image that the registry does not, for the same reason. */
const PULLS = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'pulls' },
  spec: { containers: [{ name: 'c', image: 'image:2' }] },
};

/** A random scenario. */
export function swarmScenario(seed: string): string {
  const dice = new Dice(seed);
  const has = features(dice);
  const seconds = dice.whole(600, 7_200);
  const commonMs = dice.whole(0, seconds * 1000);
  /** Actions meet at about the same time, or do not. */
  const instantMs = (untilMs: number): number =>
    Math.min(untilMs, has.oneInstant ? commonMs + dice.whole(0, 8) * 500 : dice.whole(0, untilMs));
  const pods = dice.list(1, 5, (at) => ({ name: `pod-${at}`, ...swarmPod(dice, has) }));
  const workloads = swarmWorkloads(dice, has);
  const hosts = nodes(dice, has);
  const acted: ActedOn = { pods, workloads, nodes: hosts.map(({ name }) => name) };
  // What is deleted is gone for all that comes later.
  const deletedMs = has.deletions ? instantMs(seconds * 1000 - 1) + 1 : seconds * 1000;
  const actions = has.actions
    ? dice.list(1, 5, () => ({ at: `${instantMs(deletedMs - 1)}ms`, ...swarmAction(dice, has, acted) }))
    : [];
  const deletions = has.deletions
    ? pods.filter(() => dice.chance(40)).map(({ name }) => ({ at: `${deletedMs}ms`, deletePod: name }))
    : [];
  const owners = [
    ...pods.map((pod) => ({ match: pod.name, pod })),
    ...workloads.map(({ name, pod }) => ({ match: `${name}-*`, pod })),
  ];
  const scenario = {
    apiVersion: 'crashloop.dev/v1alpha1',
    kind: 'Scenario',
    metadata: { name: `swarm-${seed}` },
    spec: {
      duration: `${seconds}s`,
      seed,
      kubelet: kubelet(dice, has),
      nodes: hosts,
      ...surroundings(dice, has, seconds),
      processes: owners.flatMap(({ match, pod }) =>
        pod.processes.map(({ container, attempts }) => ({ match: { pod: match, container }, attempts })),
      ),
      ...(actions.length + deletions.length > 0 ? { actions: [...actions, ...deletions] } : {}),
    },
  };
  const manifests = [
    ...pods.map(({ name, spec }) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec })),
    ...workloads.map(({ manifest }) => manifest),
    ...(has.missing ? [NEEDY] : []),
    ...(has.images ? [PULLS] : []),
  ];
  return [scenario, ...manifests].map((document) => stringify(document)).join('---\n');
}

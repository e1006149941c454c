import { VERSION_NAMES } from '../../../src/kubelet/versions.js';
import { drawActions } from './acts.js';
import { drawApplied } from './applied.js';
import { attempts, type Draw, initAttempts } from './attempts.js';
import { Dice } from './dice.js';
import { drawFeatures } from './features.js';
import { drawPods, drawWorkloads, type Made } from './workloads.js';

/** A value as JSON has it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** The documents of a file: the scenario, then its manifests. */
export type Documents = readonly Json[];

function kubelet({ dice, has, minor }: Draw): object {
  const reduced = has.kubeletSettings && minor >= 33 && dice.chance(50);
  const config = has.kubeletSettings && minor >= 35;
  const words = ['front-loaded', 'flat-on-success', 'first-waits', 'rapid+first-waits', 'steps=1s/1s/7s/2s'];
  const own = () => (dice.chance(50) ? dice.pick([...words, 'initial=2s,max=40s+on-success=3s']) : curve());
  const curve = () => ({
    initial: `${dice.whole(1, 9)}s`,
    max: `${dice.whole(10, 90)}s`,
    factor: dice.pick([1, 1.5, 2, 3]),
    resetAfter: dice.pick(['1m', '10m']),
  });
  return {
    version: `1.${minor}`,
    fidelity: dice.pick(['exact', 'exact', 'realistic', 'realistic', 'documented']),
    ...(reduced ? { featureGates: { ReduceDefaultCrashLoopBackOffDecay: true } } : {}),
    ...(config ? { config: { crashLoopBackOff: { maxContainerRestartPeriod: `${dice.whole(1, 300)}s` } } } : {}),
    ...(has.noBackoff ? { policy: 'none' } : has.ownPolicy ? { policy: own() } : {}),
    ...(has.kubeletSettings && dice.chance(30) ? { housekeeping: false } : {}),
    ...(has.latencies
      ? {
          latency: { start: { uniform: ['0s', '8s'] }, sandbox: '2s', relist: '300ms', sync: '50ms', imageCheck: '1s' },
        }
      : {}),
  };
}

function cluster({ dice, has, seconds }: Draw, nodes: readonly string[], made: readonly Made[]): object {
  const manifests = JSON.stringify(made.map(({ manifest }) => manifest));
  const isUsed = (name: string): boolean => manifests.includes(`ame":"${name}"`);
  const hasImage = (match: string): boolean => manifests.includes(`"image":"${match.replace('*', '')}`);
  const capacity = () => ({
    ...(has.requests
      ? { capacity: { cpu: `${dice.whole(5, 20) * 100}m`, memory: '1Gi', pods: `${dice.whole(1, 6)}` } }
      : {}),
  });
  const taints = () =>
    has.taints
      ? dice.maybe(50, () => ({
          taints: [{ key: dice.pick(['gpu', 'spot']), value: 'x', effect: dice.pick(['NoSchedule', 'NoExecute']) }],
        }))
      : {};
  const window = () => {
    const from = dice.whole(0, seconds - 1);
    return dice.pick([{ from: `${from}s` }, { from: `${from}s`, until: `${dice.whole(from + 1, seconds)}s` }]);
  };
  const until = () => ({ until: `${dice.whole(0, seconds)}s` });
  return {
    ...(nodes.length > 1 || has.requests || has.taints
      ? { nodes: nodes.map((name) => ({ name, ...taints(), ...capacity() })) }
      : {}),
    ...(has.images
      ? {
          images: [
            { match: 'slow:*', pull: dice.pick(['3s', '45s', { uniform: ['0s', '20s'] }]) },
            {
              match: 'gone:*',
              error: dice.pick(['NotFound', 'Unauthorized', 'Unreachable']),
              ...dice.maybe(60, until),
            },
            { match: 'latest', pull: '500ms' },
          ].filter(({ match }) => hasImage(match)),
        }
      : {}),
    ...(has.configs || has.volumes || has.claims
      ? {
          missing: [
            { object: 'ConfigMap/late', ...until() },
            { object: 'ConfigMap/never' },
            { object: 'PersistentVolumeClaim/unbound', unbound: true, ...dice.maybe(60, until) },
          ].filter(({ object }) => isUsed(object.replace(/.*\//, ''))),
        }
      : {}),
    ...(has.dependencies ? { dependencies: [{ name: 'db', down: [window()] }] } : {}),
  };
}

function processes(draw: Draw, { pod, pods }: Made): object[] {
  const { dice } = draw;
  return [
    ...pod.inits.map((container) => ({ match: { pod: pods, container }, attempts: initAttempts(draw) })),
    ...pod.others.flatMap((container) =>
      dice.chance(90) ? [{ match: { pod: pods, container }, attempts: attempts(draw) }] : [],
    ),
  ];
}

/** A random scenario, by its seed. */
export function swarmDocuments(seed: string): Documents {
  const dice = new Dice(seed);
  const has = drawFeatures(dice);
  const seconds = dice.pick([20, 60, 60, 120, 120, 300, 300, 700, 1500]);
  const minor = dice.chance(40) ? 36 : Number(dice.pick(VERSION_NAMES).slice(2));
  const draw: Draw = { dice, has, seconds, minor };
  const nodes = has.manyNodes ? ['node-1', 'node-2', 'node-3'].slice(0, dice.whole(2, 3)) : ['node-1'];
  const workloads = drawWorkloads(draw);
  const pods = drawPods(draw, nodes);
  const made = [
    ...(pods.length + workloads.length === 0 ? drawPods({ ...draw, has: { ...has, plainPods: true } }, nodes) : pods),
    ...workloads,
  ];
  const images = JSON.stringify(made);
  const applied = has.applies ? drawApplied(draw, made) : [];
  const actions = [...drawActions(draw, made, nodes), ...applied].filter(
    (action) => !('setImageError' in action) || images.includes('"image":"slow:'),
  );
  const scenario = {
    apiVersion: 'crashloop.dev/v1alpha1',
    kind: 'Scenario',
    metadata: { name: `swarm-${seed}` },
    spec: {
      duration: `${seconds}s`,
      seed,
      kubelet: kubelet(draw),
      ...cluster(draw, nodes, made),
      processes: made.flatMap((each) => processes(draw, each)),
      ...(actions.length > 0 ? { actions } : {}),
    },
  };
  const services = has.services
    ? ['web', 'store', 'pod'].map((app) => ({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: app },
        spec: { selector: { app }, ports: [{ port: 80 }] },
      }))
    : [];
  const documents = [scenario, ...made.map(({ manifest }) => manifest), ...services];
  // A plain value, without what is shared or undefined.
  return JSON.parse(JSON.stringify(documents)) as Json[];
}

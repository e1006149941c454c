import type { Dice, Features } from './swarm-dice.js';
import type { SwarmWorkload } from './swarm-workloads.js';

export interface ActedOn {
  readonly pods: readonly { readonly name: string; readonly containers: readonly string[] }[];
  readonly workloads: readonly SwarmWorkload[];
  readonly nodes: readonly string[];
}

/** Something that is done to the cluster. */
export function swarmAction(dice: Dice, has: Features, { pods, workloads, nodes }: ActedOn): object {
  const node = dice.pick(nodes);
  const pod = dice.pick(pods);
  const image = `image:${dice.whole(1, 4)}`;
  const ofPods = [
    { restartKubelet: node },
    { setImage: { pod: pod.name, container: dice.pick(pod.containers), image } },
    ...(has.dependencies ? [{ setDependency: { name: 'db', up: dice.chance(50) } }] : []),
    ...(has.deletions ? [{ evictPod: pod.name }] : []),
    ...(has.images ? [{ setImageError: { match: 'image:*', error: dice.pick([null, 'NotFound']) } }] : []),
  ];
  const ofNodes = has.nodeActions
    ? [{ drain: node }, { cordon: node }, { uncordon: node }, { loseNode: node }, { recoverNode: node }]
    : [];
  const ofWorkloads = workloads.flatMap((workload) => workloadActions(dice, workload, image));
  return dice.pick([...ofPods, ...ofNodes, ...ofWorkloads]);
}

function workloadActions(dice: Dice, { kind, name, pod }: SwarmWorkload, image: string): readonly object[] {
  const key = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
  const common = [{ delete: `${kind.toLowerCase()}/${name}` }, { deletePod: `${name}-*` }];
  if (kind === 'Job' || kind === 'CronJob') return common;
  const setImage = { setImage: { [key]: name, container: dice.pick(pod.containers), image } };
  if (kind === 'DaemonSet') return [...common, setImage];
  const scale = { scale: { [key]: name, replicas: dice.whole(0, 5) } };
  return kind === 'Deployment'
    ? [...common, setImage, setImage, scale, { rollback: name }]
    : [...common, setImage, scale];
}

import type { Draw } from './attempts.js';
import type { Made } from './workloads.js';

const KEY: Readonly<Record<string, string>> = {
  Pod: 'pod',
  Deployment: 'deployment',
  ReplicaSet: 'replicaSet',
  StatefulSet: 'statefulSet',
  DaemonSet: 'daemonSet',
};

/** What people do to the objects of a scenario, each with its instant. */
export function drawActions(draw: Draw, made: readonly Made[], nodes: readonly string[]): object[] {
  const { dice, has, seconds } = draw;
  const commonMs = dice.whole(0, seconds * 1000);
  /** Actions meet at about the same time, or do not. */
  const at = (): string =>
    `${Math.min(seconds * 1000, has.oneInstant ? commonMs + dice.whole(0, 8) * 500 : dice.whole(0, seconds * 1000))}ms`;
  const ends = new Set<string>();
  const actions: object[] = [];
  const add = (chance: number, make: () => object | undefined): void => {
    const act = dice.chance(chance) ? make() : undefined;
    if (act !== undefined) actions.push({ at: at(), ...act });
  };
  if (has.deletions) {
    for (const { kind, name, pods } of made) {
      if (kind === 'Pod') {
        add(40, () => {
          ends.add(name);
          return dice.chance(60) ? { deletePod: pods } : { evictPod: pods };
        });
      } else if (dice.chance(25)) {
        ends.add(name);
        actions.push({ at: at(), delete: `${kind.toLowerCase()}/${name}` });
      }
    }
  }
  const stays = made.filter(({ name }) => !ends.has(name));
  const some = (kinds: readonly string[]): Made | undefined => {
    const of = stays.filter(({ kind }) => kinds.includes(kind));
    return of.length === 0 ? undefined : dice.pick(of);
  };
  if (has.actions) {
    for (let left = dice.whole(1, 4); left > 0; left -= 1) {
      add(40, () => ({ restartKubelet: dice.pick(nodes) }));
      add(25, () => ({ reboot: dice.pick(nodes) }));
      add(40, () => {
        const target = some(Object.keys(KEY));
        if (target === undefined) return undefined;
        const container = dice.pick([...target.pod.others, ...target.pod.inits]);
        return {
          setImage: {
            [KEY[target.kind] ?? '']: target.name,
            container,
            image: dice.pick(['image:1', 'image:3', 'slow:2']),
          },
        };
      });
      add(30, () => {
        const target = some(['Deployment', 'ReplicaSet', 'StatefulSet']);
        return target && { scale: { [KEY[target.kind] ?? '']: target.name, replicas: dice.whole(0, 4) } };
      });
      add(30, () => {
        const target = some(['Deployment']);
        return target && { rollback: target.name };
      });
      if (has.dependencies) add(40, () => ({ setDependency: { name: 'db', up: dice.chance(50) } }));
      if (has.images) {
        add(30, () => ({ setImageError: { match: 'slow:*', error: dice.pick([null, 'NotFound', 'Unreachable']) } }));
      }
    }
  }
  if (has.nodeActions) {
    const node = dice.pick(nodes);
    const verbs = dice.pick([
      ['drain'],
      ['drain', 'uncordon'],
      ['cordon', 'uncordon'],
      ['loseNode'],
      ['loseNode', 'recoverNode'],
      ['loseNode', 'reboot'],
    ]);
    const times = verbs.map(() => dice.whole(0, seconds * 1000)).toSorted((a, b) => a - b);
    verbs.forEach((verb, place) => {
      actions.push({ at: `${times[place] ?? 0}ms`, [verb]: node });
    });
  }
  return actions;
}

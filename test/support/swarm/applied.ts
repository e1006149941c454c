import type { Draw } from './attempts.js';
import { drawPods, drawWorkloads, type Made } from './workloads.js';

/** Kinds of which everything may be changed that is drawn anew. */
const CHANGEABLE = ['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'];

/** Manifests applied on the way: controllers that say something else now, and a pod that was not there before. */
export function drawApplied(draw: Draw, made: readonly Made[]): object[] {
  const { dice, seconds } = draw;
  const at = (): string => `${dice.whole(0, seconds * 1000)}ms`;
  const known = new Set(made.map(({ name }) => name));
  const changed = drawWorkloads(draw).filter(({ kind, name }) => CHANGEABLE.includes(kind) && known.has(name));
  const jobs = made.filter(({ kind }) => kind === 'Job').flatMap(({ manifest }) => switched(draw, manifest));
  const [pod] = drawPods({ ...draw, has: { ...draw.has, plainPods: true } }, ['node-1']);
  const late = pod === undefined ? [] : [{ ...pod.manifest, metadata: { name: 'late', labels: { app: 'pod' } } }];
  return [...changed.map(({ manifest }) => manifest), ...late, ...jobs]
    .filter(() => dice.chance(70))
    .map((manifest) => ({ at: at(), apply: manifest }));
}

/** A Job as it is, but for whether it is suspended: nothing else of it may change. */
function switched({ dice }: Draw, manifest: object): object[] {
  const { spec } = manifest as { readonly spec: object };
  return dice.list(1, 3, () => ({ ...manifest, spec: { ...spec, suspend: dice.chance(50) } }));
}

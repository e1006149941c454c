import type { Taint, Toleration } from 'kubernetes-types/core/v1.js';
import { SECOND_MS } from '../time/units.js';

const TOLERATED_S = 300;

/** @source plugin/pkg/admission/defaulttolerationseconds */
const SHORTLY: readonly Toleration[] = ['not-ready', 'unreachable'].map((taint) => ({
  key: `node.kubernetes.io/${taint}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: TOLERATED_S,
}));

/** Pods of a DaemonSet stay whatever happens to their node. @source pkg/controller/daemon/util AddOrUpdateDaemonPodTolerations */
const ALWAYS: readonly Toleration[] = [
  ...['not-ready', 'unreachable'].map((taint) => ofNode(taint, 'NoExecute')),
  ...['disk-pressure', 'memory-pressure', 'pid-pressure', 'unschedulable'].map((taint) => ofNode(taint, 'NoSchedule')),
];

/** The taint of a node that is cordoned. */
export const UNSCHEDULABLE: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

/** The taints of a node that has fallen silent. @source pkg/controller/nodelifecycle */
export const UNREACHABLE: readonly Taint[] = ['NoSchedule', 'NoExecute'].map((effect) => ({
  key: 'node.kubernetes.io/unreachable',
  effect,
}));

function ofNode(taint: string, effect: string): Toleration {
  return { key: `node.kubernetes.io/${taint}`, operator: 'Exists', effect };
}

/** What a pod tolerates: what its manifest says, and what is added to it when it is made. */
export function admittedTolerations(written: readonly Toleration[], isDaemon: boolean): readonly Toleration[] {
  const made = isDaemon ? ALWAYS.reduce(withToleration, written) : written;
  const isSaid = ({ key: wanted }: Toleration): boolean =>
    made.some(({ key, effect }) => (!key || key === wanted) && (!effect || effect === 'NoExecute'));
  return [...made, ...SHORTLY.filter((each) => !isSaid(each))];
}

/** One that says the same takes the place of another, for however long that was. @source pkg/apis/core/v1/helper AddOrUpdateTolerationInPodSpec */
function withToleration(tolerations: readonly Toleration[], added: Toleration): readonly Toleration[] {
  const isSame = ({ key, operator, value, effect }: Toleration): boolean =>
    key === added.key &&
    operator === added.operator &&
    (value ?? '') === (added.value ?? '') &&
    effect === added.effect;
  if (!tolerations.some(isSame)) return [...tolerations, added];
  return tolerations.map((each) => (isSame(each) ? added : each));
}

/** @source k8s.io/api/core/v1/toleration.go ToleratesTaint: what is left out matches everything */
function tolerates({ key, operator, value, effect }: Toleration, taint: Taint): boolean {
  if (effect && effect !== taint.effect) return false;
  if (key && key !== taint.key) return false;
  return operator === 'Exists' || (value ?? '') === (taint.value ?? '');
}

/** Whether some taint of a node throws out pods that are there, now or when they have tolerated it for long enough. */
export function throwsOut(taints: readonly Taint[]): boolean {
  return taints.some(({ effect }) => effect === 'NoExecute');
}

/** The first taint that keeps a pod off a node. */
export function untolerated(taints: readonly Taint[], tolerations: readonly Toleration[]): Taint | undefined {
  return taints.find((taint) => !tolerations.some((toleration) => tolerates(toleration, taint)));
}

/** Whether a pod must not even begin on a node with such taints, or go on there. */
export function isExpelled(taints: readonly Taint[], tolerations: readonly Toleration[]): boolean {
  const throwing = taints.filter(({ effect }) => effect === 'NoExecute');
  return untolerated(throwing, tolerations) !== undefined;
}

/**
 * How long a pod stays on a node with such taints: 0 where it tolerates one of them not at all, Infinity where it
 * tolerates them for good. Only taints that throw pods out count.
 *
 * @source pkg/controller/tainteviction getMinTolerationTime
 */
export function toleratedForMs(taints: readonly Taint[], tolerations: readonly Toleration[]): number {
  let leastMs = Number.POSITIVE_INFINITY;
  for (const taint of taints) {
    if (taint.effect !== 'NoExecute') continue;
    const used = tolerations.find((toleration) => tolerates(toleration, taint));
    if (used === undefined) return 0;
    const { tolerationSeconds } = used;
    if (tolerationSeconds !== undefined) leastMs = Math.min(leastMs, Math.max(0, tolerationSeconds) * SECOND_MS);
  }
  return leastMs;
}

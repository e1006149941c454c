import type { ContainerStatus, PodCondition } from '../trace/sink.js';
import { CONDITIONS, type ConditionType, type Phase } from '../trace/vocabulary.js';
import type { KubeletContext } from './context.js';
import { isTerminal } from './phase.js';
import type { Pod } from './pod.js';

/** Conditions that hold need no words; one object serves every pod. */
const HOLDS = Object.fromEntries(
  CONDITIONS.map((type) => [type, { type, status: true, reason: null, message: null }]),
) as Readonly<Record<ConditionType, PodCondition>>;

/**
 * Tells the conditions a kubelet is responsible for, from the containers' statuses as published.
 *
 * @param tell given the same object again for a condition that has not changed, wherever that is easy
 * @source kubelet-semantics P21 to P23, A24
 */
export function tellConditions(
  pod: Pod,
  phase: Phase,
  { version }: KubeletContext,
  tell: (condition: PodCondition) => void,
): void {
  if (hasRestartAllRule(pod)) {
    const started = { reason: 'RestartAllContainersStarted', message: 'container exited with restart policy rule' };
    const told = pod.restartingAll ? { status: true, ...started } : { status: false, reason: null, message: null };
    tell({ type: 'AllContainersRestarting', ...told });
  }
  if (version.readyToStart !== 'untold') tell(readyToStart(pod.hasSandbox && !isTerminal(phase)));
  tell(initialized(pod, phase));
  const ready = readiness(pod, phase);
  for (const type of ['Ready', 'ContainersReady'] as const) {
    tell(ready === undefined ? HOLDS[type] : unready(pod, type, ready));
  }
}

function hasRestartAllRule({ spec }: Pod): boolean {
  return spec.containers.some(({ restartRules }) => {
    return restartRules.length > 0 && restartRules.some(({ action }) => action === 'RestartAllContainers');
  });
}

/** @source kubelet-semantics P23 */
export function readyToStart(status: boolean): PodCondition {
  const type = 'PodReadyToStartContainers';
  return status ? HOLDS[type] : { type, status, reason: null, message: null };
}

type Told = Omit<PodCondition, 'type'>;

/** A pod is unready for the same reason over and over. */
function unready(pod: Pod, type: 'Ready' | 'ContainersReady', told: Told): PodCondition {
  const last = pod.unready[type];
  if (last?.reason === told.reason && last.message === told.message) return last;
  const condition = { type, ...told };
  pod.unready[type] = condition;
  return condition;
}

/** @returns undefined when it is ready @source kubelet-semantics P21 */
function readiness(pod: Pod, phase: Phase): Told | undefined {
  if (phase === 'Succeeded') return { status: false, reason: 'PodCompleted', message: null };
  if (phase === 'Failed') return { status: false, reason: 'PodFailed', message: null };
  const { containers } = pod;
  if (containers.every(({ published, spec }) => spec.type === 'init' || published?.ready === true)) return undefined;
  const unready = namesOf(pod, (status, type) => type !== 'init' && !status.ready);
  return { status: false, reason: 'ContainersNotReady', message: `containers with unready status: [${unready}]` };
}

/** @source kubelet-semantics P22 */
function initialized(pod: Pod, phase: Phase): PodCondition {
  const type = 'Initialized';
  if (phase === 'Succeeded') return { type, status: true, reason: 'PodCompleted', message: null };
  if (!pod.wasInitialized) {
    const isUndone = (status: ContainerStatus, of: string): boolean =>
      of !== 'container' && !(of === 'sidecar' ? status.started : status.ready);
    const incomplete = namesOf(pod, isUndone);
    const anyRan = pod.containers.some(({ spec, published }) => {
      return spec.type === 'container' && (published?.state ?? 'waiting') !== 'waiting';
    });
    if (incomplete !== '' && !anyRan) {
      const message = `containers with incomplete status: [${incomplete}]`;
      return { type, status: false, reason: 'ContainersNotInitialized', message };
    }
    pod.wasInitialized = true;
  }
  return HOLDS[type];
}

function namesOf({ containers }: Pod, matches: (status: ContainerStatus, type: string) => boolean): string {
  const [only] = containers;
  if (containers.length === 1 && only?.published !== undefined)
    return matches(only.published, only.spec.type) ? only.spec.name : '';
  return containers
    .filter(({ published, spec }) => published !== undefined && matches(published, spec.type))
    .map(({ spec }) => spec.name)
    .join(' ');
}

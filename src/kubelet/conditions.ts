import type { ContainerStatus, PodCondition } from '../trace/sink.js';
import type { Phase } from '../trace/vocabulary.js';
import type { KubeletContext } from './context.js';
import { isTerminal } from './phase.js';
import type { Pod } from './pod.js';

const TRUE = { status: true, reason: null, message: null } as const;

/**
 * The conditions a kubelet tells the API, from the containers' statuses as published.
 *
 * @source kubelet-semantics P21 to P23, A24
 */
export function conditionsOf(pod: Pod, phase: Phase, { version }: KubeletContext): readonly PodCondition[] {
  const conditions: PodCondition[] = [];
  const hasRule = pod.containers.some(({ spec }) => {
    return spec.restartRules.some(({ action }) => action === 'RestartAllContainers');
  });
  if (hasRule) {
    const started = { reason: 'RestartAllContainersStarted', message: 'container exited with restart policy rule' };
    const told = pod.restartingAll ? { status: true, ...started } : { status: false, reason: null, message: null };
    conditions.push({ type: 'AllContainersRestarting', ...told });
  }
  if (version.readyToStart !== 'untold') conditions.push(readyToStart(pod.hasSandbox && !isTerminal(phase)));
  const ready = readiness(pod, phase);
  conditions.push({ type: 'Initialized', ...initialized(pod, phase) });
  conditions.push({ type: 'Ready', ...ready }, { type: 'ContainersReady', ...ready });
  return conditions;
}

/** @source kubelet-semantics P23 */
export function readyToStart(status: boolean): PodCondition {
  return { type: 'PodReadyToStartContainers', status, reason: null, message: null };
}

type Told = Omit<PodCondition, 'type'>;

/** @source kubelet-semantics P21 */
function readiness(pod: Pod, phase: Phase): Told {
  if (phase === 'Succeeded') return { status: false, reason: 'PodCompleted', message: null };
  if (phase === 'Failed') return { status: false, reason: 'PodFailed', message: null };
  const unready = namesOf(pod, (status, type) => type !== 'init' && !status.ready);
  if (unready === '') return TRUE;
  return { status: false, reason: 'ContainersNotReady', message: `containers with unready status: [${unready}]` };
}

/** @source kubelet-semantics P22 */
function initialized(pod: Pod, phase: Phase): Told {
  const isDone = (status: ContainerStatus, type: string): boolean =>
    type === 'sidecar' ? status.started : status.ready;
  if (phase === 'Succeeded') return { status: true, reason: 'PodCompleted', message: null };
  const incomplete = namesOf(pod, (status, type) => type !== 'container' && !isDone(status, type));
  const anyRan = pod.containers.some(({ spec, published }) => {
    return spec.type === 'container' && (published?.state ?? 'waiting') !== 'waiting';
  });
  if (incomplete === '' || anyRan) pod.wasInitialized = true;
  if (pod.wasInitialized) return TRUE;
  return {
    status: false,
    reason: 'ContainersNotInitialized',
    message: `containers with incomplete status: [${incomplete}]`,
  };
}

function namesOf({ containers }: Pod, matches: (status: ContainerStatus, type: string) => boolean): string {
  return containers
    .filter(({ published, spec }) => published !== undefined && matches(published, spec.type))
    .map(({ spec }) => spec.name)
    .join(' ');
}

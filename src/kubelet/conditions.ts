import type { ContainerStatus, PodCondition } from '../trace/sink.js';
import { CONDITIONS, type ConditionType, type Phase } from '../trace/vocabulary.js';
import type { Container } from './container.js';
import type { Pod, Readiness } from './pod.js';
import type { ContainerSpec } from './pod-spec.js';

/** Conditions that hold need no words; one object serves every pod. */
const HOLDS = Object.fromEntries(
  CONDITIONS.map((type) => [type, { type, status: true, reason: null, message: null }]),
) as Readonly<Record<ConditionType, PodCondition>>;

/**
 * Whether its containers are being restarted all together; undefined for a pod without a rule that says so.
 *
 * @source kubelet-semantics A24
 */
export function restartingAll({ spec, restartingAll: status }: Pod): PodCondition | undefined {
  if (!spec.containers.some(hasRestartAllRule)) return undefined;
  const type = 'AllContainersRestarting';
  if (!status) return { type, status, reason: null, message: null };
  const told = { reason: 'RestartAllContainersStarted', message: 'container exited with restart policy rule' };
  return { type, status, ...told };
}

function hasRestartAllRule({ restartRules }: ContainerSpec): boolean {
  return restartRules.length > 0 && restartRules.some(({ action }) => action === 'RestartAllContainers');
}

/** @source kubelet-semantics P23 */
export function readyToStart(status: boolean): PodCondition {
  const type = 'PodReadyToStartContainers';
  return status ? HOLDS[type] : { type, status, reason: null, message: null };
}

/** A pod becomes unready for the same reason over and over, so its last words about that are kept. @source kubelet-semantics P21 */
export function readiness(pod: Pod, phase: Phase): Readiness {
  if (phase === 'Succeeded') return unready(pod, 'PodCompleted', null);
  if (phase === 'Failed') return unready(pod, 'PodFailed', null);
  if (pod.containers.every(isReady)) return HOLDS;
  const names = namesOf(pod, (status, type) => type !== 'init' && !status.ready);
  return unready(pod, 'ContainersNotReady', `containers with unready status: [${names}]`);
}

function isReady({ published, spec }: Container): boolean {
  return spec.type === 'init' || published?.ready === true;
}

function unready(pod: Pod, reason: string, message: string | null): Readiness {
  const last = pod.unready;
  if (last !== undefined && last.Ready.reason === reason && last.Ready.message === message) return last;
  const told = { status: false, reason, message };
  pod.unready = { Ready: { type: 'Ready', ...told }, ContainersReady: { type: 'ContainersReady', ...told } };
  return pod.unready;
}

/** @source kubelet-semantics P22 */
export function initialized(pod: Pod, phase: Phase): PodCondition {
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

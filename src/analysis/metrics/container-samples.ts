import type { ContainerAt } from '../container-at.js';
import { asNumber, type Family, gauge, type Labels, type Sample } from './family.js';

interface ContainerFamilies {
  readonly waiting: Family;
  readonly waitingReason: Family;
  readonly running: Family;
  readonly terminated: Family;
  readonly terminatedReason: Family;
  readonly lastTerminatedReason: Family;
  readonly lastTerminatedExitCode: Family | undefined;
  readonly ready: Family;
  readonly restarts: Family;
}

const REGULAR: ContainerFamilies = {
  ...common('kube_pod_container_status', 'container'),
  lastTerminatedExitCode: gauge(
    'kube_pod_container_status_last_terminated_exitcode',
    'Describes the exit code for the last container in terminated state.',
  ),
  restarts: {
    name: 'kube_pod_container_status_restarts_total',
    type: 'counter',
    help: 'The number of container restarts per container.',
  },
};

/** Sidecars are among the init containers. */
const INIT: ContainerFamilies = {
  ...common('kube_pod_init_container_status', 'init container'),
  lastTerminatedExitCode: undefined,
  restarts: {
    name: 'kube_pod_init_container_status_restarts_total',
    type: 'counter',
    help: 'The number of restarts for the init container.',
  },
};

function common(prefix: string, noun: string): Omit<ContainerFamilies, 'restarts' | 'lastTerminatedExitCode'> {
  const stateIs = (state: string): string => `Describes whether the ${noun} is currently in ${state} state.`;
  return {
    waiting: gauge(`${prefix}_waiting`, stateIs('waiting')),
    waitingReason: gauge(`${prefix}_waiting_reason`, `Describes the reason the ${noun} is currently in waiting state.`),
    running: gauge(`${prefix}_running`, stateIs('running')),
    terminated: gauge(`${prefix}_terminated`, stateIs('terminated')),
    terminatedReason: gauge(
      `${prefix}_terminated_reason`,
      `Describes the reason the ${noun} is currently in terminated state.`,
    ),
    lastTerminatedReason: gauge(
      `${prefix}_last_terminated_reason`,
      `Describes the last reason the ${noun} was in terminated state.`,
    ),
    ready: gauge(`${prefix}_ready`, `Describes whether the ${noun}s readiness check succeeded.`),
  };
}

export const CONTAINER_FAMILIES: readonly Family[] = [REGULAR, INIT].flatMap((families) =>
  Object.values(families).filter((family) => family !== undefined),
);

const because = (reason: string | null): Labels => (reason === null ? {} : { reason });

/**
 * What kube-state-metrics exposes of a container. Reasons have a series only while they hold; a container its kubelet has
 * not reported yet has none at all.
 *
 * @source kube-state-metrics v2, internal/store/pod.go
 */
export function containerSamples(container: ContainerAt): readonly Sample[] {
  if (!container.reported) return [];
  const families = container.type === 'container' ? REGULAR : INIT;
  const { state, reason, ready, restartCount, last } = container;
  const samples: Sample[] = [
    { family: families.restarts, value: restartCount },
    { family: families.waiting, value: asNumber(state === 'waiting') },
    { family: families.running, value: asNumber(state === 'running') },
    { family: families.terminated, value: asNumber(state === 'terminated') },
    { family: families.ready, value: asNumber(ready) },
  ];
  if (state === 'waiting') samples.push({ family: families.waitingReason, labels: because(reason), value: 1 });
  if (state === 'terminated') samples.push({ family: families.terminatedReason, labels: because(reason), value: 1 });
  if (last === null) return samples;
  samples.push({ family: families.lastTerminatedReason, labels: because(last.reason), value: 1 });
  if (families.lastTerminatedExitCode !== undefined && last.exitCode !== null) {
    samples.push({ family: families.lastTerminatedExitCode, value: last.exitCode });
  }
  return samples;
}

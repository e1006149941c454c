import { globMatches } from '../cluster/glob.js';
import type { AtCheck, PodExpectation, RestartCheck } from '../scenario/expectation.js';
import type { PodIdentity } from '../trace/identity.js';
import type { AttemptFacts } from './attempts.js';
import { type CheckResult, checked, conditionFor, type Observed } from './check.js';
import type { PodAt } from './cluster-state.js';
import type { ContainerAt } from './container-at.js';

/** One check of a pod expectation on every pod, or container, it is about. */
export function checkPodsAt(
  { podPattern, containerPattern }: PodExpectation,
  pods: readonly (PodAt | undefined)[],
  { field, expected }: AtCheck,
): readonly CheckResult[] {
  const matching = pods.filter((pod): pod is PodAt => {
    return pod !== undefined && pod.deletedAtMs === undefined && globMatches(podPattern, pod.name);
  });
  if (field === 'count') return [checked(podPattern, field, expected, matching.length)];
  return matching.flatMap((pod) => {
    if (expected.kind === 'condition')
      return checked(pod.name, field, expected, conditionFor(expected, pod.conditions));
    if (field === 'status') return checked(pod.name, field, expected, pod.row.status);
    if (field === 'phase') return checked(pod.name, field, expected, pod.phase);
    if (containerPattern === undefined) {
      if (field === 'reason' && pod.reason !== null) return checked(pod.name, field, expected, pod.reason);
      if (field === 'ready') return checked(pod.name, field, expected, pod.ready);
      // The sum, as kubectl's RESTARTS.
      if (field === 'restarts') return checked(pod.name, field, expected, pod.row.restarts);
    }
    return pod.containers
      .filter(({ name }) => containerPattern === undefined || globMatches(containerPattern, name))
      .map((container) => checked(whoIs(pod.identity, container.name), field, expected, atField(container, field)));
  });
}

function atField(container: ContainerAt, field: AtCheck['field']): Observed {
  switch (field) {
    case 'restarts':
      return container.restartCount;
    case 'ready':
      return container.ready;
    case 'reason':
      return container.reason ?? undefined;
    default:
      return undefined;
  }
}

/** One check of a pod expectation on the wait before a restart of every container it is about. */
export function checkRestarts(
  { podPattern, containerPattern }: PodExpectation,
  pods: readonly PodIdentity[],
  attempts: readonly (readonly AttemptFacts[])[],
  restart: number,
  { field, expected }: RestartCheck,
): readonly CheckResult[] {
  return pods
    .filter(({ name }) => globMatches(podPattern, name))
    .flatMap((pod) =>
      pod.containers
        .filter(({ name }) => containerPattern === undefined || globMatches(containerPattern, name))
        .map(({ index, name }) => {
          const before = attempts[index]?.[restart - 1];
          return checked(whoIs(pod, name), field, expected, waitField(before, field));
        }),
    );
}

function waitField(before: AttemptFacts | undefined, field: RestartCheck['field']): Observed {
  switch (field) {
    case 'backoff':
      return before?.stepMs;
    case 'delay':
      return before?.delayMs;
    case 'why':
      return before?.why;
  }
}

function whoIs({ name, containers }: PodIdentity, container: string): string {
  return containers.length === 1 ? name : `${name}/${container}`;
}

import type { Pod } from 'kubernetes-types/core/v1.js';

const ANNOTATION = 'kubectl.kubernetes.io/default-container';

/** Which container is meant when none is named, and what kubectl says of its choice. */
export interface DefaultContainer {
  readonly name: string;
  /** Undefined: nothing, since there was no choice or the pod says it. */
  readonly notice: string | undefined;
}

/** @source kubectl pkg/cmd/util/podcmd FindOrDefaultContainerByName */
export function defaultContainer(pod: Pod): DefaultContainer {
  const { containers = [], initContainers = [], ephemeralContainers = [] } = pod.spec ?? {};
  const named = pod.metadata?.annotations?.[ANNOTATION];
  const all = containerNames(pod);
  if (named !== undefined && all.includes(named)) return { name: named, notice: undefined };
  const name = containers[0]?.name ?? '';
  const lost = named === undefined ? '' : `Default container name "${named}" not found in pod ${pod.metadata?.name}\n`;
  const listed = [
    ...containers.map((each) => each.name),
    ...ephemeralContainers.map((each) => `${each.name} (ephem)`),
    ...initContainers.map((each) => `${each.name} (init)`),
  ];
  const choice = listed.length > 1 ? `Defaulted container "${name}" out of: ${listed.join(', ')}\n` : '';
  return { name, notice: lost + choice === '' ? undefined : lost + choice };
}

/** All containers of a pod, those that run first first. */
export function containerNames({ spec }: Pod): readonly string[] {
  const { containers = [], initContainers = [], ephemeralContainers = [] } = spec ?? {};
  return [...initContainers, ...containers, ...ephemeralContainers].map(({ name }) => name);
}

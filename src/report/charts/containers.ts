import type { Run, RunContainer, RunPod } from '../../analysis/run.js';

/** A container of a run with the name a chart gives it. */
export interface NamedContainer {
  readonly name: string;
  readonly pod: RunPod;
  readonly container: RunContainer;
}

/** A pod's name stands for its only container; others are told as `pod/container`. */
export function containerName(pod: string, container: string, containers: number): string {
  return containers === 1 ? pod : `${pod}/${container}`;
}

/** Every container of a run, in order. */
export function containersOf({ pods }: Run): readonly NamedContainer[] {
  return pods.flatMap((pod) =>
    pod.containers.map((container) => ({
      name: containerName(pod.name, container.name, pod.containers.length),
      pod,
      container,
    })),
  );
}

/** Things of one name standing for all that are alike: `web-1 and 2 like it`. */
export function alikeName(name: string, count: number): string {
  return count === 1 ? name : `${name} and ${count - 1} like it`;
}

/** Puts together what is alike; the first of each stands for all. */
export function alike<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): readonly { readonly item: Item; readonly count: number }[] {
  const groups = new Map<string, { item: Item; count: number }>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { item, count: 1 });
    else group.count += 1;
  }
  return [...groups.values()];
}

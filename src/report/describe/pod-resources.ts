import type { Container, Pod } from 'kubernetes-types/core/v1.js';
import type { NewerPodSpec } from './newer-fields.js';
import { larger, type Quantity, quantityOf, sum, ZERO } from './quantity.js';

/** Amounts by the name of the resource. */
export type PodAmounts = ReadonlyMap<string, Quantity>;

/**
 * What a pod asks for: what its containers and sidecars ask for together, or more, where an init container asks for more
 * while it runs beside the sidecars before it.
 *
 * @source k8s.io/component-helpers/resource PodRequests
 */
export function podRequests(pod: Pod): PodAmounts {
  const amounts = podAmounts(pod, ({ resources }) => resources?.requests);
  add(amounts, pod.spec?.overhead);
  return amounts;
}

/** What a pod may take at most, counted as its requests are. @source k8s.io/component-helpers/resource PodLimits */
export function podLimits(pod: Pod): PodAmounts {
  const amounts = podAmounts(pod, ({ resources }) => resources?.limits);
  const overhead = Object.entries(pod.spec?.overhead ?? {});
  add(amounts, Object.fromEntries(overhead.filter(([name]) => amounts.has(name))));
  return amounts;
}

type List = Readonly<Record<string, string>> | undefined;

/** A pod may ask for itself as well, in place of its containers. */
type Asking = Pick<Container, 'resources'>;

function podAmounts({ spec }: Pod, listOf: (asking: Asking) => List): Map<string, Quantity> {
  const all = new Map<string, Quantity>();
  for (const container of spec?.containers ?? []) add(all, listOf(container));
  const sidecars = new Map<string, Quantity>();
  const starting = new Map<string, Quantity>();
  for (const container of spec?.initContainers ?? []) {
    const isSidecar = container.restartPolicy === 'Always';
    if (isSidecar) add(all, listOf(container));
    const now = new Map(sidecars);
    add(now, listOf(container));
    if (isSidecar) add(sidecars, listOf(container));
    for (const [name, amount] of now) starting.set(name, larger(starting.get(name) ?? ZERO, amount));
  }
  for (const [name, amount] of starting) all.set(name, larger(all.get(name) ?? ZERO, amount));
  const own: NewerPodSpec = spec ?? { containers: [] };
  for (const [name, text] of Object.entries(listOf(own) ?? {})) all.set(name, quantityOf(text));
  return all;
}

function add(amounts: Map<string, Quantity>, list: List): void {
  for (const [name, text] of Object.entries(list ?? {})) {
    amounts.set(name, sum(amounts.get(name) ?? ZERO, quantityOf(text)));
  }
}

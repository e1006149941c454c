import type { Pod } from 'kubernetes-types/core/v1.js';
import type { LabelSelector, ObjectMeta } from 'kubernetes-types/meta/v1.js';
import { selects } from './selects.js';

/** An object that stands for its pods: a controller, or a Service. */
export interface PodOwner {
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
}

const KINDS_WITH_SELECTORS = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'Service'];

/**
 * The pods an object stands for, the one kubectl takes first: one that runs and is ready, then what restarts most. What
 * stands for no pods is refused, in kubectl's words.
 *
 * @source kubectl pkg/polymorphichelpers SelectorsForObject, pkg/util/podutils ByLogging
 */
export function podsOfOwner(owner: PodOwner, pods: readonly Pod[]): readonly Pod[] | { readonly refusal: string } {
  const { kind = '', metadata } = owner;
  const refused = (why: string) => ({ refusal: `cannot get the logs from *v1.${kind}: ${why}` });
  if (!KINDS_WITH_SELECTORS.includes(kind)) return refused(`selector for *v1.${kind} not implemented`);
  const selector = selectorOf(owner);
  if (selector === undefined) {
    return refused(`invalid service '${metadata?.name}': Service is defined without a selector`);
  }
  return pods
    .filter((pod) => pod.metadata?.namespace === metadata?.namespace && selects(selector, pod.metadata?.labels ?? {}))
    .sort(byLogging);
}

/** A Service has bare labels in place of a selector, and maybe none. */
function selectorOf(owner: PodOwner): LabelSelector | undefined {
  const { selector } = (owner as { readonly spec?: { readonly selector?: object } }).spec ?? {};
  if (owner.kind !== 'Service') return selector ?? {};
  const labels = selector as Readonly<Record<string, string>> | undefined;
  return labels === undefined || Object.keys(labels).length === 0 ? undefined : { matchLabels: labels };
}

const PHASES: Readonly<Record<string, number>> = { Running: 2, Unknown: 1 };

function byLogging(a: Pod, b: Pod): number {
  return (
    Number(b.spec?.nodeName !== undefined) - Number(a.spec?.nodeName !== undefined) ||
    (PHASES[b.status?.phase ?? ''] ?? 0) - (PHASES[a.status?.phase ?? ''] ?? 0) ||
    Number(isReady(b)) - Number(isReady(a)) ||
    (isReady(a) && isReady(b) ? byTime(readySince(a), readySince(b)) : 0) ||
    restartsOf(b) - restartsOf(a) ||
    byTime(a.metadata?.creationTimestamp, b.metadata?.creationTimestamp)
  );
}

const readyOf = ({ status }: Pod) => status?.conditions?.find(({ type }) => type === 'Ready');
const isReady = (pod: Pod): boolean => readyOf(pod)?.status === 'True';
const readySince = (pod: Pod): string | undefined => readyOf(pod)?.lastTransitionTime;

function restartsOf({ status }: Pod): number {
  return Math.max(0, ...(status?.containerStatuses ?? []).map(({ restartCount }) => restartCount));
}

/** The older the earlier; without a time last. Times of objects sort as texts. */
function byTime(a = '~', b = '~'): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import type { Pod } from 'kubernetes-types/core/v1.js';
import type { ClusterObjects } from '../objects/cluster-objects.js';
import { containerNames, defaultContainer } from '../objects/default-container.js';
import { podsOfOwner } from '../objects/logged-pods.js';
import { objectsOfKind, selectionTest } from '../report/kubectl/select-objects.js';
import { UsageError } from './io.js';
import { resourceRequests } from './resource-request.js';

/** Flags that say whose logs are meant. */
export interface LogFlags {
  readonly whose: readonly string[];
  readonly container: string | undefined;
  readonly 'all-containers': boolean;
  readonly selector: string;
  readonly namespace: string;
}

/** The log of one container of a pod. */
export interface LogSource {
  readonly pod: Pod;
  readonly container: string;
}

/** The logs that are meant, and what kubectl says of how it chose them. */
export interface LogSources {
  readonly logs: readonly LogSource[];
  readonly notices: readonly string[];
}

const USAGE = 'hint: crashloop logs POD, TYPE/NAME or -l app=web, and -c CONTAINER where there are several';

/** Whether the flags can be meant so; the simulation takes time. @throws {UsageError} */
export function checkLogFlags({ whose, container, selector, 'all-containers': all }: LogFlags): void {
  const [first, inline, ...more] = whose;
  if (selector !== '' && first !== undefined) {
    throw new UsageError(`only a selector (-l) or a POD name is allowed\n${USAGE}`);
  }
  if ((selector === '' && first === undefined) || more.length > 0) {
    throw new UsageError(`POD or TYPE/NAME is a required argument for the logs command\n${USAGE}`);
  }
  if (inline !== undefined && container !== undefined) {
    throw new UsageError('only one of -c or an inline [CONTAINER] arg is allowed');
  }
  const named = container ?? inline;
  if (all && named !== undefined) {
    throw new UsageError(`--all-containers=true should not be specified with container name ${named}`);
  }
  if (first?.includes('/') === true) resourceRequests([first]);
}

/**
 * Finds the logs that flags mean; what a real cluster would not find is missing, in kubectl's words.
 *
 * @throws {UsageError}
 */
export function logSources(flags: LogFlags, objects: ClusterObjects): LogSources | { readonly missing: string } {
  const found = loggedPods(flags, objects);
  if ('missing' in found) return found;
  const chosen = found.pods.map((pod) => ({ pod, ...containersOf(pod, flags) }));
  return {
    logs: chosen.flatMap(({ pod, names }) => names.map((container) => ({ pod, container }))),
    notices: [...found.notices, ...chosen.flatMap(({ notice }) => notice ?? [])],
  };
}

interface LoggedPods {
  readonly pods: readonly Pod[];
  readonly notices: readonly string[];
}

function loggedPods(flags: LogFlags, objects: ClusterObjects): LoggedPods | { readonly missing: string } {
  const { whose, selector, namespace } = flags;
  const [word = ''] = whose;
  const [request] = resourceRequests(selector !== '' ? ['pods'] : word.includes('/') ? [word] : ['pods', word]);
  if (request === undefined) return { missing: '' };
  const { kind, names } = request;
  const isMeant = selectionTest(kind, { namespace, labels: selector, fields: '', names });
  const items = objectsOfKind(objects, kind).filter(isMeant);
  if (selector !== '') {
    const notices = items.length === 0 ? [`No resources found in ${namespace} namespace.\n`] : [];
    return { pods: items as readonly Pod[], notices };
  }
  const [owner] = items;
  if (owner === undefined) {
    const name = names?.[0] ?? '';
    return {
      missing: `error from server (NotFound): ${kind.resource} "${name}" not found in namespace "${namespace}"`,
    };
  }
  if (kind.kind === 'Pod') return { pods: [owner as Pod], notices: [] };
  const all = podsOfOwner(owner, objects.pods);
  if ('refusal' in all) throw new UsageError(all.refusal);
  const [best] = all;
  if (best === undefined) return { missing: `timed out waiting for the condition\nhint: ${word} has no pods` };
  const notice = `Found ${all.length} pods, using pod/${best.metadata?.name}\n`;
  return { pods: [best], notices: all.length === 1 ? [] : [notice] };
}

interface ChosenContainers {
  readonly names: readonly string[];
  readonly notice?: string | undefined;
}

function containersOf(pod: Pod, { container, whose, 'all-containers': all }: LogFlags): ChosenContainers {
  const there = containerNames(pod);
  if (all) return { names: there };
  const wanted = container ?? whose[1];
  if (wanted === undefined) {
    const { name, notice } = defaultContainer(pod);
    return { names: [name], notice };
  }
  if (there.includes(wanted)) return { names: [wanted] };
  const hint = `hint: its containers are ${there.join(', ')}`;
  throw new UsageError(`container ${wanted} is not valid for pod ${pod.metadata?.name}\n${hint}`);
}

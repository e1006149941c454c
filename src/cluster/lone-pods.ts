import { type LoneContainer, runsAlone } from '../kubelet/lone-container.js';
import { isIdeal } from '../kubelet/timing.js';
import type { Sink } from '../trace/sink.js';
import type { ActionPlan } from './action-plan.js';
import { identityOf } from './api.js';
import type { ClusterNode } from './cluster-node.js';
import { globMatches } from './glob.js';
import type { NumberedPod } from './numbered-pod.js';
import type { Plan } from './plan.js';
import type { Programs } from './programs.js';
import type { Script } from './script.js';

export interface LoneSplit {
  /** Containers that need no agenda. */
  readonly alone: LoneContainer[];
  /** The pods that do. */
  readonly others: readonly NumberedPod[];
}

/** Starts the pods of a node that nobody and nothing touches, for a sink that only counts: each container on its own. */
export function startLonePods(
  { kubelet }: Plan,
  { pods, actions }: { readonly pods: readonly NumberedPod[]; readonly actions: readonly ActionPlan[] },
  node: ClusterNode,
  programs: Programs,
  sink: Sink,
): LoneSplit {
  const alone: LoneContainer[] = [];
  if (!isIdeal(kubelet.timing) || sink.keepsStatus) return { alone, others: pods };
  const names = actions.map(nameTouchedBy);
  if (names.includes(undefined)) return { alone, others: pods };
  const others = pods.filter((pod) => {
    const { namespace, name, template } = pod.plan;
    if (!runsAlone(template.spec, node.world)) return true;
    if (names.some((pattern) => pattern !== undefined && globMatches(pattern, name))) return true;
    const scripts = template.spec.containers.map((spec) => programs.scriptFor(name, spec.name, spec.image));
    if (scripts.some(cannotStart)) return true;
    const identity = identityOf(pod.plan, pod);
    sink.podCreated(identity, 0);
    sink.podBound(pod.pod, 0, node.name);
    const life = { namespace, name, life: 0 };
    const processes = template.spec.containers.map((spec, place) =>
      programs.start(life, spec, scripts[place] as Script, 0),
    );
    alone.push(...node.kubelet.addLonePod({ identity, spec: template.spec, processes }, 0));
    return false;
  });
  return { alone, others };
}

/** The pods an action is about; undefined when it is about the whole node. */
function nameTouchedBy(action: ActionPlan): string | undefined {
  if (action.kind === 'deletePod') return action.name;
  return action.kind === 'setImage' ? action.target.name : undefined;
}

/** Whether the runtime refuses some attempt, which is more than an exit. */
function cannotStart({ guarded, listed }: Script): boolean {
  return [...guarded, ...listed].some(({ startError }) => startError !== undefined);
}

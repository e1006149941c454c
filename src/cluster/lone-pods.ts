import { LoneContainer, loneContainersOf } from '../kubelet/lone-container.js';
import type { Sink } from '../trace/sink.js';
import { identityOf } from './api.js';
import type { ClusterNode } from './cluster-node.js';
import type { NumberedPod } from './numbered-pod.js';
import type { Programs } from './programs.js';
import type { Solitude } from './solitude.js';

export interface LoneSplit {
  /** Containers that need no agenda. */
  readonly alone: readonly LoneContainer[];
  /** The pods that do. */
  readonly others: readonly NumberedPod[];
}

/** Starts the pods of a node that nobody and nothing touches, for a sink that only counts: each container on its own. */
export function startLonePods(
  pods: readonly NumberedPod[],
  solitude: Solitude,
  node: ClusterNode,
  programs: Programs,
  sink: Sink,
): LoneSplit {
  const alone: LoneContainer[] = [];
  if (sink.keepsStatus) return { alone, others: pods };
  const others = pods.filter((pod) => {
    if (!solitude.includes(pod.plan, node)) return true;
    const { namespace, name, template } = pod.plan;
    const identity = identityOf(pod.plan, pod);
    sink.podCreated(identity, 0);
    sink.podBound(pod.pod, 0, node.name);
    const life = { namespace, name, life: 0 };
    const processes = template.spec.containers.map((spec) =>
      programs.start(life, spec, programs.scriptFor(name, spec.name, spec.image), 0),
    );
    for (const container of loneContainersOf({ identity, spec: template.spec, processes })) {
      alone.push(new LoneContainer(container, node.kubelet, template.spec.restartPolicy, 0));
    }
    return false;
  });
  return { alone, others };
}

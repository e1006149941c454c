import type { Process } from '../kubelet/process.js';
import { isRoutine, RoutinePod } from '../kubelet/routine-pod.js';
import type { Sink } from '../trace/sink.js';
import type { ApiPod } from './api-pod.js';
import type { ClusterNode } from './cluster-node.js';
import type { Plan } from './plan.js';
import type { Solitude } from './solitude.js';

/** The pods that are run on their own because their reader asks only how they end. */
export class RoutinePods {
  readonly #solitude: Solitude | undefined;
  readonly #taken: RoutinePod[] = [];

  constructor(plan: Plan, solitude: Solitude, sink: Sink) {
    // A Service follows the readiness of pods from one moment to the next.
    const areOffered = sink.keepsStatus && !sink.keepsRoutine && plan.services.length === 0;
    this.#solitude = areOffered ? solitude : undefined;
  }

  /** They are to be run when the agenda is done. */
  get taken(): readonly RoutinePod[] {
    return this.#taken;
  }

  /** Meets a pod in its kubelet's stead. @returns false when it must have a worker */
  take(pod: ApiPod, node: ClusterNode, processes: readonly Process[], nowMs: number): boolean {
    const { identity, spec } = pod;
    if (identity.owner !== undefined || !isRoutine(spec) || this.#solitude?.includes(pod, node) !== true) return false;
    this.#taken.push(new RoutinePod({ identity, spec, processes }, node.kubelet, nowMs));
    return true;
  }
}

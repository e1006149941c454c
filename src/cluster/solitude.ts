import { runsAlone } from '../kubelet/lone-container.js';
import { isIdeal } from '../kubelet/timing.js';
import type { ActionPlan } from './action-plan.js';
import type { ClusterNode } from './cluster-node.js';
import { globMatches } from './glob.js';
import type { Plan } from './plan.js';
import type { Programs } from './programs.js';
import type { Script } from './script.js';
import type { PodPlan } from './template-plan.js';
import { throwsOut } from './tolerations.js';

type NamedPod = Pick<PodPlan, 'name' | 'template'>;

/** Tells of which pods on a node nobody and nothing touches the containers, which then need no agenda. */
export class Solitude {
  readonly #programs: Programs;
  /** The pods that actions are about, by patterns of their names; undefined: there may be any. */
  readonly #touched: readonly string[] | undefined;

  constructor({ kubelet }: Plan, actions: readonly ActionPlan[], programs: Programs) {
    this.#programs = programs;
    const names = actions.map(nameTouchedBy);
    const areKnown = isIdeal(kubelet.timing) && names.every((name) => name !== undefined);
    this.#touched = areKnown ? names : undefined;
  }

  /** Whether each container of the pod may run on its own. */
  includes({ name, template: { spec } }: NamedPod, { plan, world }: ClusterNode): boolean {
    if (this.#touched === undefined || throwsOut(plan.taints) || !runsAlone(spec, world)) return false;
    if (this.#touched.some((pattern) => globMatches(pattern, name))) return false;
    return !spec.containers.some((container) => {
      return cannotStart(this.#programs.scriptFor(name, container.name, container.image));
    });
  }
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

import type { Taint } from 'kubernetes-types/core/v1.js';
import type { Distribution } from '../engine/distributions.js';
import type { BackoffPolicy } from '../kubelet/policy.js';
import type { Timing } from '../kubelet/timing.js';
import type { KubeletVersion, VersionName } from '../kubelet/versions.js';
import type { PullError } from '../kubelet/world.js';
import type { ServedObject } from '../trace/served.js';
import type { ActionPlan } from './action-plan.js';
import type { Script } from './script.js';
import type { Capacity, PodPlan } from './template-plan.js';
import type { WorkloadPlan } from './workload-plan.js';

export const FIDELITIES = ['documented', 'exact', 'realistic'] as const;
export type Fidelity = (typeof FIDELITIES)[number];

/** Everything a run needs, with all defaults filled in and all references bound. Plain data. */
export interface Plan {
  readonly scenario: string;
  readonly seed: string;
  readonly fidelity: Fidelity;
  /** Events at exactly this instant still happen. */
  readonly durationMs: number;
  /** From which names and uids of new pods are drawn; stays when only the seed of the run changes. */
  readonly nameSeed: number;
  readonly kubelet: KubeletPlan;
  readonly nodes: readonly NodePlan[];
  /**
   * The pods there from the start, those of workloads included. A pod's place here, and its containers' places, are its
   * number in every fact; pods made later are numbered on.
   */
  readonly pods: readonly PodPlan[];
  /** Controllers, in the order of the files. */
  readonly workloads: readonly WorkloadPlan[];
  readonly services: readonly ServicePlan[];
  /** What runs in which container, also of pods made later; the first match wins. */
  readonly processes: readonly ProcessPlan[];
  /** What the registry answers; the first match wins, and an image that matches nothing is pulled at once. */
  readonly registry: readonly ImagePlan[];
  /** Objects that are referred to and not there, and volumes that do not mount. What is not listed is there. */
  readonly missing: readonly MissingPlan[];
  readonly dependencies: readonly DependencyPlan[];
  /** What people do, in order of time; at one instant in the order written. */
  readonly actions: readonly ActionPlan[];
}

/** How many containers the pods have that are there from the start. */
export function containerCount({ pods }: Plan): number {
  return pods.reduce((sum, { template }) => sum + template.spec.containers.length, 0);
}

export interface KubeletPlan {
  readonly versionName: VersionName;
  readonly version: KubeletVersion;
  readonly policy: BackoffPolicy;
  readonly timing: Timing;
}

export interface NodePlan {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** What keeps pods away that do not tolerate it, or throws them out. */
  readonly taints: readonly Taint[];
  readonly capacity: Capacity;
  /** Patterns of images that are there from the start. */
  readonly images: readonly string[];
}

export interface ProcessPlan {
  /** Patterns; undefined matches any. */
  readonly pod: string | undefined;
  readonly container: string | undefined;
  readonly image: string | undefined;
  readonly script: Script;
}

export interface ServicePlan {
  readonly namespace: string;
  readonly name: string;
  readonly selector: Readonly<Record<string, string>>;
  /** What its manifest says, as the API serves it; undefined when there is none. */
  readonly served?: ServedObject | undefined;
}

export interface ImagePlan {
  /** A pattern. */
  readonly match: string;
  readonly pull: Distribution;
  /** Undefined: pulls succeed. */
  readonly error: PullError | undefined;
}

export interface MissingPlan {
  /** `Volume`: a volume of that name cannot be mounted, in any pod. */
  readonly kind: 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim' | 'Volume';
  /** Undefined: in every namespace. */
  readonly namespace: string | undefined;
  readonly name: string;
  /** The object is there but for this key. Undefined: all of it is missing. */
  readonly key?: string | undefined;
  /** When it is put right; Infinity: never. */
  readonly untilMs: number;
  /** What is wrong, where it is not simply absent: the words of the mount error, or `unbound` for a claim. */
  readonly problem: string | undefined;
}

export interface DependencyPlan {
  readonly name: string;
  /** Alternating and ascending: the dependency goes down, then up, …; it is up before the first. */
  readonly outages: readonly Outage[];
}

export interface Outage {
  readonly fromMs: number;
  /** Infinity when it never comes back. */
  readonly untilMs: number;
}

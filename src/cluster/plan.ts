import type { BackoffPolicy } from '../kubelet/policy.js';
import type { Timing } from '../kubelet/timing.js';
import type { KubeletVersion, VersionName } from '../kubelet/versions.js';
import type { RestartPolicy } from '../trace/vocabulary.js';
import type { Script } from './script.js';

export const FIDELITIES = ['documented', 'exact', 'realistic'] as const;
export type Fidelity = (typeof FIDELITIES)[number];

/** Everything a run needs, with all defaults filled in and all references bound. Plain data. */
export interface Plan {
  readonly scenario: string;
  readonly seed: string;
  readonly fidelity: Fidelity;
  /** Events at exactly this instant still happen. */
  readonly durationMs: number;
  readonly kubelet: KubeletPlan;
  readonly nodes: readonly NodePlan[];
  /** In the order of the files; a pod's place here, and its containers' places, are their index in every fact. */
  readonly pods: readonly PodPlan[];
  readonly dependencies: readonly DependencyPlan[];
}

/** How many containers a plan has; they are numbered in the order of its pods. */
export function containerCount({ pods }: Plan): number {
  return pods.reduce((sum, { containers }) => sum + containers.length, 0);
}

export interface KubeletPlan {
  readonly versionName: VersionName;
  readonly version: KubeletVersion;
  readonly policy: BackoffPolicy;
  readonly timing: Timing;
}

export interface NodePlan {
  readonly name: string;
  /** When this node's kubelet restarts, ascending. */
  readonly kubeletRestartsAtMs: readonly number[];
}

export interface PodPlan {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The controller it belongs to, as `Kind/name`. */
  readonly owner: string | undefined;
  readonly node: string;
  readonly restartPolicy: RestartPolicy;
  readonly terminationGraceMs: number;
  readonly createdAtMs: number;
  /** When an operator deletes it; undefined: never. */
  readonly deletedAtMs: number | undefined;
  readonly containers: readonly ContainerPlan[];
}

export interface ContainerPlan {
  readonly name: string;
  readonly image: string;
  /** The container's resources as text; part of the backoff key since 1.34. */
  readonly resources: string;
  readonly script: Script;
  /** Changes of the image, in order of time. */
  readonly imageChanges: readonly ImageChange[];
}

export interface ImageChange {
  readonly atMs: number;
  readonly image: string;
  /** What the process does from the first start with the new image on. */
  readonly script: Script;
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

import type { NodeSelectorTerm, Toleration } from 'kubernetes-types/core/v1.js';
import type { PodSpec } from '../kubelet/pod-spec.js';
import type { ServedTemplate } from '../trace/served.js';

/** What a node offers, or a pod asks for. Infinity: without limit. */
export interface Capacity {
  readonly cpuMilli: number;
  readonly memoryBytes: number;
  readonly pods: number;
}

export const ROOMY: Capacity = {
  cpuMilli: Number.POSITIVE_INFINITY,
  memoryBytes: Number.POSITIVE_INFINITY,
  pods: Number.POSITIVE_INFINITY,
};

export interface PodPlan {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** The controller it belongs to, as `Kind/name`. */
  readonly owner: string | undefined;
  readonly template: TemplatePlan;
}

/** A pod before it has a name. Shared by all pods made from it. */
export interface TemplatePlan {
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
  readonly placement: PlacementPlan;
  /** The same as the API serves it; undefined when no manifest says so. */
  readonly served?: ServedTemplate | undefined;
}

/** What the scheduler reads of a pod. */
export interface PlacementPlan {
  /** The manifest names the node itself: the scheduler is not asked. */
  readonly nodeName: string | undefined;
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** It must go to a node that one of these fits; undefined: it need not. */
  readonly nodeTerms: readonly NodeSelectorTerm[] | undefined;
  /** As its manifest says them; more are added when it is made. */
  readonly tolerations: readonly Toleration[];
  /** What all its containers ask for together. */
  readonly requests: Pick<Capacity, 'cpuMilli' | 'memoryBytes'>;
  /** PersistentVolumeClaims it needs. */
  readonly claims: readonly string[];
}

/** Goes anywhere and asks for nothing. */
export const ANYWHERE: PlacementPlan = {
  nodeName: undefined,
  nodeSelector: {},
  nodeTerms: undefined,
  tolerations: [],
  requests: { cpuMilli: 0, memoryBytes: 0 },
  claims: [],
};

import type { ServedTemplate } from './served.js';
import type { ContainerType } from './vocabulary.js';

/** A pod as every reader of a run knows it: what it is, and the numbers its facts carry. */
export interface PodIdentity {
  /** Its number in every fact: pods are numbered as they are created. */
  readonly index: number;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The controller it belongs to, as `ReplicaSet/web-5d7f`. */
  readonly owner: string | undefined;
  /** Init containers and sidecars first, in the order of the manifest, then the others. */
  readonly containers: readonly ContainerIdentity[];
  /** What it was made from, as the API serves it; undefined when no manifest says so. */
  readonly served?: ServedTemplate | undefined;
}

export interface ContainerIdentity {
  /** Its number in every fact. */
  readonly index: number;
  readonly name: string;
  readonly type: ContainerType;
  readonly image: string;
}

/** Whether a pod belongs to a DaemonSet, whose pods go, and stay, where others do not. */
export function isOfDaemonSet({ owner }: Pick<PodIdentity, 'owner'>): boolean {
  return owner?.startsWith('DaemonSet/') === true;
}

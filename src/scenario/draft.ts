import type { RestartPolicy } from '../trace/vocabulary.js';
import type { Span } from './source.js';

/** A pod before scheduling, naming and scripts. */
export interface PodDraft {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The controller it belongs to, as `ReplicaSet/name`. */
  readonly owner: string | undefined;
  /** The node the manifest asks for, and where it does. */
  readonly asksFor: { readonly node: string; readonly span: Span } | undefined;
  readonly restartPolicy: RestartPolicy;
  readonly terminationGraceMs: number;
  readonly containers: readonly ContainerDraft[];
  /** Where it comes from. */
  readonly span: Span;
}

export interface ContainerDraft {
  readonly name: string;
  readonly image: string;
  readonly resources: string;
  readonly memoryLimit: MemoryLimit | undefined;
}

export interface MemoryLimit {
  readonly bytes: number;
}

/** @source Kubernetes API, PodSpec.terminationGracePeriodSeconds */
export const DEFAULT_GRACE_MS = 30_000;

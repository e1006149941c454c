import type { PodTemplateSpec } from 'kubernetes-types/core/v1.js';

/**
 * A pod before it has a name, as the API serves it: what the manifest says, with the API's defaults. Frozen, and shared
 * by all that are made from it.
 */
export type ServedTemplate = Readonly<PodTemplateSpec>;

/** What a manifest says of an object besides its pods, as the API serves it. Frozen and shared. */
export interface ServedObject {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Without the template of pods. */
  readonly spec: Readonly<Record<string, unknown>>;
}

import type * as z from 'zod/mini';
import { SCHEMAS } from './api-workloads.js';

type Schemas = { readonly [Kind in keyof typeof SCHEMAS]: ReturnType<(typeof SCHEMAS)[Kind]> };

/** What the simulation reads of manifests of a kind. */
export function manifestSchema<Kind extends ManifestKind>(kind: Kind): Schemas[Kind] {
  return SCHEMAS[kind]() as Schemas[Kind];
}

/** Kinds that are simulated, or whose presence matters. */
export type ManifestKind = keyof Schemas;

/** A manifest of a kind, as written. */
export type ManifestOf<Kind extends ManifestKind> = z.output<Schemas[Kind]>;

export type PodSpecManifest = ManifestOf<'Pod'>['spec'];
export type ContainerManifest = PodSpecManifest['containers'][number];
export type ProbeManifest = NonNullable<ContainerManifest['livenessProbe']>;
export type HookManifest = NonNullable<NonNullable<ContainerManifest['lifecycle']>['preStop']>;
export type VolumeManifest = NonNullable<PodSpecManifest['volumes']>[number];
export type JobSpecManifest = ManifestOf<'Job'>['spec'];
export type SelectorManifest = ManifestOf<'Deployment'>['spec']['selector'];

/** A pod without a name; a whole pod is one too. */
export interface PodTemplateManifest {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> | null | undefined } | null | undefined;
  readonly spec: PodSpecManifest;
}

import type * as z from 'zod/mini';
import { build } from './api-workloads.js';
import { once } from './schema-parts.js';

/** What the simulation reads of each kind of manifest. */
export const manifestSchemas = once(build);

type Schemas = ReturnType<typeof build>;

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

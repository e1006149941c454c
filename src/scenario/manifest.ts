import type { Report } from './issue-log.js';
import type { ManifestKind, ManifestOf, PodSpecManifest, PodTemplateManifest } from './manifest-schema.js';
import type { Remark } from './note.js';
import type { Spans } from './spans.js';

/** A manifest, checked and with its kind. */
export type Manifest = {
  [Kind in ManifestKind]: { readonly kind: Kind; readonly object: ManifestOf<Kind> };
}[ManifestKind];

/** A manifest from which pods are made. */
export type PodManifest = Exclude<Manifest, { kind: 'Service' | 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim' }>;

/** What reading a manifest needs besides the manifest. */
export interface ManifestContext {
  readonly spans: Spans;
  readonly report: Report;
  readonly remark: Remark;
}

/** Whether a manifest is a pod, or describes pods that a controller makes. */
export function makesPods(manifest: Manifest): manifest is PodManifest {
  const { kind } = manifest;
  return kind !== 'Service' && kind !== 'ConfigMap' && kind !== 'Secret' && kind !== 'PersistentVolumeClaim';
}

/** The pod a manifest describes, once or many times over. */
export function templateOf(manifest: PodManifest): PodTemplateManifest {
  switch (manifest.kind) {
    case 'Pod':
      return manifest.object;
    case 'CronJob':
      return manifest.object.spec.jobTemplate.spec.template;
    default:
      return manifest.object.spec.template;
  }
}

/** Where the specification of its pod is, as the API names fields. */
export function podSpecPath({ kind }: PodManifest): string {
  if (kind === 'Pod') return 'spec';
  return kind === 'CronJob' ? 'spec.jobTemplate.spec.template.spec' : 'spec.template.spec';
}

/** The spec of the pods that a manifest makes. */
export function podSpecOf(manifest: PodManifest): PodSpecManifest {
  return templateOf(manifest).spec;
}

/** The volumes that a StatefulSet makes a claim for, for each of its pods. */
export function claimTemplatesOf(manifest: Manifest): readonly string[] {
  if (manifest.kind !== 'StatefulSet') return [];
  return (manifest.object.spec.volumeClaimTemplates ?? []).map(({ metadata }) => metadata.name);
}

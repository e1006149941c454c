import type { Report } from './issue-log.js';
import type { PodManifest, PodSpecManifest, PodTemplateManifest, WorkloadManifest } from './manifest-schema.js';
import type { Remark } from './note.js';
import type { Spans } from './spans.js';

/** A manifest whose pods are simulated, checked and with its kind. */
export type Manifest =
  | { readonly kind: 'Pod'; readonly object: PodManifest }
  | { readonly kind: 'Deployment' | 'ReplicaSet'; readonly object: WorkloadManifest };

/** What reading a manifest needs besides the manifest. */
export interface ManifestContext {
  readonly spans: Spans;
  readonly report: Report;
  readonly remark: Remark;
}

/** The pod a manifest describes, once or many times over. */
export function templateOf(manifest: Manifest): PodTemplateManifest {
  return manifest.kind === 'Pod' ? manifest.object : manifest.object.spec.template;
}

export function podSpecOf(manifest: Manifest): PodSpecManifest {
  return templateOf(manifest).spec;
}

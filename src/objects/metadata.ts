import type { ObjectMeta, OwnerReference } from 'kubernetes-types/meta/v1.js';
import type { Plan } from '../cluster/plan.js';
import { workloadUid } from '../cluster/workload-uid.js';
import type { WorkloadKind } from '../trace/workload.js';
import { apiVersionOf } from './api-version.js';
import type { StoredWorkload } from './server-state.js';
import { timeOf } from './times.js';

type Texts = Readonly<Record<string, string>>;

/** What the API keeps of a controller's object besides its specification and status. */
export function workloadMetadata(
  plan: Plan,
  { identity, status, createdAtMs, version }: StoredWorkload,
  {
    labels = status.served?.labels ?? {},
    annotations = status.served?.annotations ?? {},
  }: { labels?: Texts; annotations?: Texts } = {},
): ObjectMeta {
  const { namespace, name, uid, owner } = identity;
  return {
    name,
    ...(namespace !== '' && { namespace }),
    uid,
    resourceVersion: String(version),
    creationTimestamp: timeOf(createdAtMs),
    ...textsUnder('labels', labels),
    ...textsUnder('annotations', annotations),
    ...(owner !== undefined && { ownerReferences: [ownerReference(plan, namespace, owner)] }),
  };
}

/** Labels or annotations, where there are any. */
export function textsUnder<Key extends 'labels' | 'annotations'>(
  key: Key,
  texts: Texts,
): { readonly [K in Key]?: Record<string, string> } {
  return (Object.keys(texts).length === 0 ? {} : { [key]: { ...texts } }) as {
    readonly [K in Key]?: Record<string, string>;
  };
}

/** @param owner as `ReplicaSet/web-5d7f` */
export function ownerReference({ nameSeed }: Plan, namespace: string, owner: string): OwnerReference {
  const { kind, name } = ownerOf(owner);
  const uid = workloadUid(nameSeed, kind, namespace, name);
  return { apiVersion: apiVersionOf(kind), kind, name, uid, controller: true, blockOwnerDeletion: true };
}

/** The kind and name of an owner as `ReplicaSet/web-5d7f`. */
export function ownerOf(owner: string): { readonly kind: WorkloadKind; readonly name: string } {
  const slash = owner.indexOf('/');
  return { kind: owner.slice(0, slash) as WorkloadKind, name: owner.slice(slash + 1) };
}

import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';

/** `ReplicaSet/web-6d4cf56db6`: whose an object is; undefined when it is nobody's. */
export function controllerText(metadata: ObjectMeta | undefined): string | undefined {
  const owner = metadata?.ownerReferences?.find(({ controller }) => controller === true);
  return owner === undefined ? undefined : `${owner.kind}/${owner.name}`;
}

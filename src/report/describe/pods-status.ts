import type { Pod } from 'kubernetes-types/core/v1.js';
import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';
import { field, type Line } from './page.js';

/**
 * How many of a controller's pods are in which phase; a pod that crash-loops runs.
 *
 * @param pods which its selector selects, maybe more; only those that it controls count
 */
export function podsStatusLine(metadata: ObjectMeta | undefined, pods: readonly Pod[]): Line {
  const own = pods.filter(({ metadata: pod }) =>
    pod?.ownerReferences?.some(({ controller, uid }) => controller === true && uid === metadata?.uid),
  );
  const count = (phase: string): number => own.filter(({ status }) => status?.phase === phase).length;
  const running = `${count('Running')} Running / ${count('Pending')} Waiting`;
  return field(0, 'Pods Status', `${running} / ${count('Succeeded')} Succeeded / ${count('Failed')} Failed`);
}

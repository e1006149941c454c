import type { Lease } from 'kubernetes-types/coordination/v1.js';
import type { Node } from 'kubernetes-types/core/v1.js';
import { parseTimestamp } from '../time/timestamp.js';
import { SECOND_MS } from '../time/units.js';
import { calendarMs, microTimeOf } from './times.js';

/** How often a kubelet says that it is alive. @source KubeletConfiguration nodeLeaseDurationSeconds 40, a quarter of it */
const RENEW_MS = 10 * SECOND_MS;
/** How long a node was silent when it is called unreachable. @source kube-controller-manager --node-monitor-grace-period */
const GRACE_MS = 50 * SECOND_MS;

/** A node's sign of life at an instant of the run. */
export function leaseObject({ metadata, status }: Node, atMs: number): Lease {
  const name = metadata?.name ?? '';
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  const calledMs = parseTimestamp(ready?.lastTransitionTime ?? '');
  const isSilent = ready?.status === 'Unknown' && calledMs !== undefined;
  const aliveMs = isSilent ? calledMs - calendarMs(0) - GRACE_MS : atMs;
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name, namespace: 'kube-node-lease' },
    spec: {
      holderIdentity: name,
      leaseDurationSeconds: 40,
      renewTime: microTimeOf(Math.floor(aliveMs / RENEW_MS) * RENEW_MS),
    },
  };
}

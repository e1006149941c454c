import type { Lease } from 'kubernetes-types/coordination/v1.js';
import type { Event, Node, NodeCondition, Pod } from 'kubernetes-types/core/v1.js';
import { pageWithEvents } from './events.js';
import { annotationLines, labelLines } from './labels.js';
import { nodePodLines } from './node-pods.js';
import { byText, field, type Line, line, NONE, optional, UNSET } from './page.js';
import { canonical } from './quantity.js';
import { timeText } from './times.js';
import { taintLines } from './tolerations.js';

/** A node, the pods of the cluster, and the node's sign of life. */
export interface NodeAndPods {
  readonly node: Node;
  /** Those on other nodes, and those that have ended, do not count. */
  readonly pods: readonly Pod[];
  readonly lease: Lease | undefined;
}

const ROLE_LABEL = 'node-role.kubernetes.io/';

/** What `kubectl describe node` prints; see {@link describePod} for events and the time. */
export function describeNode(
  { node, pods, lease }: NodeAndPods,
  events: readonly Event[] | undefined,
  nowMs: number,
): string {
  const { metadata, spec, status } = node;
  const roles = rolesOf(metadata?.labels ?? {});
  return pageWithEvents(
    [
      field(0, 'Name', metadata?.name ?? ''),
      field(0, 'Roles', roles.length === 0 ? NONE : roles.join(',')),
      ...labelLines('Labels', metadata?.labels),
      ...annotationLines('Annotations', metadata?.annotations),
      field(0, 'CreationTimestamp', timeText(metadata?.creationTimestamp)),
      ...taintLines(spec?.taints),
      field(0, 'Unschedulable', spec?.unschedulable ?? false),
      ...leaseLines(lease, metadata?.name ?? ''),
      ...conditionLines(status?.conditions),
      'Addresses:',
      ...(status?.addresses ?? []).map(({ type, address }) => field(1, type, address)),
      ...amountLines('Capacity', status?.capacity),
      ...amountLines('Allocatable', status?.allocatable),
      ...systemLines(node),
      ...optional(0, 'PodCIDR', spec?.podCIDR),
      ...optional(0, 'PodCIDRs', spec?.podCIDRs?.join(',')),
      ...optional(0, 'ProviderID', spec?.providerID),
      ...nodePodLines(node, pods, nowMs),
    ],
    events,
    nowMs,
  );
}

function rolesOf(labels: Readonly<Record<string, string>>): readonly string[] {
  const roles = Object.entries(labels).flatMap(([key, value]) => {
    if (key.startsWith(ROLE_LABEL)) return [key.slice(ROLE_LABEL.length)];
    return key === 'kubernetes.io/role' ? [value] : [];
  });
  return [...new Set(roles.filter((role) => role !== ''))].sort(byText);
}

function leaseLines(lease: Lease | undefined, node: string): readonly Line[] {
  if (lease === undefined) {
    return [field(0, 'Lease', `Failed to get lease: leases.coordination.k8s.io "${node}" not found`)];
  }
  const { holderIdentity = UNSET, acquireTime, renewTime } = lease.spec ?? {};
  return [
    'Lease:',
    field(1, 'HolderIdentity', holderIdentity),
    field(1, 'AcquireTime', acquireTime === undefined ? UNSET : timeText(acquireTime)),
    field(1, 'RenewTime', renewTime === undefined ? UNSET : timeText(renewTime)),
  ];
}

function conditionLines(conditions: readonly NodeCondition[] = []): readonly Line[] {
  if (conditions.length === 0) return [];
  const titles = ['Type', 'Status', 'LastHeartbeatTime', 'LastTransitionTime', 'Reason', 'Message'];
  const rules = ['----', '------', '-----------------', '------------------', '------', '-------'];
  const rows = conditions.map(({ type, status, lastHeartbeatTime, lastTransitionTime, reason = '', message = '' }) => {
    const times = [lastHeartbeatTime, lastTransitionTime].map(timeText);
    return [...[type, status, ...times, reason].map((cell) => `${cell} `), message];
  });
  return ['Conditions:', ...[titles, rules, ...rows].map((cells) => line(1, cells.join('\t')))];
}

function amountLines(title: string, list: Readonly<Record<string, string>> = {}): readonly Line[] {
  const names = Object.keys(list).sort(byText);
  return names.length === 0 ? [] : [`${title}:`, ...names.map((name) => field(1, name, canonical(list[name])))];
}

function systemLines({ status }: Node): readonly Line[] {
  const info = status?.nodeInfo;
  const fields = {
    'Machine ID': info?.machineID,
    'System UUID': info?.systemUUID,
    'Boot ID': info?.bootID,
    'Kernel Version': info?.kernelVersion,
    'OS Image': info?.osImage,
    'Operating System': info?.operatingSystem,
    Architecture: info?.architecture,
    'Container Runtime Version': info?.containerRuntimeVersion,
    'Kubelet Version': info?.kubeletVersion,
  };
  return ['System Info:', ...Object.entries(fields).map(([title, value = '']) => field(1, title, value))];
}

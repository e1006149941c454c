import type { Node } from 'kubernetes-types/core/v1.js';
import { NONE } from '../describe/page.js';
import { ageText } from '../describe/times.js';
import { UNKNOWN } from './cell-texts.js';
import { columns, type KindTable } from './kind-table.js';

const ROLE_PREFIX = 'node-role.kubernetes.io/';
const ROLE_LABEL = 'kubernetes.io/role';

/** @source pkg/printers/internalversion/printers.go printNode */
export const NODE_TABLE: KindTable<Node> = {
  columns: columns(
    ['Name', 'Status', 'Roles', 'Age', 'Version'],
    ['Internal-IP', 'External-IP', 'OS-Image', 'Kernel-Version', 'Container-Runtime'],
  ),
  cells: (node, nowMs) => {
    const { metadata, status } = node;
    const info = status?.nodeInfo;
    return [
      metadata?.name ?? '',
      statusText(node),
      rolesText(metadata?.labels ?? {}),
      ageText(metadata?.creationTimestamp, nowMs),
      info?.kubeletVersion ?? '',
      addressOf(node, 'InternalIP'),
      addressOf(node, 'ExternalIP'),
      info?.osImage || UNKNOWN,
      kernelText(info?.kernelVersion, info?.architecture),
      info?.containerRuntimeVersion || UNKNOWN,
    ];
  },
};

function statusText({ spec, status }: Node): string {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  const word = ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady';
  return spec?.unschedulable === true ? `${word},SchedulingDisabled` : word;
}

function rolesText(labels: Readonly<Record<string, string>>): string {
  const roles = Object.entries(labels).flatMap(([key, value]) => {
    if (key.startsWith(ROLE_PREFIX)) return key.slice(ROLE_PREFIX.length) || [];
    return key === ROLE_LABEL && value !== '' ? [value] : [];
  });
  return roles.length === 0 ? NONE : [...new Set(roles)].sort().join(',');
}

function addressOf({ status }: Node, wanted: string): string {
  return status?.addresses?.find(({ type }) => type === wanted)?.address ?? NONE;
}

function kernelText(kernel: string | undefined, architecture: string | undefined): string {
  if (!kernel) return UNKNOWN;
  return architecture ? `${kernel} (${architecture})` : kernel;
}

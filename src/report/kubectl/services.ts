import type { Service, ServicePort } from 'kubernetes-types/core/v1.js';
import { labelText } from '../describe/labels.js';
import { NONE } from '../describe/page.js';
import { ageText } from '../describe/times.js';
import { columns, type KindTable } from './kind-table.js';

/** @source pkg/printers/internalversion/printers.go printService */
export const SERVICE_TABLE: KindTable<Service> = {
  columns: columns(['Name', 'Type', 'Cluster-IP', 'External-IP', 'Port(s)', 'Age'], ['Selector']),
  cells: (service, nowMs) => {
    const { metadata, spec } = service;
    return [
      metadata?.name ?? '',
      spec?.type ?? '',
      spec?.clusterIPs?.[0] ?? NONE,
      externalText(service),
      (spec?.ports ?? []).map(portText).join(',') || NONE,
      ageText(metadata?.creationTimestamp, nowMs),
      labelText(spec?.selector),
    ];
  },
};

function externalText({ spec, status }: Service): string {
  if (spec?.type === 'ExternalName') return spec.externalName ?? '';
  const balanced = (status?.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip ?? hostname ?? '');
  const own = spec?.type === 'LoadBalancer' ? balanced : [];
  const all = [...own, ...(spec?.externalIPs ?? [])];
  if (all.length > 0) return all.join(',');
  return spec?.type === 'LoadBalancer' ? '<pending>' : NONE;
}

function portText({ port, nodePort, protocol }: ServicePort): string {
  return nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`;
}

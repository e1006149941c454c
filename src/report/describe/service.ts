import type { Event, LoadBalancerIngress, Service, ServicePort } from 'kubernetes-types/core/v1.js';
import type { Endpoint, EndpointSlice } from 'kubernetes-types/discovery/v1.js';
import { pageWithEvents } from './events.js';
import { annotationLines, labelLines, labelText } from './labels.js';
import type { NewerServiceSpec } from './newer-fields.js';
import { field, type Line, NONE, optional, UNSET } from './page.js';

/** A Service and where it leads. */
export interface ServiceAndEndpoints {
  readonly service: Service & { readonly spec?: NewerServiceSpec };
  readonly endpointSlices: readonly EndpointSlice[];
}

/** More are counted only. */
const MOST_ENDPOINTS = 3;

/** What `kubectl describe service` prints; see {@link describePod} for events and the time. */
export function describeService(
  { service, endpointSlices }: ServiceAndEndpoints,
  events: readonly Event[] | undefined,
  nowMs: number,
): string {
  const { metadata, spec, status } = service;
  const ingress = (status?.loadBalancer?.ingress ?? []).map(ingressText).join(', ');
  return pageWithEvents(
    [
      field(0, 'Name', metadata?.name ?? ''),
      field(0, 'Namespace', metadata?.namespace ?? ''),
      ...labelLines('Labels', metadata?.labels),
      ...annotationLines('Annotations', metadata?.annotations),
      field(0, 'Selector', labelText(spec?.selector)),
      field(0, 'Type', spec?.type ?? ''),
      ...optional(0, 'IP Family Policy', spec?.ipFamilyPolicy),
      field(0, 'IP Families', joined(spec?.ipFamilies)),
      field(0, 'IP', spec?.clusterIP ?? ''),
      field(0, 'IPs', joined(spec?.clusterIPs)),
      ...optional(0, 'External IPs', spec?.externalIPs?.join(',')),
      ...optional(0, 'Desired LoadBalancer IP', spec?.loadBalancerIP),
      ...optional(0, 'External Name', spec?.externalName),
      ...optional(0, 'LoadBalancer Ingress', ingress),
      ...(spec?.ports ?? []).flatMap((port) => portLines(port, endpointSlices)),
      field(0, 'Session Affinity', spec?.sessionAffinity ?? ''),
      ...optional(0, 'External Traffic Policy', spec?.externalTrafficPolicy),
      ...optional(0, 'Internal Traffic Policy', spec?.internalTrafficPolicy),
      ...optional(0, 'HealthCheck NodePort', spec?.healthCheckNodePort),
      ...optional(0, 'LoadBalancer Source Ranges', spec?.loadBalancerSourceRanges?.join(',')),
      ...optional(0, 'Traffic Distribution', spec?.trafficDistribution),
    ],
    events,
    nowMs,
  );
}

const joined = (texts: readonly string[] = []): string => (texts.length === 0 ? NONE : texts.join(','));

function ingressText({ ip = '', ipMode, hostname = '' }: LoadBalancerIngress): string {
  if (ip === '') return hostname;
  return ipMode === undefined ? ip : `${ip} (${ipMode})`;
}

function portLines(own: ServicePort, slices: readonly EndpointSlice[]): readonly Line[] {
  const { name = '', port, protocol = 'TCP', targetPort = port, appProtocol, nodePort = 0 } = own;
  const title = name === '' ? UNSET : name;
  return [
    field(0, 'Port', `${title}\t${port}/${protocol}`),
    field(0, 'TargetPort', `${targetPort}/${protocol}`),
    ...optional(0, 'AppProtocol', appProtocol),
    ...(nodePort === 0 ? [] : [field(0, 'NodePort', `${title}\t${nodePort}/${protocol}`)]),
    field(0, 'Endpoints', endpointsText(slices, name)),
  ];
}

function endpointsText(slices: readonly EndpointSlice[], portName: string): string {
  if (slices.length === 0) return NONE;
  const isReady = ({ conditions }: Endpoint): boolean => conditions?.ready !== false;
  const all = slices.flatMap(({ endpoints, ports = [] }) => {
    const addresses = endpoints.filter(isReady).map(({ addresses: [first = ''] }) => first);
    if (ports.length === 0) return addresses;
    return ports
      .filter(({ name = '' }) => name === portName)
      .flatMap(({ port = 0 }) =>
        addresses.map((address) => `${address.includes(':') ? `[${address}]` : address}:${port}`),
      );
  });
  const shown = all.slice(0, MOST_ENDPOINTS).join(',');
  return all.length > MOST_ENDPOINTS ? `${shown} + ${all.length - MOST_ENDPOINTS} more...` : shown;
}

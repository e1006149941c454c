import type { Pod, Service, ServicePort } from 'kubernetes-types/core/v1.js';
import type { EndpointSlice } from 'kubernetes-types/discovery/v1.js';

/** Where a Service leads: the addresses of the pods it selects; none when it selects nothing. */
export function endpointSlices(service: Service, pods: readonly Pod[]): readonly EndpointSlice[] {
  const { namespace = '', name = '' } = service.metadata ?? {};
  const selector = Object.entries(service.spec?.selector ?? {});
  if (selector.length === 0) return [];
  const selected = pods.filter(({ metadata, status }) => {
    const isIts =
      metadata?.namespace === namespace && selector.every(([key, value]) => metadata.labels?.[key] === value);
    return isIts && status?.podIP !== undefined && status.phase !== 'Succeeded' && status.phase !== 'Failed';
  });
  return [
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { namespace, name, labels: { 'kubernetes.io/service-name': name } },
      addressType: 'IPv4',
      ports: (service.spec?.ports ?? []).map((port) => {
        return { name: port.name ?? '', port: portOf(port, selected), protocol: port.protocol ?? 'TCP' };
      }),
      endpoints: selected.map(({ metadata, spec, status }) => {
        const isReady = status?.conditions?.some((each) => each.type === 'Ready' && each.status === 'True') ?? false;
        return {
          addresses: [status?.podIP ?? ''],
          conditions: { ready: isReady && metadata?.deletionTimestamp === undefined },
          ...(spec?.nodeName !== undefined && { nodeName: spec.nodeName }),
        };
      }),
    },
  ];
}

/** A target given by name is a port of the pods' containers. */
function portOf({ port, targetPort = port }: ServicePort, pods: readonly Pod[]): number {
  if (typeof targetPort === 'number') return targetPort;
  const ports = pods.flatMap(({ spec }) => (spec?.containers ?? []).flatMap((container) => container.ports ?? []));
  return ports.find(({ name }) => name === targetPort)?.containerPort ?? port;
}

import type { Container, ContainerPort, EnvVar, Probe } from 'kubernetes-types/core/v1.js';
import { requestsOf } from './compile-container.js';
import { DEFAULTS } from './compile-probe.js';
import { defaultPullPolicy } from './default-pull-policy.js';
import type { ContainerManifest } from './manifest-schema.js';

type Quantities = Readonly<Record<string, string | number>>;

/** A container as the API serves it. @source pkg/apis/core/v1/defaults.go */
export function servedContainer(container: ContainerManifest, network: 'pod' | 'host'): Container {
  // What the schema does not read, it passes on as written.
  const written = container as unknown as Container;
  return {
    ...written,
    image: container.image,
    imagePullPolicy: container.imagePullPolicy ?? defaultPullPolicy(container.image),
    resources: servedResources(container),
    terminationMessagePath: written.terminationMessagePath ?? '/dev/termination-log',
    terminationMessagePolicy: written.terminationMessagePolicy ?? 'File',
    ...optional(
      'ports',
      written.ports?.map((port) => servedPort(port, network)),
    ),
    ...optional('env', written.env?.map(servedEnv)),
    ...optional('livenessProbe', servedProbe(written.livenessProbe)),
    ...optional('readinessProbe', servedProbe(written.readinessProbe)),
    ...optional('startupProbe', servedProbe(written.startupProbe)),
  };
}

/** A key that is there only when it holds something. */
export function optional<Key extends string, Value>(
  key: Key,
  value: Value | null | undefined,
): { readonly [K in Key]?: Value } {
  return (value === undefined || value === null ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
}

function servedResources(container: ContainerManifest): NonNullable<Container['resources']> {
  const { limits, claims } = container.resources ?? {};
  const requests = requestsOf(container);
  return {
    ...optional('limits', texts(limits)),
    ...optional('requests', Object.keys(requests).length === 0 ? undefined : texts(requests)),
    ...optional('claims', claims as NonNullable<Container['resources']>['claims']),
  };
}

function texts(quantities: Quantities | null | undefined): Record<string, string> | undefined {
  if (quantities === undefined || quantities === null) return undefined;
  return Object.fromEntries(Object.entries(quantities).map(([name, amount]) => [name, String(amount)]));
}

function servedPort(port: ContainerPort, network: 'pod' | 'host'): ContainerPort {
  const hostPort = port.hostPort ?? (network === 'host' ? port.containerPort : undefined);
  return { ...port, ...optional('hostPort', hostPort), protocol: port.protocol ?? 'TCP' };
}

function servedEnv(variable: EnvVar): EnvVar {
  const fieldRef = variable.valueFrom?.fieldRef;
  if (fieldRef === undefined || fieldRef === null) return variable;
  return { ...variable, valueFrom: { fieldRef: { ...fieldRef, apiVersion: fieldRef.apiVersion ?? 'v1' } } };
}

function servedProbe(probe: Probe | null | undefined): Probe | undefined {
  if (probe === undefined || probe === null) return undefined;
  const { httpGet } = probe;
  const http =
    httpGet === undefined || httpGet === null
      ? undefined
      : { ...httpGet, path: httpGet.path || '/', scheme: httpGet.scheme || 'HTTP' };
  return {
    ...probe,
    ...optional('httpGet', http),
    periodSeconds: probe.periodSeconds || DEFAULTS.periodSeconds,
    timeoutSeconds: probe.timeoutSeconds || DEFAULTS.timeoutSeconds,
    successThreshold: probe.successThreshold || DEFAULTS.successThreshold,
    failureThreshold: probe.failureThreshold || DEFAULTS.failureThreshold,
  };
}

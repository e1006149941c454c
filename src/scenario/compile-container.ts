import type { ConfigReference, ContainerSpec } from '../kubelet/pod-spec.js';
import { canonicalJson } from './canonical-json.js';
import { compileHooks, compileProbe } from './compile-probe.js';
import { compileRestart } from './compile-restart.js';
import type { Context } from './context.js';
import { defaultPullPolicy } from './default-pull-policy.js';
import type { ContainerManifest, PodSpecManifest } from './manifest-schema.js';
import { parseQuantity } from './quantity.js';
import { rootUse } from './root-user.js';

type Quantities = Readonly<Record<string, string | number>>;

/** What a container asks for; where only a limit is given, that much. */
export function requestsOf({ resources }: ContainerManifest): Quantities {
  return { ...resources?.limits, ...resources?.requests };
}

/** An amount of a resource; 0 when nothing is said. */
export function amountOf(quantities: Quantities | null | undefined, resource: 'cpu' | 'memory'): number | undefined {
  const written = quantities?.[resource];
  return written === undefined ? undefined : parseQuantity(String(written));
}

type Reference = { readonly name?: string | null | undefined; readonly optional?: boolean | null | undefined };

function referenceOf(
  kind: ConfigReference['kind'],
  reference: Reference | null | undefined,
  key: string | undefined,
): readonly ConfigReference[] {
  if (reference === undefined || reference === null || reference.optional === true) return [];
  return [{ kind, name: reference.name ?? '', key }];
}

/** The ConfigMaps and Secrets without which the container cannot be made. */
function configsOf({ env, envFrom }: ContainerManifest): readonly ConfigReference[] {
  const whole = (envFrom ?? []).flatMap(({ configMapRef, secretRef }) => [
    ...referenceOf('ConfigMap', configMapRef, undefined),
    ...referenceOf('Secret', secretRef, undefined),
  ]);
  const keys = (env ?? []).flatMap(({ valueFrom }) => [
    ...referenceOf('ConfigMap', valueFrom?.configMapKeyRef, valueFrom?.configMapKeyRef?.key),
    ...referenceOf('Secret', valueFrom?.secretKeyRef, valueFrom?.secretKeyRef?.key),
  ]);
  return [...whole, ...keys];
}

function resourcesText(container: ContainerManifest): string {
  const { limits, claims } = container.resources ?? {};
  const requests = requestsOf(container);
  const parts = { limits: limits ?? {}, requests, claims: claims ?? [] };
  const said = Object.entries(parts).filter(([, value]) => Object.keys(value as object).length > 0);
  return canonicalJson(Object.fromEntries(said));
}

/** A container with the API's defaults. */
export function compileContainer(
  container: ContainerManifest,
  isInit: boolean,
  pod: PodSpecManifest,
  context: Context,
): ContainerSpec {
  const { name, image, imagePullPolicy, resources } = container;
  return {
    name,
    image,
    ...compileRestart(container, isInit, context),
    imagePullPolicy: imagePullPolicy ?? defaultPullPolicy(image),
    resources: resourcesText(container),
    memoryLimitBytes: amountOf(resources?.limits, 'memory'),
    liveness: compileProbe(container.livenessProbe, container),
    readiness: compileProbe(container.readinessProbe, container),
    startup: compileProbe(container.startupProbe, container),
    ...compileHooks(container, context),
    configs: configsOf(container),
    isRootDenied: rootUse(container, pod.securityContext) === 'denied',
  };
}

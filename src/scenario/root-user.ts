import type { ContainerManifest, PodSpecManifest } from './manifest-schema.js';

type Security = NonNullable<PodSpecManifest['securityContext']>;

/** Whether a container that must not run as root would: `unknown` when only its image says as whom it runs. */
export function rootUse(
  container: Pick<ContainerManifest, 'securityContext'>,
  pod: Security | null | undefined,
): 'allowed' | 'denied' | 'avoided' | 'unknown' {
  const own = container.securityContext;
  if ((own?.runAsNonRoot ?? pod?.runAsNonRoot) !== true) return 'allowed';
  const user = own?.runAsUser ?? pod?.runAsUser ?? undefined;
  if (user === undefined) return 'unknown';
  return user === 0 ? 'denied' : 'avoided';
}

import type { VolumeSpec } from '../kubelet/pod-spec.js';
import type { VolumeManifest } from './manifest-schema.js';

type Source = { readonly name?: string | null | undefined; readonly optional?: boolean | null | undefined };

function configVolume(
  name: string,
  source: 'ConfigMap' | 'Secret',
  object: Source | null | undefined,
): readonly VolumeSpec[] {
  if (object === undefined || object === null || object.optional === true) return [];
  return [{ name, source, object: object.name ?? '' }];
}

/** What must be there for a volume to mount: one entry for each object it is made of. */
export function compileVolume(volume: VolumeManifest): readonly VolumeSpec[] {
  const { name, configMap, secret, persistentVolumeClaim: claim, projected } = volume;
  const specs: readonly VolumeSpec[] = [
    ...configVolume(name, 'ConfigMap', configMap),
    ...configVolume(
      name,
      'Secret',
      secret === undefined || secret === null ? secret : { ...secret, name: secret.secretName },
    ),
    ...(projected?.sources ?? []).flatMap((source) => [
      ...configVolume(name, 'ConfigMap', source.configMap),
      ...configVolume(name, 'Secret', source.secret),
    ]),
  ];
  if (claim !== undefined && claim !== null)
    return [{ name, source: 'PersistentVolumeClaim', object: claim.claimName }];
  return specs.length > 0 ? specs : [{ name, source: 'other', object: '' }];
}

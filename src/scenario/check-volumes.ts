import type { FieldErrors } from './field-error.js';
import type { VolumeManifest } from './manifest-schema.js';

/** Volumes of ConfigMaps and Secrets say of which. @source kubernetes pkg/apis/core/validation validateVolumeSource */
export function checkVolumes(volumes: readonly VolumeManifest[], place: string, errors: FieldErrors): void {
  const named = (owner: object | null | undefined, key: 'name' | 'secretName', own: string): void => {
    if (owner === undefined || owner === null || (owner as Readonly<Record<string, unknown>>)[key]) return;
    errors.value(owner, key, own, 'missing-key', 'Required value');
  };
  for (const [i, { configMap, secret, projected }] of volumes.entries()) {
    const own = `${place}[${i}]`;
    named(configMap, 'name', `${own}.configMap`);
    named(secret, 'secretName', `${own}.secret`);
    for (const [j, source] of (projected?.sources ?? []).entries()) {
      named(source.configMap, 'name', `${own}.projected.sources[${j}].configMap`);
      named(source.secret, 'name', `${own}.projected.sources[${j}].secret`);
    }
  }
}

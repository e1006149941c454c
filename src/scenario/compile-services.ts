import type { ServicePlan } from '../cluster/plan.js';
import type { Manifest } from './manifest.js';

/** The services that choose pods by their labels. */
export function compileServices(manifests: readonly Manifest[]): readonly ServicePlan[] {
  return manifests.flatMap((manifest) => {
    if (manifest.kind !== 'Service') return [];
    const { metadata, spec } = manifest.object;
    const selector = spec?.selector ?? {};
    if (Object.keys(selector).length === 0) return [];
    return [{ namespace: metadata.namespace ?? 'default', name: metadata.name, selector: { ...selector } }];
  });
}

import type { ServicePlan } from '../cluster/plan.js';
import type { Context } from './context.js';
import type { Manifest } from './manifest.js';
import { spanOf } from './spans.js';

function serviceOf(manifest: Manifest): readonly ServicePlan[] {
  if (manifest.kind !== 'Service') return [];
  const { metadata, spec } = manifest.object;
  const selector = spec?.selector ?? {};
  if (Object.keys(selector).length === 0) return [];
  return [{ namespace: metadata.namespace ?? 'default', name: metadata.name, selector: { ...selector } }];
}

/** The services that choose pods by their labels. */
export function compileServices(
  manifests: readonly Manifest[],
  applied: readonly Manifest[],
  { spans, remark }: Context,
): readonly ServicePlan[] {
  for (const manifest of applied) {
    if (manifest.kind !== 'Service') continue;
    remark(spanOf(spans, manifest.object.metadata), 'a Service that is applied counts as there from the start');
  }
  return [...manifests, ...applied].flatMap(serviceOf);
}

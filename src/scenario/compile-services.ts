import type { ServicePlan } from '../cluster/plan.js';
import type { Context } from './context.js';
import type { Manifest } from './manifest.js';
import { servedService } from './served-object.js';
import { spanOf } from './spans.js';

function serviceOf(manifest: Manifest): readonly ServicePlan[] {
  if (manifest.kind !== 'Service') return [];
  const { metadata, spec } = manifest.object;
  const { namespace, name } = metadata;
  const selector = { ...spec?.selector };
  return [{ namespace: namespace ?? 'default', name, selector, served: servedService(manifest) }];
}

/** The services; those without a selector choose no pods. */
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

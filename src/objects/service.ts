import type { Service, ServiceSpec } from 'kubernetes-types/core/v1.js';
import type { Plan } from '../cluster/plan.js';
import { serviceAddress } from './addresses.js';
import { workloadMetadata } from './metadata.js';
import type { StoredWorkload } from './server-state.js';

/** A Service as the API serves it. */
export function serviceObject(plan: Plan, stored: StoredWorkload): Service {
  const { namespace, name } = stored.identity;
  const place = plan.services.findIndex((each) => each.namespace === namespace && each.name === name);
  const made = plan.services[place];
  const written = (made?.served?.spec ?? {}) as ServiceSpec;
  const address = written.type === 'ExternalName' ? undefined : (written.clusterIP ?? serviceAddress(place));
  const { labels = {}, annotations = {} } = made?.served ?? {};
  const selector = Object.keys(made?.selector ?? {}).length > 0 ? { selector: { ...made?.selector } } : {};
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: workloadMetadata(plan, stored, { labels, annotations }),
    spec: { ...written, ...selector, ...(address !== undefined && { clusterIP: address, clusterIPs: [address] }) },
    status: { loadBalancer: {} },
  };
}

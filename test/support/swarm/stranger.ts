import type { Plan } from '../../../src/cluster/plan.js';
import type { Documents, Json } from './scenario.js';

export const STRANGER = 'zz-stranger';

/**
 * The scenario and one more pod that crashes on its own; undefined where it would matter: where nodes have limits, or
 * where the scheduler compares nodes.
 */
export function withStranger(documents: Documents, plan: Plan): Documents | undefined {
  const [scenario, ...manifests] = documents;
  const isAlone =
    plan.nodes.length === 1 && plan.nodes.every(({ capacity }) => capacity.pods === Number.POSITIVE_INFINITY);
  if (!isAlone || typeof scenario !== 'object' || scenario === null || Array.isArray(scenario)) return undefined;
  const spec = scenario.spec;
  if (typeof spec !== 'object' || spec === null || Array.isArray(spec)) return undefined;
  const process: Json = { match: { pod: STRANGER }, attempts: [{ run: '7s', exit: 1 }] };
  const processes = Array.isArray(spec.processes) ? spec.processes : [];
  const changed: Json = { ...scenario, spec: { ...spec, processes: [...processes, process] } };
  const pod: Json = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: STRANGER },
    spec: { nodeName: plan.nodes[0]?.name ?? '', containers: [{ name: 'stranger', image: 'stranger:1' }] },
  };
  return [changed, ...manifests, pod];
}

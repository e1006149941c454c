import type { TemplatePlan } from '../cluster/template-plan.js';
import type { WorkloadPlan } from '../cluster/workload-plan.js';
import type { Manifest } from './manifest.js';

/** @source Kubernetes API, apps/v1 defaults; kubelet-semantics C3, C4 */
const DEFAULT_PROGRESS_DEADLINE_MS = 600_000;
const QUARTER = { percent: 25 } as const;

interface Named {
  readonly namespace: string;
  readonly name: string;
  readonly template: TemplatePlan;
}

/** A controller's specification with the API's defaults. */
export function compileWorkload(manifest: Exclude<Manifest, { kind: 'Pod' }>, named: Named): WorkloadPlan {
  const { kind, object } = manifest;
  const replicas = object.spec.replicas ?? 1;
  if (kind === 'ReplicaSet') return { kind, ...named, replicas, minReadyMs: 0 };
  return {
    kind,
    ...named,
    replicas,
    minReadyMs: 0,
    progressDeadlineMs: DEFAULT_PROGRESS_DEADLINE_MS,
    strategy: { type: 'RollingUpdate', maxSurge: QUARTER, maxUnavailable: QUARTER },
  };
}

import { globMatches } from '../cluster/glob.js';
import type { DeploymentCheck, DeploymentExpectation, JobCheck, JobExpectation } from '../scenario/expectation.js';
import { type CheckResult, checked, conditionFor, type Observed } from './check.js';
import { jobStatus, type WorkloadAt } from './workloads-at.js';

type Field = JobCheck['field'] | DeploymentCheck['field'];

/** By the API's names of the numbers. */
const JOB_COUNTS: Readonly<Partial<Record<Field, string>>> = {
  active: 'active',
  succeeded: 'succeeded',
  failed: 'failed',
};
const DEPLOYMENT_COUNTS: Readonly<Partial<Record<Field, string>>> = {
  replicas: 'replicas',
  ready: 'readyReplicas',
  available: 'availableReplicas',
  updated: 'updatedReplicas',
};

/** One check of an expectation on every Job or Deployment it is about. */
export function checkWorkloads(
  { kind, pattern }: JobExpectation | DeploymentExpectation,
  workloads: readonly WorkloadAt[],
  { field, expected }: JobCheck | DeploymentCheck,
): readonly CheckResult[] {
  const wanted = kind === 'job' ? 'Job' : 'Deployment';
  return workloads
    .filter(({ identity, status }) => {
      return identity.kind === wanted && !status.isGone && globMatches(pattern, identity.name);
    })
    .map(({ identity, status }) => {
      const conditions = status.conditions.map((each) => ({ ...each, status: each.status === 'True' }));
      const actual = expected.kind === 'condition' ? conditionFor(expected, conditions) : shown(kind, field, status);
      return checked(identity.name, field, expected, actual);
    });
}

function shown(kind: 'job' | 'deployment', field: Field, status: WorkloadAt['status']): Observed {
  switch (field) {
    case 'status':
      return jobStatus(status);
    case 'completedIndexes':
    case 'failedIndexes':
      return status.texts?.[field];
    default:
      return status.counts[(kind === 'job' ? JOB_COUNTS : DEPLOYMENT_COUNTS)[field] ?? ''] ?? 0;
  }
}

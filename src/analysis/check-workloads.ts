import { globMatches } from '../cluster/glob.js';
import type {
  DeploymentCheck,
  DeploymentExpectation,
  JobCheck,
  JobExpectation,
  ServiceCheck,
  ServiceExpectation,
} from '../scenario/expectation.js';
import { type CheckResult, checked, conditionFor, type Observed } from './check.js';
import { jobStatus, type WorkloadAt } from './workloads-at.js';

type WorkloadExpectation = JobExpectation | DeploymentExpectation | ServiceExpectation;
type Check = JobCheck | DeploymentCheck | ServiceCheck;

/** Each kind of subject, with the API's names of its numbers. */
const SUBJECTS: Readonly<
  Record<WorkloadExpectation['kind'], { readonly kind: string; readonly counts: Readonly<Record<string, string>> }>
> = {
  job: { kind: 'Job', counts: { active: 'active', succeeded: 'succeeded', failed: 'failed' } },
  deployment: {
    kind: 'Deployment',
    counts: {
      replicas: 'replicas',
      ready: 'readyReplicas',
      available: 'availableReplicas',
      updated: 'updatedReplicas',
    },
  },
  service: { kind: 'Service', counts: { ready: 'endpoints' } },
};

/** One check of an expectation on every Job, Deployment or Service it is about. */
export function checkWorkloads(
  { kind, pattern }: WorkloadExpectation,
  workloads: readonly WorkloadAt[],
  { field, expected }: Check,
): readonly CheckResult[] {
  const subject = SUBJECTS[kind];
  return workloads
    .filter(({ identity, status }) => {
      return identity.kind === subject.kind && !status.isGone && globMatches(pattern, identity.name);
    })
    .map(({ identity, status }) => {
      const conditions = status.conditions.map((each) => ({ ...each, status: each.status === 'True' }));
      const actual =
        expected.kind === 'condition'
          ? conditionFor(expected, conditions)
          : shown(field, status, subject.counts[field] ?? '');
      return checked(identity.name, field, expected, actual);
    });
}

function shown(field: Check['field'], status: WorkloadAt['status'], count: string): Observed {
  switch (field) {
    case 'status':
      return jobStatus(status);
    case 'completedIndexes':
    case 'failedIndexes':
      return status.texts?.[field];
    default:
      return status.counts[count] ?? 0;
  }
}

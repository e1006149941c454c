import type { CronJob, CronJobSpec, Job, JobSpec } from 'kubernetes-types/batch/v1.js';
import type { ObjectReference } from 'kubernetes-types/core/v1.js';
import type { Plan } from '../cluster/plan.js';
import type { WorkloadStatus } from '../trace/workload.js';
import { jobCondition } from './conditions.js';
import { workloadMetadata } from './metadata.js';
import type { ServerState, StoredWorkload } from './server-state.js';
import { timeOf } from './times.js';

/** A Job as the API serves it. */
export function jobObject(plan: Plan, stored: StoredWorkload): Job {
  const { identity, status } = stored;
  const { counts, texts = {}, served, template, conditions } = status;
  // A Job without labels takes those of its template. @source pkg/apis/batch/v1/defaults.go
  const labels = isEmpty(served?.labels) ? (template?.metadata?.labels ?? {}) : (served?.labels ?? {});
  const isComplete = conditions.some(({ type }) => type === 'Complete');
  const { startTimeMs, completionTimeMs, parallelism, completions } = counts;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: workloadMetadata(plan, stored, { labels }),
    spec: {
      ...(served?.spec as Partial<JobSpec>),
      ...(parallelism !== undefined && { parallelism }),
      ...(completions !== undefined && { completions }),
      selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': identity.uid } },
      template: template ?? {},
    },
    status: {
      ...nonZero(counts, ['active', 'failed', 'succeeded']),
      ready: counts.ready ?? 0,
      terminating: counts.terminating ?? 0,
      ...(texts.completedIndexes && { completedIndexes: texts.completedIndexes }),
      ...(texts.failedIndexes !== undefined && { failedIndexes: texts.failedIndexes }),
      uncountedTerminatedPods: {},
      ...(conditions.length > 0 && { conditions: conditions.map(jobCondition) }),
      ...(startTimeMs !== undefined && { startTime: timeOf(startTimeMs) }),
      ...(isComplete && completionTimeMs !== undefined && { completionTime: timeOf(completionTimeMs) }),
    },
  };
}

const isEmpty = (texts: Readonly<Record<string, string>> = {}): boolean => Object.keys(texts).length === 0;

function nonZero(counts: WorkloadStatus['counts'], names: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const count = counts[name] ?? 0;
      return count === 0 ? [] : [[name, count] as const];
    }),
  );
}

/** A CronJob as the API serves it. */
export function cronJobObject(plan: Plan, stored: StoredWorkload, state: ServerState): CronJob {
  const { identity, status } = stored;
  const { counts, served, template } = status;
  const written = served?.spec as unknown as CronJobSpec | undefined;
  const { lastScheduleTimeMs } = counts;
  const active = activeJobs(identity.namespace, `CronJob/${identity.name}`, state);
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: workloadMetadata(plan, stored),
    spec: {
      schedule: '',
      ...written,
      jobTemplate: {
        ...written?.jobTemplate,
        spec: { ...written?.jobTemplate.spec, template: template ?? {} },
      },
    },
    status: {
      ...(active.length > 0 && { active }),
      ...(lastScheduleTimeMs !== undefined && { lastScheduleTime: timeOf(lastScheduleTimeMs) }),
    },
  };
}

function activeJobs(namespace: string, owner: string, { workloads }: ServerState): ObjectReference[] {
  return [...workloads.values()]
    .filter(({ identity, status }) => identity.owner === owner && identity.namespace === namespace && !status.isGone)
    .filter(({ status }) => !status.conditions.some(({ type }) => type === 'Complete' || type === 'Failed'))
    .map(({ identity: { name, uid }, version }) => {
      return { apiVersion: 'batch/v1', kind: 'Job', namespace, name, uid, resourceVersion: String(version) };
    });
}

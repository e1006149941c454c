import type { JobPlan } from '../workload-plan.js';
import { INDEXES_FAILED, type Outcome, OVER_LIMIT, TOO_LATE, TOO_MANY_INDEXES } from './job-outcome.js';
import { restartsOf } from './job-pods.js';
import type { JobTally } from './job-tally.js';

/**
 * Why a Job fails, as far as numbers say so; undefined: it goes on.
 *
 * @param isLate whether its deadline has passed
 * @source kubelet-semantics C7 to C9; pkg/controller/job/job_controller.go syncJob
 */
export function failureOf(plan: Omit<JobPlan, 'kind'>, tally: JobTally, isLate: boolean): Outcome | undefined {
  const { backoffLimit, template } = plan;
  if (tally.failed > backoffLimit) return OVER_LIMIT;
  if (template.spec.restartPolicy === 'OnFailure') {
    const restarts = restartsOf(tally.pods);
    if (backoffLimit === 0 ? restarts > 0 : restarts >= backoffLimit) return OVER_LIMIT;
  }
  return isLate ? TOO_LATE : failureOfIndexes(plan, tally);
}

function failureOfIndexes({ indexed, completions = 0 }: Omit<JobPlan, 'kind'>, { indexes }: JobTally) {
  if (indexed?.backoffLimit === undefined) return undefined;
  const failed = indexes.failedCount(completions);
  if (indexed.maxFailed !== undefined && failed > indexed.maxFailed) return TOO_MANY_INDEXES;
  const isLast = failed + indexes.succeededCount(completions) >= completions;
  return failed > 0 && isLast ? INDEXES_FAILED : undefined;
}

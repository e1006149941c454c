import type { EventReason } from '../../trace/vocabulary.js';

/** How a Job ends; it has ended when its last pod is gone. */
export type Outcome = { readonly message: string } & (
  | { readonly type: 'Complete'; readonly reason: 'CompletionsReached' }
  | { readonly type: 'Failed'; readonly reason: EventReason }
);

export const COMPLETE: Outcome = {
  type: 'Complete',
  reason: 'CompletionsReached',
  message: 'Reached expected number of succeeded pods',
};
export const OVER_LIMIT: Outcome = {
  type: 'Failed',
  reason: 'BackoffLimitExceeded',
  message: 'Job has reached the specified backoff limit',
};
export const TOO_LATE: Outcome = {
  type: 'Failed',
  reason: 'DeadlineExceeded',
  message: 'Job was active longer than specified deadline',
};
export const TOO_MANY_INDEXES: Outcome = {
  type: 'Failed',
  reason: 'MaxFailedIndexesExceeded',
  message: 'Job has exceeded the specified maximal number of failed indexes',
};
export const INDEXES_FAILED: Outcome = {
  type: 'Failed',
  reason: 'FailedIndexes',
  message: 'Job has failed indexes',
};

/** A rule of its failure policy says so. */
export const failedByPolicy = (message: string): Outcome => ({ type: 'Failed', reason: 'PodFailurePolicy', message });

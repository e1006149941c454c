import { type BackoffPolicy, grownStep } from '../kubelet/policy.js';

/** The rule that steps follow, for whoever tells of them. */
export type StepRule = BackoffPolicy;

const MOST_STEPS = 1_000;

/** The steps a policy climbs, from the first to the cap. */
export function stepsOf(policy: StepRule): readonly number[] {
  const steps = [policy.initialMs];
  for (let at = policy.initialMs; at < policy.maxMs && steps.length < MOST_STEPS; ) {
    at = stepAfter(policy, at);
    steps.push(at);
  }
  return steps;
}

/** What an admission makes of a step; of none (0) the first. @source kubelet-semantics B5 */
export function stepAfter(policy: StepRule, stepMs: number): number {
  return stepMs === 0 ? policy.initialMs : grownStep(policy, stepMs);
}

/**
 * The step that an exit meets after so many restarts when nothing ever reset: 0 before the first. No exit can meet more,
 * since a restart doubles it once.
 *
 * @source kubelet-semantics D5
 */
export function stepAtMost(policy: StepRule, restarts: number): number {
  if (restarts <= 0) return 0;
  const steps = stepsOf(policy);
  return steps[Math.min(restarts, steps.length) - 1] ?? policy.maxMs;
}

/** The waits before so many restarts, all served in full and none reset: the least time they take. */
export function waitsBefore(policy: StepRule, restarts: number): number {
  const steps = stepsOf(policy);
  const climbed = steps.slice(0, Math.max(0, restarts - 1)).reduce((sum, stepMs) => sum + stepMs, 0);
  return climbed + Math.max(0, restarts - 1 - steps.length) * policy.maxMs;
}

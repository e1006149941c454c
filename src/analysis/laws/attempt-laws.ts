import type { Plan } from '../../cluster/plan.js';
import type { PodSpec } from '../../kubelet/pod-spec.js';
import { type BackoffPolicy, grownStep } from '../../kubelet/policy.js';
import type { Why } from '../../trace/vocabulary.js';
import type { AttemptFacts } from '../attempts.js';
import { type ContainerLife, type PodLife, said } from './pod-life.js';

/** After a wait that ended so, the backoff has begun anew. */
const RESETS: readonly Why[] = ['first-restart-free', 'reset-after-long-run', 'entry-collected', 'kubelet-restarted'];

/** Attempts are numbered, follow each other, and each but the first was let through. */
export function sequence({ attempts }: ContainerLife, { durationMs }: Plan): readonly string[] {
  return attempts.flatMap((each, at) => {
    const before = attempts[at - 1];
    const overlaps = before?.finishedAtMs !== undefined && before.finishedAtMs > each.startedAtMs;
    return [
      ...said(each.attempt !== at, `attempt ${each.attempt} is number ${at}`),
      ...said(each.startedAtMs > durationMs, `attempt ${at} starts after the end`),
      ...said(
        (each.finishedAtMs ?? Number.POSITIVE_INFINITY) < each.startedAtMs,
        `attempt ${at} ends before it starts`,
      ),
      ...said(
        before !== undefined && before.finishedAtMs === undefined,
        `attempt ${at} starts while the one before runs`,
      ),
      ...said(overlaps, `attempt ${at} overlaps the one before`),
      ...said(before !== undefined && before.why === undefined, `attempt ${at} was never admitted`),
    ];
  });
}

/** The step grows by the factor up to the cap, begins anew after every reset, and is waited out in full. */
export function waits({ attempts }: ContainerLife, pod: PodLife, plan: Plan): readonly string[] {
  const { policy } = plan.kubelet;
  const ladder = stepsOf(policy);
  const isPunctual = plan.fidelity !== 'realistic' && !pod.pulled && pod.spec !== undefined && takesNoTime(pod.spec);
  return attempts.flatMap((each, at) => {
    const stepMs = each.stepMs ?? 0;
    const waitedMs = each.delayMs;
    const isWait = each.why === 'backoff' || each.why === 'probe-kill-backoff';
    const wrongStep = pod.imageMayChange ? undefined : wrongGrowth(attempts[at - 1], stepMs, policy);
    return [
      ...said(!policy.delays && stepMs > 0, `step ${stepMs} without a backoff`),
      ...said(policy.delays && stepMs > 0 && !ladder.has(stepMs), `there is no step ${stepMs}`),
      ...said(wrongStep !== undefined, `attempt ${at}: ${wrongStep}`),
      ...said(
        isWait && !pod.imageMayChange && waitedMs !== undefined && waitedMs < stepMs,
        `waited ${waitedMs} of ${stepMs}`,
      ),
      ...said(
        isWait && isPunctual && !pod.imageMayChange && waitedMs !== undefined && waitedMs !== stepMs,
        `waited ${waitedMs} instead of ${stepMs} on the ideal clock`,
      ),
    ];
  });
}

/** Judged only where one admission, and no more, lies between two exits. */
function wrongGrowth(before: AttemptFacts | undefined, stepMs: number, policy: BackoffPolicy): string | undefined {
  if (before?.why === undefined || before.failedStarts > 0 || stepMs === 0) return undefined;
  if (policy.stepsMs !== undefined || policy.afterSuccessMs !== undefined) return undefined;
  if (before.why === 'backoff') {
    const grown = grownStep(policy, before.stepMs ?? 0);
    return stepMs === grown ? undefined : `step ${stepMs} after a wait of ${before.stepMs}`;
  }
  return RESETS.includes(before.why) && stepMs !== policy.initialMs ? `step ${stepMs} after ${before.why}` : undefined;
}

const MOST_STEPS = 100_000;

/** Every step the policy can have. */
function stepsOf(policy: BackoffPolicy): ReadonlySet<number> {
  const steps = new Set<number>(policy.afterSuccessMs === undefined ? [] : [policy.afterSuccessMs]);
  if (policy.stepsMs !== undefined) return new Set([...steps, ...policy.stepsMs]);
  for (
    let stepMs = policy.initialMs;
    !steps.has(stepMs) && steps.size < MOST_STEPS;
    stepMs = grownStep(policy, stepMs)
  ) {
    steps.add(stepMs);
  }
  return steps;
}

/** Whether nothing in the pod's syncs holds up a start: hooks, pulls, kills with a grace, other containers' turns. */
function takesNoTime({ containers, volumes }: PodSpec): boolean {
  return (
    volumes.length === 0 &&
    containers.every(({ type, postStart, liveness, startup, restartRules, configs }) => {
      const isPlain = type === 'container' && configs.length === 0;
      return (
        isPlain &&
        postStart === undefined &&
        liveness === undefined &&
        startup === undefined &&
        restartRules.length === 0
      );
    })
  );
}

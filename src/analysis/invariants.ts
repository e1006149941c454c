import { containerCount, type Plan, type PodPlan } from '../cluster/plan.js';
import type { ApiFacts, ShownReason } from '../trace/sink.js';
import type { Trace } from '../trace/trace.js';
import type { ContainerState, Phase } from '../trace/vocabulary.js';
import { type AttemptFacts, gatherAttempts } from './attempts.js';

/**
 * What every run must satisfy, whatever its scenario. Gives a sentence for each violation; none is good.
 *
 * Deliberately told in terms of facts alone, so that it judges the model instead of repeating it.
 */
export function violations(plan: Plan, trace: Trace): readonly string[] {
  const attempts = gatherAttempts(trace, containerCount(plan));
  const api = new ApiWatcher();
  trace.replayApi(api, Number.POSITIVE_INFINITY);
  let index = -1;
  const perContainer = plan.pods.flatMap((pod) =>
    pod.containers.flatMap((container) => {
      index += 1;
      const own = attempts[index] ?? [];
      const imageChanges = container.imageChanges.length > 0;
      const found = [
        ...sequence(own, plan.durationMs),
        ...waits(own, plan, imageChanges ? 'several-entries' : 'one-entry'),
        ...(imageChanges ? [] : restartPolicy(own, pod)),
        ...deletion(own, pod),
        ...comesBack(own, pod, plan),
        ...published(own, api.newestAttempt.get(index)),
      ];
      return found.map((text) => `${pod.name}/${container.name}: ${text}`);
    }),
  );
  const kept = plan.pods.flatMap(({ name, deletedAtMs, terminationGraceMs }, pod) => {
    const isDue = deletedAtMs !== undefined && deletedAtMs + terminationGraceMs + SETTLED_MS < plan.durationMs;
    return said(isDue && !api.deleted.has(pod), `${name}: was deleted and is still there`);
  });
  return [...perContainer, ...kept, ...api.problems];
}

function sequence(attempts: readonly AttemptFacts[], durationMs: number): readonly string[] {
  return attempts.flatMap((each, at) => {
    const before = attempts[at - 1];
    return [
      ...said(each.attempt !== at, `attempt ${each.attempt} is number ${at}`),
      ...said(each.startedAtMs > durationMs, `attempt ${at} starts after the end`),
      ...said(
        each.finishedAtMs !== undefined && each.finishedAtMs < each.startedAtMs,
        `attempt ${at} ends before it starts`,
      ),
      ...said(
        before !== undefined && before.finishedAtMs === undefined,
        `attempt ${at} starts while the one before runs`,
      ),
      ...said(
        before?.finishedAtMs !== undefined && before.finishedAtMs > each.startedAtMs,
        `attempt ${at} overlaps the one before`,
      ),
      ...said(before !== undefined && before.why === undefined, `attempt ${at} was never admitted`),
    ];
  });
}

/** The step grows by the factor up to the cap, begins anew after every reset, and is waited out in full. */
function waits(
  attempts: readonly AttemptFacts[],
  plan: Plan,
  entries: 'one-entry' | 'several-entries',
): readonly string[] {
  const { initialMs, maxMs, factor, delays } = plan.kubelet.policy;
  return attempts.flatMap((each, at) => {
    const stepMs = each.stepMs ?? 0;
    const before = attempts[at - 1];
    const grown = Math.min(Math.round((before?.stepMs ?? 0) * factor), maxMs);
    const continues = entries === 'one-entry' && stepMs > 0;
    const followsBackoff = continues && before?.why === 'backoff';
    const followsReset = continues && before?.why !== undefined && before.why !== 'backoff';
    const waitedMs = each.delayMs;
    return [
      ...said(stepMs > maxMs, `step ${stepMs} is above the cap`),
      ...said(!delays && stepMs > 0, `step ${stepMs} without a backoff`),
      ...said(followsBackoff && stepMs !== grown, `step ${stepMs} after a wait of ${before?.stepMs}`),
      ...said(followsReset && stepMs !== initialMs, `step ${stepMs} after ${before?.why}`),
      ...said(each.why === 'backoff' && waitedMs !== undefined && waitedMs < stepMs, `waited ${waitedMs} of ${stepMs}`),
      ...said(
        plan.fidelity !== 'realistic' && each.why === 'backoff' && waitedMs !== undefined && waitedMs !== stepMs,
        `waited ${waitedMs} instead of ${stepMs} on the ideal clock`,
      ),
    ];
  });
}

function restartPolicy(attempts: readonly AttemptFacts[], pod: PodPlan): readonly string[] {
  return attempts
    .slice(0, -1)
    .flatMap(({ exitCode, attempt }) => [
      ...said(pod.restartPolicy === 'Never', `attempt ${attempt} was followed by another under Never`),
      ...said(
        pod.restartPolicy === 'OnFailure' && exitCode === 0,
        `attempt ${attempt} succeeded and was followed by another`,
      ),
    ]);
}

/** Nothing starts once a deletion is observed, and the pod is gone when its grace is over. */
function deletion(attempts: readonly AttemptFacts[], { deletedAtMs, terminationGraceMs }: PodPlan): readonly string[] {
  if (deletedAtMs === undefined) return [];
  const graceMs = Math.max(terminationGraceMs, 2_000);
  return attempts.flatMap(({ attempt, startedAtMs, finishedAtMs }) => [
    ...said(startedAtMs > deletedAtMs, `attempt ${attempt} starts after the deletion`),
    ...said((finishedAtMs ?? 0) > deletedAtMs + graceMs + SETTLED_MS, `attempt ${attempt} outlives its grace`),
  ]);
}

/** Under Always an exit is followed by a start, as soon as the longest wait is over. */
function comesBack(attempts: readonly AttemptFacts[], pod: PodPlan, plan: Plan): readonly string[] {
  const last = attempts.at(-1);
  if (pod.restartPolicy !== 'Always' || pod.deletedAtMs !== undefined || last?.finishedAtMs === undefined) return [];
  const lostMs = plan.durationMs - last.finishedAtMs;
  return said(lostMs > plan.kubelet.policy.maxMs + SETTLED_MS, `attempt ${last.attempt} was never followed by another`);
}

/** Longer than all of a kubelet's rhythms, jitter, latencies and kills of other containers together. */
const SETTLED_MS = 240_000;

function published(attempts: readonly AttemptFacts[], newest: number | undefined): readonly string[] {
  const instances = attempts.length;
  return said(
    newest !== undefined && newest > instances - 1,
    `the API shows restart ${newest} of ${instances} instances`,
  );
}

/** Follows what the API was told, and notes what it must never be told. */
class ApiWatcher implements ApiFacts {
  readonly newestAttempt = new Map<number, number>();
  readonly deleted = new Set<number>();
  readonly problems: string[] = [];
  readonly #phases = new Map<number, Phase>();

  containerPublished(
    container: number,
    atMs: number,
    _state: ContainerState,
    _reason: ShownReason,
    attempt: number,
  ): void {
    if (attempt < (this.newestAttempt.get(container) ?? -1))
      this.problems.push(`container ${container}: restart count falls at ${atMs} ms`);
    this.newestAttempt.set(container, attempt);
  }

  phasePublished(pod: number, atMs: number, phase: Phase): void {
    const before = this.#phases.get(pod);
    if (before === 'Succeeded' || before === 'Failed') this.problems.push(`pod ${pod}: leaves ${before} at ${atMs} ms`);
    this.#phases.set(pod, phase);
  }

  podDeleted(pod: number): void {
    this.deleted.add(pod);
  }

  podCreated(): void {}
}

function said(isWrong: boolean, text: string): readonly string[] {
  return isWrong ? [text] : [];
}

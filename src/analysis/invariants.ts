import { globMatches } from '../cluster/glob.js';
import type { Plan } from '../cluster/plan.js';
import type { PodSpec } from '../kubelet/pod-spec.js';
import type { PodIdentity } from '../trace/identity.js';
import { Quiet } from '../trace/quiet.js';
import type { ContainerStatus } from '../trace/sink.js';
import type { Trace } from '../trace/trace.js';
import type { Phase } from '../trace/vocabulary.js';
import { type AttemptFacts, gatherAttempts } from './attempts.js';
import { specOf } from './pod-specs.js';

/**
 * What every run must satisfy, whatever its scenario. Gives a sentence for each violation; none is good.
 *
 * Deliberately told in terms of facts alone, so that it judges the model instead of repeating it.
 */
export function violations(plan: Plan, trace: Trace): readonly string[] {
  const attempts = gatherAttempts(trace);
  const api = new ApiWatcher();
  trace.replayApi(api, Number.POSITIVE_INFINITY);
  const perContainer = trace.pods.flatMap((pod) => {
    const spec = specOf(plan, pod);
    const goesAtMs = isOnLostNode(plan, api, pod) ? undefined : api.terminatingAtMs.get(pod.index);
    return pod.containers.flatMap(({ index, name }) => {
      const own = attempts[index] ?? [];
      const imageChanges = imageMayChange(plan, pod);
      const found = [
        ...sequence(own, plan.durationMs),
        ...waits(own, plan, imageChanges ? 'several-entries' : 'one-entry'),
        ...(imageChanges || spec === undefined ? [] : restartPolicy(own, spec)),
        ...(goesAtMs === undefined || spec === undefined ? [] : deletion(own, goesAtMs, spec)),
        ...(goesAtMs === undefined && spec !== undefined ? comesBack(own, spec, plan) : []),
        ...published(own, api.newestAttempt.get(index)),
      ];
      return found.map((text) => `${pod.name}/${name}: ${text}`);
    });
  });
  const kept = trace.pods.flatMap((pod) => {
    const spec = specOf(plan, pod);
    const goesAtMs = isOnLostNode(plan, api, pod) ? undefined : api.terminatingAtMs.get(pod.index);
    if (goesAtMs === undefined || spec === undefined) return [];
    const isDue = goesAtMs + spec.terminationGraceMs + SETTLED_MS < plan.durationMs;
    return said(isDue && !api.deleted.has(pod.index), `${pod.name}: was deleted and is still there`);
  });
  return [...perContainer, ...kept, ...api.problems];
}

/** A pod whose image is changed in place has several backoff entries, and starts that no exit led to. */
function imageMayChange({ actions }: Plan, { name }: PodIdentity): boolean {
  return actions.some(
    (action) => action.kind === 'setImage' && action.target.kind === 'Pod' && globMatches(action.target.name, name),
  );
}

/** A kubelet that cannot be reached does not hear of a deletion, and nobody hears from it. @source kubelet-semantics C11 */
function isOnLostNode({ actions }: Plan, api: ApiWatcher, { index }: PodIdentity): boolean {
  return actions.some((action) => action.kind === 'loseNode' && action.node === api.nodes.get(index));
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

function restartPolicy(attempts: readonly AttemptFacts[], spec: PodSpec): readonly string[] {
  return attempts
    .slice(0, -1)
    .flatMap(({ exitCode, attempt }) => [
      ...said(spec.restartPolicy === 'Never', `attempt ${attempt} was followed by another under Never`),
      ...said(
        spec.restartPolicy === 'OnFailure' && exitCode === 0,
        `attempt ${attempt} succeeded and was followed by another`,
      ),
    ]);
}

/** Nothing starts once a deletion is observed, and the pod is gone when its grace is over. */
function deletion(
  attempts: readonly AttemptFacts[],
  goesAtMs: number,
  { terminationGraceMs }: PodSpec,
): readonly string[] {
  const graceMs = Math.max(terminationGraceMs, 2_000);
  return attempts.flatMap(({ attempt, startedAtMs, finishedAtMs }) => [
    ...said(startedAtMs > goesAtMs, `attempt ${attempt} starts after the deletion`),
    ...said((finishedAtMs ?? 0) > goesAtMs + graceMs + SETTLED_MS, `attempt ${attempt} outlives its grace`),
  ]);
}

/** Under Always an exit is followed by a start, as soon as the longest wait is over. */
function comesBack(attempts: readonly AttemptFacts[], spec: PodSpec, plan: Plan): readonly string[] {
  const last = attempts.at(-1);
  if (spec.restartPolicy !== 'Always' || last?.finishedAtMs === undefined) return [];
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
class ApiWatcher extends Quiet {
  readonly newestAttempt = new Map<number, number>();
  readonly nodes = new Map<number, string>();
  readonly terminatingAtMs = new Map<number, number>();
  readonly deleted = new Set<number>();
  readonly problems: string[] = [];
  readonly #phases = new Map<number, Phase>();

  override containerPublished(container: number, atMs: number, { restartCount }: ContainerStatus): void {
    if (restartCount < (this.newestAttempt.get(container) ?? -1))
      this.problems.push(`container ${container}: restart count falls at ${atMs} ms`);
    this.newestAttempt.set(container, restartCount);
  }

  override podBound(pod: number, _atMs: number, node: string): void {
    this.nodes.set(pod, node);
  }

  override podTerminating(pod: number, atMs: number): void {
    this.terminatingAtMs.set(pod, atMs);
  }

  override phasePublished(pod: number, atMs: number, phase: Phase): void {
    const before = this.#phases.get(pod);
    if (before === 'Succeeded' || before === 'Failed') this.problems.push(`pod ${pod}: leaves ${before} at ${atMs} ms`);
    this.#phases.set(pod, phase);
  }

  override podDeleted(pod: number): void {
    this.deleted.add(pod);
  }
}

function said(isWrong: boolean, text: string): readonly string[] {
  return isWrong ? [text] : [];
}

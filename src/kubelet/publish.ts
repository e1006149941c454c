import type { Sink } from '../trace/sink.js';
import type { ContainerState, ExitReason, Phase, RestartPolicy, WaitingReason } from '../trace/vocabulary.js';
import type { Container } from './container.js';
import type { KubeletContext } from './context.js';
import type { Pod } from './pod.js';
import { restartsAfterExit } from './restart-policy.js';

/**
 * Tells the API what the sync's view shows, as far as it changed.
 *
 * @param phaseMayEnd false withholds Succeeded and Failed while containers might still run
 * @source kubelet-semantics P5, T20
 */
export function publishStatus(pod: Pod, context: KubeletContext, nowMs: number, phaseMayEnd: boolean): void {
  if (context.sink.keepsStatus) tellChanges(pod, context, nowMs, phaseMayEnd);
}

function tellChanges(pod: Pod, { sink, timing }: KubeletContext, nowMs: number, phaseMayEnd: boolean): void {
  for (const container of pod.containers) {
    if (timing.publishes === 'at-sync-end') container.view.copyFrom(container.actual);
    publishContainer(container, pod.spec.restartPolicy, sink, nowMs);
  }
  const phase = podPhase(pod);
  const shown = (phase === 'Succeeded' || phase === 'Failed') && !phaseMayEnd ? 'Running' : phase;
  if (shown === pod.publishedPhase) return;
  pod.publishedPhase = shown;
  sink.phasePublished(pod.identity.index, nowMs, shown, null, null);
}

function publishContainer(container: Container, policy: RestartPolicy, sink: Sink, nowMs: number): void {
  const { state, reason } = containerState(container, policy);
  const restartCount = container.view.newest?.attempt ?? 0;
  const shown = container.published;
  if (shown?.state === state && shown.reason === reason && shown.restartCount === restartCount) return;
  const isUp = state === 'running';
  const lastAttempt =
    state === 'waiting' ? (container.view.newest?.attempt ?? null) : restartCount === 0 ? null : restartCount - 1;
  const status = {
    state,
    reason,
    message: null,
    restartCount,
    ready: isUp,
    started: isUp,
    lastAttempt,
    lastRemoved: false,
  };
  container.published = status;
  sink.containerPublished(container.index, nowMs, status);
}

interface ApiState {
  readonly state: ContainerState;
  readonly reason: ExitReason | WaitingReason | null;
}

/** @source kubelet-semantics P7 to P9: a start error overrides the exit it followed, if it is to be restarted */
function containerState(container: Container, policy: RestartPolicy): ApiState {
  const { newest, exited } = container.view;
  if (newest === undefined) return { state: 'waiting', reason: container.startError ?? 'ContainerCreating' };
  if (!exited) return { state: 'running', reason: null };
  if (container.startError !== undefined && restartsAfterExit(policy, newest.exitCode)) {
    return { state: 'waiting', reason: container.startError };
  }
  return { state: 'terminated', reason: newest.reason };
}

/** @source kubelet-semantics P2 to P4 for pods without init containers */
function podPhase({ containers, spec }: Pod): Phase {
  let running = false;
  let restarts = false;
  let failed = false;
  for (const { view } of containers) {
    if (view.newest === undefined) return 'Pending';
    if (!view.exited) running = true;
    else if (restartsAfterExit(spec.restartPolicy, view.newest.exitCode)) restarts = true;
    else if (view.newest.exitCode !== 0) failed = true;
  }
  if (running || restarts) return 'Running';
  return failed ? 'Failed' : 'Succeeded';
}

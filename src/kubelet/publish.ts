import type { ContainerStatus, PodCondition } from '../trace/sink.js';
import type { Phase } from '../trace/vocabulary.js';
import { initialized, readiness, readyToStart, restartingAll } from './conditions.js';
import type { Container, Seen } from './container.js';
import { containerStatus } from './container-status.js';
import type { KubeletContext } from './context.js';
import { isTerminal, podPhase } from './phase.js';
import { DEADLINE_EXCEEDED, type Pod } from './pod.js';
import { deadlineExceeded } from './pod-texts.js';

/**
 * Tells the API what somebody knows of a pod, as far as it changed.
 *
 * @param seen `view`: as a sync was given it, which all of its work leaves as it is; `actual`: as it is now
 * @param phaseMayEnd false withholds Succeeded and Failed while containers might still run
 * @source kubelet-semantics P5, T20
 */
export function publishStatus(
  pod: Pod,
  context: KubeletContext,
  nowMs: number,
  seen: Seen,
  phaseMayEnd: boolean,
): void {
  // Probes look at what was published.
  if (!context.sink.keepsStatus && !pod.hasProbers) return;
  if (context.timing.publishes === 'at-sync-end' && isAboutToChange(pod, nowMs)) return;
  // Every status generated past the deadline says so again.
  if (pod.stop === DEADLINE_EXCEEDED) pod.recorder.say(deadlineExceeded(), nowMs);
  let isNews = false;
  for (const container of pod.containers) {
    if (publishContainer(container, containerStatus(container, pod, seen), context, nowMs)) isNews = true;
    askReadiness(container, nowMs);
  }
  let isTurn = pod.isNews;
  pod.isNews = false;
  const phase = podPhase(pod, seen);
  const shown = isTerminal(phase) && !phaseMayEnd ? (pod.publishedPhase ?? 'Pending') : phase;
  if (shown !== pod.publishedPhase) {
    isTurn = true;
    pod.publishedPhase = shown;
    const why = shown === 'Failed' ? pod.stop : undefined;
    if (why?.disruption !== undefined) publishCondition(pod, why.disruption, context, nowMs);
    context.sink.phasePublished(pod.identity.index, nowMs, shown, why?.reason ?? null, why?.message ?? null);
  }
  if (isTurn || (isNews && !pod.wasInitialized)) publishProgress(pod, shown, context, nowMs);
  if (isTurn || isNews) publishReadiness(pod, shown, context, nowMs);
}

/** Whether a container exits at this very instant: the sync that follows tells how the instant ends. */
function isAboutToChange({ containers }: Pod, nowMs: number): boolean {
  for (let at = 0; at < containers.length; at += 1) {
    const { actual } = containers[at] as Container;
    if (actual.isRunning && actual.newest?.finishedAtMs === nowMs) return true;
  }
  return false;
}

/** A probe has told something new about a container: its status changes at once. @source kubelet-semantics PR10 */
export function publishProbe(pod: Pod, container: Container, context: KubeletContext, nowMs: number): void {
  const { published, probers } = container;
  if (published === undefined || probers === undefined || published.state !== 'running') return;
  const { restartCount } = published;
  const started = probers.isStarted(restartCount);
  const ready = container.spec.type === 'init' ? published.ready : started && probers.isReady(restartCount);
  publishContainer(container, { ...published, started, ready }, context, nowMs);
  const phase = pod.publishedPhase ?? 'Pending';
  publishProgress(pod, phase, context, nowMs);
  publishReadiness(pod, phase, context, nowMs);
}

/** Tells a condition unless the API knows it. */
export function publishCondition(pod: Pod, condition: PodCondition, { sink }: KubeletContext, nowMs: number): void {
  if (!sink.keepsStatus) return;
  const shown = pod.publishedConditions[condition.type];
  if (shown === condition) return;
  const isKnown =
    shown?.status === condition.status && shown.reason === condition.reason && shown.message === condition.message;
  if (isKnown) return;
  pod.publishedConditions[condition.type] = condition;
  sink.conditionPublished(pod.identity.index, nowMs, condition);
}

/** The conditions that change a few times in a pod's life. @source kubelet-semantics P22, P23, A24 */
function publishProgress(pod: Pod, phase: Phase, context: KubeletContext, nowMs: number): void {
  if (!context.sink.keepsStatus) return;
  const restarting = restartingAll(pod);
  if (restarting !== undefined) publishCondition(pod, restarting, context, nowMs);
  const isTold = context.version.readyToStart !== 'untold';
  if (isTold) publishCondition(pod, readyToStart(pod.hasSandbox && !isTerminal(phase)), context, nowMs);
  publishCondition(pod, initialized(pod, phase), context, nowMs);
}

/** Those that change at every restart. @source kubelet-semantics P21 */
function publishReadiness(pod: Pod, phase: Phase, context: KubeletContext, nowMs: number): void {
  if (!context.sink.keepsStatus) return;
  const { Ready, ContainersReady } = readiness(pod, phase);
  publishCondition(pod, Ready, context, nowMs);
  publishCondition(pod, ContainersReady, context, nowMs);
}

/** @returns whether the API did not know it */
function publishContainer(
  container: Container,
  status: ContainerStatus,
  { sink }: KubeletContext,
  nowMs: number,
): boolean {
  const shown = container.published;
  const isKnown =
    shown !== undefined &&
    shown.state === status.state &&
    shown.reason === status.reason &&
    shown.restartCount === status.restartCount &&
    shown.ready === status.ready &&
    shown.started === status.started &&
    shown.message === status.message &&
    shown.lastAttempt === status.lastAttempt &&
    shown.lastRemoved === status.lastRemoved;
  if (isKnown) return false;
  container.published = status;
  sink.containerPublished(container.index, nowMs, status);
  return true;
}

/** A running container that is not ready yet has its readiness looked at besides the ticks. @source kubelet-semantics PR4 */
function askReadiness({ published, probers }: Container, nowMs: number): void {
  if (published?.state === 'running' && published.started && !published.ready) probers?.askReadiness(nowMs);
}

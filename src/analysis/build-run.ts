import type { Plan } from '../cluster/plan.js';
import { SECOND_MS, toSeconds } from '../time/units.js';
import type { Trace } from '../trace/trace.js';
import { type AttemptFacts, gatherHistories, type History } from './attempts.js';
import { clusterAt, type PodAt } from './cluster-state.js';
import type { ContainerAt } from './container-at.js';
import type { ListedEvent } from './event-list.js';
import type { Run, RunAttempt, RunContainer, RunEvent, RunPod, RunWaiting, RunWorkload } from './run.js';
import { allEventsOfTrace } from './trace-events.js';
import { type WorkloadAt, workloadsAt } from './workloads-at.js';

const orNull = (ms: number | undefined): number | null => (ms === undefined ? null : toSeconds(ms));

/** Tells a finished run in the words of the contract. Pods never created within the horizon are left out. */
export function buildRun(plan: Plan, trace: Trace): Run {
  const endMs = plan.durationMs;
  const histories = gatherHistories(trace);
  const attempts = histories.map((history) => history.attempts);
  let events: readonly RunEvent[] | undefined;
  return {
    apiVersion: 'crashloop.dev/v1alpha1',
    kind: 'Run',
    scenario: plan.scenario,
    seed: plan.seed,
    fidelity: plan.fidelity,
    kubeletVersion: plan.kubelet.versionName,
    durationSeconds: toSeconds(endMs),
    pods: clusterAt(plan, trace, endMs, attempts).flatMap((pod) => (pod === undefined ? [] : toRunPod(pod, histories))),
    workloads: workloadsAt(trace, endMs).filter(isController).map(toRunWorkload),
    // Folding them takes as long as all the rest, and not every reader looks.
    get events() {
      events ??= allEventsOfTrace(plan, trace, endMs)
        .toSorted((a, b) => a.firstMs - b.firstMs)
        .map(toRunEvent);
      return events;
    },
  };
}

function toRunPod(pod: PodAt, histories: readonly History[]): RunPod {
  const { namespace, name, uid, owner } = pod.identity;
  return {
    namespace,
    name,
    uid,
    owner: owner ?? null,
    node: pod.node,
    createdAtSeconds: toSeconds(pod.createdAtMs),
    terminatingAtSeconds: orNull(pod.terminatingAtMs),
    deletedAtSeconds: orNull(pod.deletedAtMs),
    phase: pod.phase,
    endedAtSeconds: orNull(pod.endedAtMs),
    status: pod.row.status,
    reason: pod.reason,
    message: pod.message,
    ready: pod.ready,
    conditions: pod.conditions.map(({ type, status, reason, message, sinceMs }) => {
      return { type, status: status ? 'True' : 'False', reason, message, sinceSeconds: toSeconds(sinceMs) };
    }),
    containers: pod.containers.map((container) => toRunContainer(pod, container, histories)),
  };
}

function toRunContainer(pod: PodAt, container: ContainerAt, histories: readonly History[]): RunContainer {
  const { index, name, type, image, restartCount, state, reason, message, ready } = container;
  const history = histories[index];
  return {
    name,
    type,
    image,
    restartCount,
    state,
    reason,
    message,
    ready,
    waiting: waitingOf(pod, container, history),
    attempts: history?.attempts.map(toRunAttempt) ?? [],
  };
}

/** What the API shows may lag behind: a start that was refused or failed tells of a wait before the state does. */
function waitingOf(
  { endedAtMs, createdAtMs, terminatingAtMs }: PodAt,
  { state }: ContainerAt,
  history: History | undefined,
): RunWaiting | null {
  const last = history?.attempts.at(-1);
  const pending = history?.pending;
  const runs = last !== undefined && last.finishedAtMs === undefined;
  const isOver = endedAtMs !== undefined || terminatingAtMs !== undefined;
  if (runs || isOver || (state !== 'waiting' && pending?.nextTryMs === undefined)) return null;
  return {
    sinceSeconds: toSeconds(last?.finishedAtMs ?? createdAtMs),
    failedStarts: pending?.failedStarts ?? 0,
    lastTrySeconds: orNull(pending?.lastTryMs),
    nextTrySeconds: orNull(pending?.nextTryMs),
  };
}

/** Most of what is made of a long run is made here, hence without {@link orNull}. */
function toRunAttempt(facts: AttemptFacts): RunAttempt {
  const { attempt, startedAtMs, finishedAtMs, exitCode, reason, delayMs, stepMs, why, failedStarts } = facts;
  return {
    attempt,
    startedAtSeconds: startedAtMs / SECOND_MS,
    finishedAtSeconds: finishedAtMs === undefined ? null : finishedAtMs / SECOND_MS,
    exitCode: exitCode ?? null,
    reason: reason ?? null,
    delaySeconds: delayMs === undefined ? null : delayMs / SECOND_MS,
    backoffSeconds: stepMs === undefined ? null : stepMs / SECOND_MS,
    why: delayMs === undefined ? null : (why ?? null),
    failedStarts,
  };
}

function isController({ identity }: WorkloadAt): boolean {
  return identity.kind !== 'Service' && identity.kind !== 'Node';
}

function toRunWorkload({ identity, status }: WorkloadAt): RunWorkload {
  const { kind, namespace, name, uid, owner } = identity;
  return {
    kind,
    namespace,
    name,
    uid,
    owner: owner ?? null,
    deleted: status.isGone,
    counts: status.counts,
    conditions: status.conditions.map(({ type, status: is, reason, message, changedAtMs }) => {
      return { type, status: is, reason, message, sinceSeconds: toSeconds(changedAtMs) };
    }),
  };
}

function toRunEvent({
  type,
  reason,
  object,
  fieldPath,
  source,
  message,
  count,
  firstMs,
  lastMs,
}: ListedEvent): RunEvent {
  return {
    type,
    reason,
    namespace: object.namespace,
    object: `${object.kind.toLowerCase()}/${object.name}`,
    uid: object.uid,
    fieldPath,
    source,
    message,
    count,
    firstSeconds: toSeconds(firstMs),
    lastSeconds: toSeconds(lastMs),
  };
}

import type { RestartRule } from '../kubelet/pod-spec.js';
import { SECOND_MS } from '../time/units.js';
import type { ContainerEvidence, EndedRun, PodEvidence, ToldState } from './evidence.js';
import { type Fields, listOf, mapOf, restartPolicyOf, stampOf, textOf, wholeOf } from './fields.js';

/** What a Pod object tells; the pod may be cut short, or be wrong in any part. */
export function podFromObject(pod: Fields): PodEvidence {
  const [metadata, spec, status] = [mapOf(pod.metadata), mapOf(pod.spec), mapOf(pod.status)];
  const startedAt = stampOf(status.startTime);
  const deadlineSeconds = wholeOf(spec.activeDeadlineSeconds);
  const owner = mapOf(listOf(metadata.ownerReferences)[0]);
  return {
    name: textOf(metadata.name),
    namespace: textOf(metadata.namespace),
    node: textOf(spec.nodeName),
    createdAt: stampOf(metadata.creationTimestamp),
    phase: textOf(status.phase),
    reason: textOf(status.reason),
    isTerminating: stampOf(metadata.deletionTimestamp) !== undefined,
    restartPolicy: restartPolicyOf(spec.restartPolicy),
    deadlineAtMs:
      startedAt === undefined || deadlineSeconds === undefined
        ? undefined
        : startedAt.fromMs + deadlineSeconds * SECOND_MS,
    owner: textOf(owner.kind) === undefined ? undefined : `${textOf(owner.kind)}/${textOf(owner.name) ?? ''}`,
    containers: [
      ...containersOf(listOf(status.initContainerStatuses), listOf(spec.initContainers), 'init'),
      ...containersOf(listOf(status.containerStatuses), listOf(spec.containers), 'container'),
    ],
    printedAtMs: undefined,
    unscheduled: unscheduledOf(listOf(status.conditions)),
  };
}

function unscheduledOf(conditions: readonly unknown[]): PodEvidence['unscheduled'] {
  const told = conditions.map(mapOf).find(({ type, status }) => type === 'PodScheduled' && status === 'False');
  return told === undefined ? undefined : { message: textOf(told.message) };
}

function containersOf(
  statuses: readonly unknown[],
  specs: readonly unknown[],
  type: 'container' | 'init',
): readonly ContainerEvidence[] {
  const byName = new Map(specs.map(mapOf).map((spec) => [textOf(spec.name), spec]));
  return statuses.map(mapOf).map((status) => {
    const name = textOf(status.name);
    const spec = byName.get(name);
    const isSidecar = type === 'init' && spec?.restartPolicy === 'Always';
    return {
      name,
      type: isSidecar ? 'sidecar' : type,
      state: stateOf(mapOf(status.state)),
      last: endedRun(mapOf(status.lastState).terminated),
      restartCount: wholeOf(status.restartCount),
      countIsLeast: false,
      countedContainers: 1,
      isKilledByProbes: spec === undefined ? undefined : (spec.livenessProbe ?? spec.startupProbe) !== undefined,
      pullsAlways: spec?.imagePullPolicy === 'Always',
      restartPolicy: restartPolicyOf(spec?.restartPolicy),
      restartRules: listOf(spec?.restartPolicyRules).map(mapOf).flatMap(ruleOf),
    };
  });
}

function stateOf(state: Fields): ToldState {
  const run = endedRun(state.terminated);
  if (run !== undefined) return { kind: 'terminated', run };
  if (state.running !== undefined) return { kind: 'running', startedAt: stampOf(mapOf(state.running).startedAt) };
  if (state.waiting === undefined) return { kind: 'unknown' };
  const waiting = mapOf(state.waiting);
  return { kind: 'waiting', reason: textOf(waiting.reason), message: textOf(waiting.message) };
}

function endedRun(terminated: unknown): EndedRun | undefined {
  if (typeof terminated !== 'object' || terminated === null) return undefined;
  const run = mapOf(terminated);
  return {
    exitCode: wholeOf(run.exitCode),
    reason: textOf(run.reason),
    startedAt: stampOf(run.startedAt),
    finishedAt: stampOf(run.finishedAt),
  };
}

function ruleOf(rule: Fields): readonly RestartRule[] {
  const codes = mapOf(rule.exitCodes);
  const { action } = rule;
  const { operator } = codes;
  if (action !== 'Restart' && action !== 'RestartAllContainers') return [];
  if (operator !== 'In' && operator !== 'NotIn') return [];
  return [{ action, operator, exitCodes: listOf(codes.values).flatMap((code) => wholeOf(code) ?? []) }];
}

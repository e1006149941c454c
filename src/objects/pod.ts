import type { Pod, PodCondition, PodStatus } from 'kubernetes-types/core/v1.js';
import type { AttemptFacts } from '../analysis/attempts.js';
import { type ContainerAt, containerAt } from '../analysis/container-at.js';
import type { Plan } from '../cluster/plan.js';
import { SECOND_MS } from '../time/units.js';
import type { ConditionAt, PodRecord } from '../trace/api-state.js';
import type { CONDITIONS, ConditionType } from '../trace/vocabulary.js';
import { nodeAddress, podAddress } from './addresses.js';
import { containerStatus } from './container-status.js';
import { ownerReference, textsUnder } from './metadata.js';
import { podSpec } from './pod-spec.js';
import { qualityOf } from './quality.js';
import type { ServerState } from './server-state.js';
import { NO_TIME, timeOf } from './times.js';

/** What pods are told from: what the API was told, and the runs its states refer to. */
export interface PodFacts {
  readonly plan: Plan;
  readonly state: ServerState;
  readonly attempts: readonly (readonly AttemptFacts[])[];
}

/** Letters that the API server adds to the name a controller asks for. @source apiserver pkg/storage/names/generate.go */
const SUFFIX_LENGTH = 5;

/** In the order in which the API lists them. */
const CONDITION_ORDER: readonly ConditionType[] = [
  'DisruptionTarget',
  'PodReadyToStartContainers',
  'Initialized',
  'Ready',
  'ContainersReady',
  'PodScheduled',
  'AllContainersRestarting',
] satisfies readonly (typeof CONDITIONS)[number][];

/** A pod as the API serves it. */
export function podObject(record: PodRecord, facts: PodFacts): Pod {
  const { identity, node } = record;
  const { state, attempts } = facts;
  const containers = identity.containers.map((each) =>
    containerAt(each, state.containers[each.index], attempts[each.index] ?? []),
  );
  const changed = identity.containers.flatMap(({ index, name }) => {
    const image = state.images[index];
    return image === undefined ? [] : [[name, image] as const];
  });
  const spec = podSpec({ identity, node, images: new Map(changed) });
  const status = podStatus({ record, facts, containers, isOnHost: spec.hostNetwork === true });
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadataOf(record, spec.terminationGracePeriodSeconds ?? 0, facts),
    spec,
    status: { ...status, qosClass: qualityOf(spec) },
  };
}

function metadataOf(
  { identity, createdAtMs, terminatingAtMs }: PodRecord,
  graceSeconds: number,
  { plan, state }: PodFacts,
): NonNullable<Pod['metadata']> {
  const { namespace, name, uid, owner, labels, served, index } = identity;
  const makesNames = owner !== undefined && !owner.startsWith('StatefulSet/');
  return {
    name,
    ...(makesNames && { generateName: name.slice(0, -SUFFIX_LENGTH) }),
    namespace,
    uid,
    resourceVersion: String(state.stored[index]?.version ?? 0),
    creationTimestamp: timeOf(createdAtMs),
    ...(terminatingAtMs !== undefined && {
      deletionTimestamp: timeOf(terminatingAtMs + graceSeconds * SECOND_MS),
      deletionGracePeriodSeconds: graceSeconds,
    }),
    ...textsUnder('labels', labels),
    ...textsUnder('annotations', served?.metadata?.annotations ?? {}),
    ...(owner !== undefined && { ownerReferences: [ownerReference(plan, namespace, owner)] }),
  };
}

interface StatusParts {
  readonly record: PodRecord;
  readonly facts: PodFacts;
  readonly containers: readonly ContainerAt[];
  readonly isOnHost: boolean;
}

function podStatus({ record, facts, containers, isOnHost }: StatusParts): PodStatus {
  const { identity, node, phase, reason, message, conditions } = record;
  const { plan, state } = facts;
  const acknowledgedAtMs = state.stored[identity.index]?.acknowledgedAtMs;
  const hostIP = nodeAddress(
    Math.max(
      0,
      plan.nodes.findIndex(({ name }) => name === node),
    ),
  );
  const podIP = isOnHost ? hostIP : podAddress(identity.index);
  const hasAddress = acknowledgedAtMs !== undefined && hasSandbox(conditions, containers);
  return {
    phase,
    conditions: conditions.toSorted(byOrder).map(conditionObject),
    ...(message !== null && { message }),
    ...(reason !== null && { reason }),
    ...(acknowledgedAtMs !== undefined && { hostIP, hostIPs: [{ ip: hostIP }] }),
    ...(hasAddress && { podIP, podIPs: [{ ip: podIP }] }),
    ...(acknowledgedAtMs !== undefined && { startTime: timeOf(acknowledgedAtMs) }),
    ...statusesOf(containers, identity.uid, state),
  };
}

/** Its address outlives the sandbox. */
function hasSandbox(conditions: readonly ConditionAt[], containers: readonly ContainerAt[]): boolean {
  const isReady = conditions.some(({ type, status }) => type === 'PodReadyToStartContainers' && status);
  return isReady || containers.some(({ state, lastAttempt }) => state !== 'waiting' || lastAttempt !== null);
}

/** Init containers in the order of the manifest, the others by name. @source pkg/kubelet/types SortedContainerStatuses */
function statusesOf(
  containers: readonly ContainerAt[],
  podUid: string,
  { images, startErrors }: ServerState,
): Pick<PodStatus, 'initContainerStatuses' | 'containerStatuses'> {
  const told = containers.filter(({ reported }) => reported);
  const statusOf = (container: ContainerAt) => {
    const { index } = container;
    const image = images[index] ?? container.image;
    return containerStatus({ podUid, container, image, startError: startErrors[index] });
  };
  const inits = told.filter(({ type }) => type !== 'container').map(statusOf);
  const others = told.filter(({ type }) => type === 'container').toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    ...(inits.length > 0 && { initContainerStatuses: inits }),
    ...(others.length > 0 && { containerStatuses: others.map(statusOf) }),
  };
}

function byOrder(a: ConditionAt, b: ConditionAt): number {
  return CONDITION_ORDER.indexOf(a.type) - CONDITION_ORDER.indexOf(b.type);
}

function conditionObject({ type, status, reason, message, sinceMs }: ConditionAt): PodCondition {
  return {
    type,
    status: status ? 'True' : 'False',
    lastProbeTime: NO_TIME,
    lastTransitionTime: timeOf(sinceMs),
    ...(reason !== null && { reason }),
    ...(message !== null && { message }),
  };
}

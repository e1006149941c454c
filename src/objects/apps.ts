import type {
  DaemonSet,
  DaemonSetSpec,
  Deployment,
  DeploymentSpec,
  ReplicaSet,
  ReplicaSetSpec,
  StatefulSet,
  StatefulSetSpec,
} from 'kubernetes-types/apps/v1.js';
import type { PodTemplateSpec } from 'kubernetes-types/core/v1.js';
import type { LabelSelector } from 'kubernetes-types/meta/v1.js';
import type { Plan } from '../cluster/plan.js';
import type { WorkloadStatus } from '../trace/workload.js';
import { deploymentCondition } from './conditions.js';
import { ownerOf, workloadMetadata } from './metadata.js';
import type { ServerState, StoredWorkload } from './server-state.js';

const REVISION = 'deployment.kubernetes.io/revision';
const HASH = 'pod-template-hash';

/** A Deployment as the API serves it. */
export function deploymentObject(plan: Plan, stored: StoredWorkload): Deployment {
  const { counts, served, conditions, revision } = stored.status;
  const annotations = { ...(revision !== undefined && { [REVISION]: String(revision) }), ...served?.annotations };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: workloadMetadata(plan, stored, { annotations }),
    spec: { ...(served?.spec as Partial<DeploymentSpec>), ...sized(counts), ...selection(stored.status) },
    status: {
      ...without(counts, ['specReplicas']),
      ...(conditions.length > 0 && { conditions: conditions.map(deploymentCondition) }),
    },
  };
}

/** A ReplicaSet as the API serves it; one that a Deployment has made says what its Deployment says. */
export function replicaSetObject(plan: Plan, stored: StoredWorkload, state: ServerState): ReplicaSet {
  const { identity, status } = stored;
  const { counts, served, template, revision } = status;
  const maker = deploymentOf(identity.owner, identity.namespace, state)?.status.served;
  const labels = served?.labels ?? template?.metadata?.labels ?? {};
  const annotations = served?.annotations ?? {
    ...maker?.annotations,
    ...(revision !== undefined && { [REVISION]: String(revision) }),
  };
  const ready = (maker?.spec as Partial<DeploymentSpec> | undefined)?.minReadySeconds;
  const spec = served?.spec ?? { ...(ready !== undefined && { minReadySeconds: ready }) };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: workloadMetadata(plan, stored, { labels, annotations }),
    spec: { ...(spec as Partial<ReplicaSetSpec>), ...sized(counts), ...selection(status, hashed(maker?.spec, labels)) },
    status: {
      ...without(counts, ['specReplicas', 'replicas']),
      ...((counts.replicas ?? 0) > 0 && { fullyLabeledReplicas: counts.replicas ?? 0 }),
      replicas: counts.replicas ?? 0,
    },
  };
}

function deploymentOf(
  owner: string | undefined,
  namespace: string,
  { workloads }: ServerState,
): StoredWorkload | undefined {
  if (owner === undefined) return undefined;
  const { kind, name } = ownerOf(owner);
  return [...workloads.values()].find(
    ({ identity }) => identity.kind === kind && identity.name === name && identity.namespace === namespace,
  );
}

/** The selector of a Deployment, for one of its templates only. */
function hashed(
  spec: Readonly<Record<string, unknown>> | undefined,
  labels: Readonly<Record<string, string>>,
): LabelSelector | undefined {
  if (spec === undefined) return undefined;
  const { selector } = spec as unknown as DeploymentSpec;
  return {
    ...selector,
    matchLabels: { ...selector.matchLabels, ...(labels[HASH] !== undefined && { [HASH]: labels[HASH] }) },
  };
}

/** A StatefulSet as the API serves it. */
export function statefulSetObject(plan: Plan, stored: StoredWorkload): StatefulSet {
  const { counts, served } = stored.status;
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: workloadMetadata(plan, stored),
    spec: {
      serviceName: '',
      ...(served?.spec as Partial<StatefulSetSpec>),
      ...sized(counts),
      ...selection(stored.status),
    },
    status: {
      ...without(counts, ['specReplicas', 'replicas', 'availableReplicas']),
      availableReplicas: counts.availableReplicas ?? 0,
      collisionCount: 0,
      replicas: counts.replicas ?? 0,
    },
  };
}

/** A DaemonSet as the API serves it. */
export function daemonSetObject(plan: Plan, stored: StoredWorkload): DaemonSet {
  const { counts, served } = stored.status;
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: workloadMetadata(plan, stored),
    spec: { ...(served?.spec as Partial<DaemonSetSpec>), ...selection(stored.status) },
    status: {
      ...without(counts, []),
      currentNumberScheduled: counts.currentNumberScheduled ?? 0,
      desiredNumberScheduled: counts.desiredNumberScheduled ?? 0,
      numberMisscheduled: counts.numberMisscheduled ?? 0,
      numberReady: counts.numberReady ?? 0,
    },
  };
}

type Counts = WorkloadStatus['counts'];

/** Counts as the API serves them: zeros are left out. */
function without(counts: Counts, names: readonly string[]): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([name, count]) => count !== 0 && !names.includes(name)));
}

function sized({ specReplicas }: Counts): { readonly replicas?: number } {
  return specReplicas === undefined ? {} : { replicas: specReplicas };
}

/** Whom it picks and what it makes them from; a selector nobody wrote is the template's labels. */
function selection(
  { served, template }: WorkloadStatus,
  selector?: LabelSelector,
): { readonly selector: LabelSelector; readonly template: PodTemplateSpec } {
  const labels = template?.metadata?.labels;
  const fallback = labels === undefined ? {} : { matchLabels: labels };
  const written = served?.spec.selector as LabelSelector | undefined;
  return { selector: selector ?? written ?? fallback, template: template ?? {} };
}

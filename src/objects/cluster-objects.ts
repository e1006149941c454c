import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from 'kubernetes-types/apps/v1.js';
import type { CronJob, Job } from 'kubernetes-types/batch/v1.js';
import type { Event, Namespace, Node, Pod, Service } from 'kubernetes-types/core/v1.js';
import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';
import { gatherAttempts } from '../analysis/attempts.js';
import { eventsOfTrace } from '../analysis/trace-events.js';
import type { Plan } from '../cluster/plan.js';
import type { Trace } from '../trace/trace.js';
import type { WorkloadKind } from '../trace/workload.js';
import { daemonSetObject, deploymentObject, replicaSetObject, statefulSetObject } from './apps.js';
import { cronJobObject, jobObject } from './batch.js';
import { eventObjects } from './event.js';
import { namespaceObjects } from './namespace.js';
import { nodeObject } from './node.js';
import { podObject } from './pod.js';
import { ServerState, type StoredWorkload } from './server-state.js';
import { serviceObject } from './service.js';

/** Everything the API serves, by kind, each list in the API's order: by namespace, then by name. */
export interface ClusterObjects {
  readonly pods: readonly Pod[];
  readonly events: readonly Event[];
  readonly nodes: readonly Node[];
  readonly namespaces: readonly Namespace[];
  readonly deployments: readonly Deployment[];
  readonly replicaSets: readonly ReplicaSet[];
  readonly statefulSets: readonly StatefulSet[];
  readonly daemonSets: readonly DaemonSet[];
  readonly jobs: readonly Job[];
  readonly cronJobs: readonly CronJob[];
  readonly services: readonly Service[];
}

/** What the API serves at an instant, that instant included. A list is made when it is first asked for. */
export function objectsAt(plan: Plan, trace: Trace, atMs: number): ClusterObjects {
  const state = once(() => {
    const told = new ServerState();
    trace.replayApi(told, atMs);
    return told;
  });
  const attempts = once(() => gatherAttempts(trace));
  const workloads = <Made extends Meta>(kind: WorkloadKind, make: (stored: StoredWorkload) => Made) =>
    once(() =>
      [...state().workloads.values()]
        .filter(({ identity, status }) => identity.kind === kind && !status.isGone)
        .map(make)
        .toSorted(byName),
    );
  const lists = {
    pods: once(() => {
      const facts = { plan, state: state(), attempts: attempts() };
      const there = facts.state.pods.filter((pod) => pod !== undefined && pod.deletedAtMs === undefined);
      return there.flatMap((pod) => (pod === undefined ? [] : [podObject(pod, facts)])).toSorted(byName);
    }),
    events: once(() => eventObjects(eventsOfTrace(plan, trace, atMs))),
    nodes: workloads('Node', (stored) => nodeObject(plan, stored, atMs)),
    namespaces: once(() => namespaceObjects(plan, namespacesOf(state()))),
    deployments: workloads('Deployment', (stored) => deploymentObject(plan, stored)),
    replicaSets: workloads('ReplicaSet', (stored) => replicaSetObject(plan, stored, state())),
    statefulSets: workloads('StatefulSet', (stored) => statefulSetObject(plan, stored)),
    daemonSets: workloads('DaemonSet', (stored) => daemonSetObject(plan, stored)),
    jobs: workloads('Job', (stored) => jobObject(plan, stored)),
    cronJobs: workloads('CronJob', (stored) => cronJobObject(plan, stored, state())),
    services: workloads('Service', (stored) => serviceObject(plan, stored)),
  };
  return lazily(lists);
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

type Makers = { readonly [Kind in keyof ClusterObjects]: () => ClusterObjects[Kind] };

function lazily(makers: Makers): ClusterObjects {
  const properties = Object.entries(makers).map(([kind, get]) => [kind, { get, enumerable: true }] as const);
  return Object.defineProperties({}, Object.fromEntries(properties)) as ClusterObjects;
}

interface Meta {
  readonly metadata?: ObjectMeta;
}

function byName({ metadata: a }: Meta, { metadata: b }: Meta): number {
  const [namespaceA, namespaceB] = [a?.namespace ?? '', b?.namespace ?? ''];
  if (namespaceA !== namespaceB) return namespaceA < namespaceB ? -1 : 1;
  const [nameA, nameB] = [a?.name ?? '', b?.name ?? ''];
  return nameA < nameB ? -1 : nameA > nameB ? 1 : 0;
}

function namespacesOf({ pods, workloads }: ServerState): ReadonlySet<string> {
  const names = new Set<string>();
  for (const pod of pods) if (pod !== undefined) names.add(pod.identity.namespace);
  for (const { identity } of workloads.values()) if (identity.namespace !== '') names.add(identity.namespace);
  return names;
}

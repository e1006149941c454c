import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from 'kubernetes-types/apps/v1.js';
import type { CronJob, Job } from 'kubernetes-types/batch/v1.js';
import type { Event, Namespace, Node, Pod, Service } from 'kubernetes-types/core/v1.js';
import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';
import { gatherAttempts } from '../analysis/attempts.js';
import { eventsOfTrace } from '../analysis/trace-events.js';
import type { Plan } from '../cluster/plan.js';
import type { Trace } from '../trace/trace.js';
import type { WorkloadKind } from '../trace/workload.js';
import { eventObject } from './event.js';
import { namespaceObjects } from './namespace.js';
import { podObject } from './pod.js';
import { ServerState, type StoredWorkload } from './server-state.js';
import { type Moment, WORKLOAD_OBJECTS, type WorkloadObject } from './workload-object.js';

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
  const workloads = <Kind extends WorkloadKind>(kind: Kind) =>
    once(() => {
      const moment = { plan, state: state(), nowMs: atMs };
      const make = WORKLOAD_OBJECTS[kind] as (stored: StoredWorkload, at: Moment) => WorkloadObject<Kind>;
      return [...moment.state.workloads.values()]
        .filter(({ identity, status }) => identity.kind === kind && !status.isGone)
        .map((stored) => make(stored, moment))
        .toSorted(byName);
    });
  const lists = {
    pods: once(() => {
      const facts = { plan, state: state(), attempts: attempts() };
      const there = facts.state.pods.filter((pod) => pod !== undefined && pod.deletedAtMs === undefined);
      return there.flatMap((pod) => (pod === undefined ? [] : [podObject(pod, facts)])).toSorted(byName);
    }),
    events: once(() => eventsOfTrace(plan, trace, atMs).map(eventObject).toSorted(byName)),
    nodes: workloads('Node'),
    namespaces: once(() => namespaceObjects(plan, namespacesOf(state()))),
    deployments: workloads('Deployment'),
    replicaSets: workloads('ReplicaSet'),
    statefulSets: workloads('StatefulSet'),
    daemonSets: workloads('DaemonSet'),
    jobs: workloads('Job'),
    cronJobs: workloads('CronJob'),
    services: workloads('Service'),
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

import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from 'kubernetes-types/apps/v1.js';
import type { CronJob, Job } from 'kubernetes-types/batch/v1.js';
import type { Event, Namespace, Node, Pod, Service } from 'kubernetes-types/core/v1.js';
import type { ClusterObjects } from '../../objects/cluster-objects.js';
import { endpointSlices } from '../../objects/endpoint-slice.js';
import { leaseObject } from '../../objects/lease.js';
import { RUN_BEGINS_MS } from '../../time/calendar.js';
import type { ApiObject } from '../kubectl/api-object.js';
import { describeCronJob } from './cron-job.js';
import { describeDaemonSet } from './daemon-set.js';
import { describeDeployment } from './deployment.js';
import { describeJob } from './job.js';
import { describeNamespace } from './namespace.js';
import { describeNode } from './node.js';
import { describePod } from './pod.js';
import { describeReplicaSet } from './replica-set.js';
import { describeService } from './service.js';
import { describeStatefulSet } from './stateful-set.js';

/** A cluster, and how to look at it. */
export interface DescribedCluster {
  readonly objects: ClusterObjects;
  readonly events: 'shown' | 'left-out';
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

type Describe = (object: ApiObject, cluster: DescribedCluster, events: readonly Event[] | undefined) => string;

/** Each looks up what kubectl asks the API for besides the object. */
const DESCRIBERS: Readonly<Record<string, Describe>> = {
  Pod: (object, { nowMs }, events) => describePod(object as Pod, events, nowMs),
  ReplicaSet: (object, { objects, nowMs }, events) =>
    describeReplicaSet({ replicaSet: object as ReplicaSet, pods: objects.pods }, events, nowMs),
  Deployment: (object, { objects, nowMs }, events) =>
    describeDeployment({ deployment: object as Deployment, replicaSets: objects.replicaSets }, events, nowMs),
  StatefulSet: (object, { objects, nowMs }, events) =>
    describeStatefulSet({ statefulSet: object as StatefulSet, pods: objects.pods }, events, nowMs),
  DaemonSet: (object, { objects, nowMs }, events) =>
    describeDaemonSet({ daemonSet: object as DaemonSet, pods: objects.pods }, events, nowMs),
  Job: (object, { nowMs }, events) => describeJob(object as Job, events, nowMs),
  CronJob: (object, { nowMs }, events) => describeCronJob(object as CronJob, events, nowMs),
  Service: (object, { objects, nowMs }, events) => {
    const service = object as Service;
    return describeService({ service, endpointSlices: endpointSlices(service, objects.pods) }, events, nowMs);
  },
  Node: (object, { objects, nowMs }, events) => {
    const node = object as Node;
    const lease = leaseObject(node, nowMs - RUN_BEGINS_MS);
    return describeNode({ node, pods: objects.pods, lease }, events, nowMs);
  },
  Namespace: (object) => describeNamespace(object as Namespace),
};

/** Whether there are pages of objects of this kind. */
export function isDescribed(kind: string): boolean {
  return Object.hasOwn(DESCRIBERS, kind);
}

/** The page of an object of a cluster, whatever its kind is; undefined when its kind has none. */
export function describeObject(object: ApiObject, cluster: DescribedCluster): string | undefined {
  const describe = DESCRIBERS[object.kind ?? ''];
  const events = cluster.events === 'shown' ? eventsAbout(object, cluster.objects) : undefined;
  return describe?.(object, cluster, events);
}

/** Those of its uid, then, as kubelets speak of their nodes so, those with a node's name in place of the uid. */
function eventsAbout({ kind, metadata }: ApiObject, { events }: ClusterObjects): readonly Event[] {
  const about = (uid: string | undefined): readonly Event[] => {
    return events.filter(({ involvedObject }) => involvedObject.uid === uid && involvedObject.name === metadata?.name);
  };
  const byUid = about(metadata?.uid);
  return kind === 'Node' && metadata?.uid !== metadata?.name ? [...byUid, ...about(metadata?.name)] : byUid;
}

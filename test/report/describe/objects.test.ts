import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DaemonSet, Deployment, ReplicaSet, StatefulSet } from 'kubernetes-types/apps/v1.js';
import type { CronJob, Job } from 'kubernetes-types/batch/v1.js';
import type { Lease } from 'kubernetes-types/coordination/v1.js';
import type { Event, Node, Pod, Service } from 'kubernetes-types/core/v1.js';
import type { EndpointSlice } from 'kubernetes-types/discovery/v1.js';
import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';
import { describe, expect, it } from 'vitest';
import { describeCronJob } from '../../../src/report/describe/cron-job.js';
import { describeDaemonSet } from '../../../src/report/describe/daemon-set.js';
import { describeDeployment } from '../../../src/report/describe/deployment.js';
import { describeJob } from '../../../src/report/describe/job.js';
import { describeNode } from '../../../src/report/describe/node.js';
import { describePod } from '../../../src/report/describe/pod.js';
import { describeReplicaSet } from '../../../src/report/describe/replica-set.js';
import { describeService } from '../../../src/report/describe/service.js';
import { describeStatefulSet } from '../../../src/report/describe/stateful-set.js';

/**
 * Hand-made objects that say everything a page can show, and what kubectl 1.33.1 printed of them at some time. By hand:
 * the line of a CronJob's time zone, which is newer, and no line for a node's kube-proxy, which is gone since.
 */
const FOLDER = join(import.meta.dirname, '../../fixtures/described-objects');

interface AnyObject {
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

interface Page {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly nowMs: number;
}

const objects = JSON.parse(readFileSync(join(FOLDER, 'objects.json'), 'utf8')) as readonly AnyObject[];
const pages = readFileSync(join(FOLDER, 'pages.txt'), 'utf8').split(/^### /m).slice(1);

function all<Kind>(kind: string, namespace?: string): readonly (AnyObject & Kind)[] {
  const found = objects.filter((each) => each.kind === kind);
  return found.filter(({ metadata }) => namespace === undefined || metadata.namespace === namespace) as (AnyObject &
    Kind)[];
}

/** As kubectl asks for them: those about a node carry its uid or its name. */
function eventsAbout({ kind, metadata: { uid, name } }: AnyObject): readonly Event[] {
  const about = all<Event>('Event').filter(({ involvedObject }) => involvedObject.uid === uid);
  const named = all<Event>('Event').filter(({ involvedObject }) => involvedObject.uid === name);
  return kind === 'Node' ? [...about, ...named] : about;
}

function pageOf({ kind, name, namespace, nowMs }: Page): string {
  const object = all<object>(kind).find(({ metadata }) => metadata.name === name);
  if (object === undefined) throw new RangeError(`no ${kind} ${name}`);
  const events = eventsAbout(object);
  const pods = all<Pod>('Pod', namespace);
  switch (kind) {
    case 'Pod':
      return describePod(object as Pod, events, nowMs);
    case 'Deployment': {
      const replicaSets = all<ReplicaSet>('ReplicaSet');
      return describeDeployment({ deployment: object as Deployment, replicaSets }, events, nowMs);
    }
    case 'ReplicaSet':
      return describeReplicaSet({ replicaSet: object as ReplicaSet, pods }, events, nowMs);
    case 'StatefulSet':
      return describeStatefulSet({ statefulSet: object as StatefulSet, pods }, events, nowMs);
    case 'DaemonSet':
      return describeDaemonSet({ daemonSet: object as DaemonSet, pods }, events, nowMs);
    case 'Job':
      return describeJob(object as Job, events, nowMs);
    case 'CronJob':
      return describeCronJob(object as CronJob, events, nowMs);
    case 'Service': {
      const slices = all<EndpointSlice>('EndpointSlice');
      const endpointSlices = slices.filter((each) => each.metadata.labels?.['kubernetes.io/service-name'] === name);
      return describeService({ service: object as Service, endpointSlices }, events, nowMs);
    }
    default: {
      const lease = all<Lease>('Lease').find(({ metadata }) => metadata.name === name);
      return describeNode({ node: object as Node, pods: all<Pod>('Pod'), lease }, events, nowMs);
    }
  }
}

describe('pages of every kind, as kubectl prints them of the same objects', () => {
  it.each(
    pages.map((text) => {
      const end = text.indexOf('\n');
      return { ...(JSON.parse(text.slice(0, end)) as Page), text: text.slice(end + 1) };
    }),
  )('$kind $name', ({ text, ...page }) => {
    expect(pageOf(page)).toBe(text);
  });
});

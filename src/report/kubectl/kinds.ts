import type { ServerVersion } from '../../analysis/pod-row.js';
import type { ClusterObjects } from '../../objects/cluster-objects.js';
import { EVENT_FIELDS, type Fields, NAME_FIELDS, NODE_FIELDS, POD_FIELDS } from '../../objects/field-selector.js';
import type { ApiObject } from './api-object.js';
import { CRON_JOB_TABLE } from './cron-jobs.js';
import { DAEMON_SET_TABLE } from './daemon-sets.js';
import { DEPLOYMENT_TABLE } from './deployments.js';
import { EVENT_TABLE } from './events.js';
import { JOB_TABLE } from './jobs.js';
import type { KindTable } from './kind-table.js';
import { NAMESPACE_TABLE } from './namespaces.js';
import { NODE_TABLE } from './nodes.js';
import { podTable } from './pods.js';
import { REPLICA_SET_TABLE } from './replica-sets.js';
import { SERVICE_TABLE } from './services.js';
import { STATEFUL_SET_TABLE } from './stateful-sets.js';

/** A kind of objects as kubectl knows it from discovery. */
export interface Kind {
  readonly list: keyof ClusterObjects;
  readonly kind: string;
  /** Its plural, as messages call it. */
  readonly resource: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly group: '' | 'apps' | 'batch';
  readonly isNamespaced: boolean;
  /** Whether `get all` lists it. */
  readonly isInAll: boolean;
  readonly table: (version: ServerVersion) => KindTable<ApiObject>;
  /** What `--field-selector` may name. */
  readonly fields: Fields<ApiObject>;
}

interface Written<Item> {
  readonly names: readonly [kind: string, resource: string, ...shortNames: string[]];
  readonly group?: Kind['group'];
  readonly scope?: 'cluster';
  readonly isInAll?: boolean;
  readonly table: (version: ServerVersion) => KindTable<Item>;
  readonly fields?: Fields<Item>;
}

/** Only ever given objects of its own list. */
function kindOf<List extends keyof ClusterObjects>(list: List, written: Written<ClusterObjects[List][number]>): Kind {
  const { names, group = '', scope, isInAll = false, table, fields } = written;
  const [kind, resource, ...shortNames] = names;
  return {
    list,
    kind,
    resource,
    singular: kind.toLowerCase(),
    shortNames,
    group,
    isNamespaced: scope !== 'cluster',
    isInAll,
    table: table as Kind['table'],
    fields: (fields ?? NAME_FIELDS) as Kind['fields'],
  };
}

/** In the order in which `get all` lists them. */
export const KINDS: readonly Kind[] = [
  kindOf('pods', { names: ['Pod', 'pods', 'po'], isInAll: true, table: podTable, fields: POD_FIELDS }),
  kindOf('services', { names: ['Service', 'services', 'svc'], isInAll: true, table: () => SERVICE_TABLE }),
  kindOf('daemonSets', {
    names: ['DaemonSet', 'daemonsets', 'ds'],
    group: 'apps',
    isInAll: true,
    table: () => DAEMON_SET_TABLE,
  }),
  kindOf('deployments', {
    names: ['Deployment', 'deployments', 'deploy'],
    group: 'apps',
    isInAll: true,
    table: () => DEPLOYMENT_TABLE,
  }),
  kindOf('replicaSets', {
    names: ['ReplicaSet', 'replicasets', 'rs'],
    group: 'apps',
    isInAll: true,
    table: () => REPLICA_SET_TABLE,
  }),
  kindOf('statefulSets', {
    names: ['StatefulSet', 'statefulsets', 'sts'],
    group: 'apps',
    isInAll: true,
    table: () => STATEFUL_SET_TABLE,
  }),
  kindOf('cronJobs', {
    names: ['CronJob', 'cronjobs', 'cj'],
    group: 'batch',
    isInAll: true,
    table: () => CRON_JOB_TABLE,
  }),
  kindOf('jobs', { names: ['Job', 'jobs'], group: 'batch', isInAll: true, table: () => JOB_TABLE }),
  kindOf('events', { names: ['Event', 'events', 'ev'], table: () => EVENT_TABLE, fields: EVENT_FIELDS }),
  kindOf('nodes', { names: ['Node', 'nodes', 'no'], scope: 'cluster', table: () => NODE_TABLE, fields: NODE_FIELDS }),
  kindOf('namespaces', { names: ['Namespace', 'namespaces', 'ns'], scope: 'cluster', table: () => NAMESPACE_TABLE }),
];

/** A kind by any name kubectl takes: `pods`, `pod`, `po`, `Pod`, `deployments.apps`. */
export function findKind(name: string): Kind | undefined {
  const wanted = name.toLowerCase();
  return KINDS.find((kind) => {
    const { resource, singular, shortNames } = kind;
    return [resource, singular, ...shortNames].some((each) => wanted === each || isQualified(wanted, each, kind));
  });
}

const isQualified = (wanted: string, name: string, { group }: Kind): boolean =>
  group !== '' && (wanted === `${name}.${group}` || wanted === `${name}.v1.${group}`);

/** As `-o name` and lists of several kinds call it: `pod`, `deployment.apps`. */
export function qualifiedName({ singular, group }: Kind): string {
  return group === '' ? singular : `${singular}.${group}`;
}

/** As error messages call it: `pods`, `deployments.apps`. */
export function qualifiedResource({ resource, group }: Kind): string {
  return group === '' ? resource : `${resource}.${group}`;
}

import type { ServedObject } from '../trace/served.js';
import type { Manifest, PodManifest } from './manifest.js';
import { frozenJson } from './plain-json.js';

type Spec = Readonly<Record<string, unknown>>;
type Workload = Exclude<PodManifest, { kind: 'Pod' }>;

const SHARE = '25%';
const DEFAULT_BACKOFF_LIMIT = 6;
const NO_BACKOFF_LIMIT = 2_147_483_647;
const JOB: Spec = {
  parallelism: 1,
  backoffLimit: DEFAULT_BACKOFF_LIMIT,
  completionMode: 'NonIndexed',
  manualSelector: false,
  suspend: false,
};

/** @source pkg/apis/apps/v1/defaults.go, pkg/apis/batch/v1/defaults.go */
const DEFAULTS: Readonly<Record<Workload['kind'], Spec>> = {
  Deployment: { replicas: 1, progressDeadlineSeconds: 600, revisionHistoryLimit: 10 },
  ReplicaSet: { replicas: 1 },
  ReplicationController: { replicas: 1 },
  StatefulSet: {
    replicas: 1,
    podManagementPolicy: 'OrderedReady',
    revisionHistoryLimit: 10,
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    serviceName: '',
  },
  DaemonSet: { revisionHistoryLimit: 10 },
  Job: JOB,
  CronJob: { concurrencyPolicy: 'Allow', failedJobsHistoryLimit: 1, successfulJobsHistoryLimit: 3, suspend: false },
};

/** @source pkg/apis/core/v1/defaults.go */
const SERVICE: Spec = {
  type: 'ClusterIP',
  sessionAffinity: 'None',
  internalTrafficPolicy: 'Cluster',
  ipFamilies: ['IPv4'],
  ipFamilyPolicy: 'SingleStack',
};

/** What a controller's manifest says besides its pods, as the API serves it. */
export function servedWorkload(manifest: Workload): ServedObject {
  const { template: _, ...spec } = manifest.object.spec as unknown as Spec;
  const { kind, object } = manifest;
  switch (kind) {
    case 'Deployment':
      return served(object.metadata, { ...withDefaults(kind, spec), strategy: strategyOf(spec) });
    case 'ReplicationController':
      return served(object.metadata, { ...withDefaults(kind, spec), selector: { matchLabels: spec.selector } });
    case 'StatefulSet':
    case 'DaemonSet':
      return served(object.metadata, { ...withDefaults(kind, spec), updateStrategy: updatesOf(kind, spec) });
    case 'Job':
      return served(object.metadata, jobSpec(spec));
    case 'CronJob':
      return served(object.metadata, { ...withDefaults(kind, spec), jobTemplate: jobTemplateOf(spec) });
    default:
      return served(object.metadata, withDefaults(kind, spec));
  }
}

/** What a CronJob says of its Jobs besides their pods. */
export function servedJob({ object }: Extract<Workload, { kind: 'CronJob' }>): ServedObject {
  const { metadata, spec } = jobTemplateOf(object.spec as unknown as Spec);
  return served(metadata as Metadata, spec as Spec);
}

/** What a Service's manifest says. */
export function servedService({ object }: Extract<Manifest, { kind: 'Service' }>): ServedObject {
  const { ports, ...spec } = (object.spec ?? {}) as Spec;
  const all = (Array.isArray(ports) ? ports : []).map((port: Spec) => {
    return { ...port, protocol: port.protocol ?? 'TCP', targetPort: port.targetPort ?? port.port };
  });
  return served(object.metadata, { ...SERVICE, ...said(spec), ...(all.length > 0 && { ports: all }) });
}

type Texts = Readonly<Record<string, string>>;
type Metadata =
  | { readonly labels?: Texts | null | undefined; readonly annotations?: Texts | null | undefined }
  | undefined;

function served(metadata: unknown, spec: Spec): ServedObject {
  const { labels, annotations } = (metadata ?? {}) as NonNullable<Metadata>;
  return frozenJson({ labels: labels ?? {}, annotations: annotations ?? {}, spec }) as ServedObject;
}

/** What is null was not set. */
function said(spec: Spec): Spec {
  return Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== null && value !== undefined));
}

const withDefaults = (kind: Workload['kind'], spec: Spec): Spec => ({ ...DEFAULTS[kind], ...said(spec) });

interface Strategy {
  readonly type?: string | null;
  readonly rollingUpdate?: Spec | null;
}

const ROLLING: Readonly<Record<'StatefulSet' | 'DaemonSet', Spec>> = {
  StatefulSet: { partition: 0 },
  DaemonSet: { maxSurge: 0, maxUnavailable: 1 },
};

function updatesOf(kind: keyof typeof ROLLING, { updateStrategy }: Spec): Spec {
  const { type, rollingUpdate } = (updateStrategy ?? {}) as Strategy;
  if (type === 'OnDelete') return { type };
  return { type: 'RollingUpdate', rollingUpdate: { ...ROLLING[kind], ...said(rollingUpdate ?? {}) } };
}

function strategyOf({ strategy }: Spec): Spec {
  const { type, rollingUpdate } = (strategy ?? {}) as Strategy;
  if (type === 'Recreate') return { type };
  return {
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: SHARE, maxUnavailable: SHARE, ...said(rollingUpdate ?? {}) },
  };
}

/** One pod succeeding is enough, unless it says how many run at a time. */
function jobSpec(spec: Spec): Spec {
  const written = said(spec);
  const completions = written.parallelism === undefined && written.completions === undefined ? { completions: 1 } : {};
  const replacement = {
    podReplacementPolicy: written.podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed',
  };
  const limit = { backoffLimit: defaultBackoffLimit(written.backoffLimitPerIndex !== undefined) };
  return { ...JOB, ...completions, ...replacement, ...limit, ...written };
}

/** How many failures a Job may have that does not say. @source pkg/apis/batch/v1/defaults.go SetDefaults_Job */
export function defaultBackoffLimit(isPerIndex: boolean): number {
  return isPerIndex ? NO_BACKOFF_LIMIT : DEFAULT_BACKOFF_LIMIT;
}

function jobTemplateOf({ jobTemplate }: Spec): { readonly metadata: unknown; readonly spec: Spec } {
  const { metadata, spec } = (jobTemplate ?? {}) as { readonly metadata?: unknown; readonly spec?: Spec };
  const { template: _, ...own } = spec ?? {};
  return { metadata, spec: jobSpec(own) };
}

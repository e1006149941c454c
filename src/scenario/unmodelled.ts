import { isSet } from './field-error.js';
import { type ManifestContext, type PodManifest, podSpecOf } from './manifest.js';
import type { ContainerManifest, JobSpecManifest, PodSpecManifest } from './manifest-schema.js';
import { rootUse } from './root-user.js';
import { keySpan } from './spans.js';

/** Fields that can change when containers run or restart, and that this version does not simulate. */
const POD_FIELDS = [
  'topologySpreadConstraints',
  'runtimeClassName',
  'schedulingGates',
  'readinessGates',
  'priority',
  'priorityClassName',
  'overhead',
  'resources',
  'resourceClaims',
  'ephemeralContainers',
] as const;
const DEPLOYMENT_FIELDS = ['paused', 'podReplacementPolicy'] as const;
const JOB_FIELDS = ['successPolicy', 'managedBy'] as const;
/** Of StatefulSets and DaemonSets, which replace one pod after the other. */
const ROLLING_FIELDS = ['maxSurge', 'maxUnavailable'] as const;
const CRON_JOB_FIELDS = ['startingDeadlineSeconds', 'timeZone'] as const;
/** What pods ask for that the scheduler here knows of. */
const MODELLED_RESOURCES = ['cpu', 'memory'];

/** Values that say what holds anyway. */
const isDefault = (field: string, value: unknown): boolean =>
  value === false ||
  value === '' ||
  (field === 'maxUnavailable' && value === 1) ||
  (field === 'maxSurge' && value === 0);

const UNKNOWN_USER = 'runAsNonRoot: images are taken to run as another user than root, or no container could be made';

type Say = (owner: object, field: string, place?: string) => void;

function remarkOnPod(spec: PodSpecManifest, say: Say): void {
  for (const field of POD_FIELDS) say(spec, field);
  if (spec.schedulerName !== 'default-scheduler') say(spec, 'schedulerName');
  const { affinity } = spec;
  if (affinity === undefined || affinity === null) return;
  for (const field of ['podAffinity', 'podAntiAffinity']) say(affinity, field);
  say(affinity.nodeAffinity ?? {}, 'preferredDuringSchedulingIgnoredDuringExecution', 'nodeAffinity');
}

function remarkOnContainer(container: ContainerManifest, say: Say): void {
  const place = `container ${container.name}`;
  const { lifecycle, resources } = container;
  const { ports } = container as { readonly ports?: unknown };
  if (lifecycle !== undefined && lifecycle !== null) say(lifecycle, 'stopSignal', place);
  for (const port of Array.isArray(ports) ? (ports as readonly unknown[]) : []) {
    if (typeof port === 'object' && port !== null) say(port, 'hostPort', place);
  }
  for (const asked of [resources?.requests ?? {}, resources?.limits ?? {}]) {
    for (const name of Object.keys(asked)) if (!MODELLED_RESOURCES.includes(name)) say(asked, name, place);
  }
}

function remarkOnJob(spec: JobSpecManifest, say: Say): void {
  for (const field of JOB_FIELDS) say(spec, field);
}

/** Says which fields of a manifest a reader might expect to matter, but which have no effect: each once. */
export function remarkOnFields(manifest: PodManifest, { spans, remark }: ManifestContext): void {
  const where = `${manifest.kind.toLowerCase()} ${manifest.object.metadata.name}`;
  const say: Say = (owner, field, place) => {
    const value: unknown = (owner as Readonly<Record<string, unknown>>)[field];
    if (!isSet(owner, field) || isDefault(field, value)) return;
    const whole = place === undefined ? where : `${where}, ${place}`;
    remark(keySpan(spans, owner, field), `${field} is not simulated and has no effect`, whole);
  };
  const spec = podSpecOf(manifest);
  remarkOnPod(spec, say);
  for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
    remarkOnContainer(container, say);
    if (rootUse(container, spec.securityContext) !== 'unknown') continue;
    const owner = isSet(container.securityContext ?? {}, 'runAsNonRoot') ? container : spec;
    remark(keySpan(spans, owner.securityContext ?? spec, 'runAsNonRoot'), UNKNOWN_USER, where);
  }
  switch (manifest.kind) {
    case 'Deployment':
      for (const field of DEPLOYMENT_FIELDS) say(manifest.object.spec, field);
      break;
    case 'Job':
      remarkOnJob(manifest.object.spec, say);
      break;
    case 'CronJob':
      for (const field of CRON_JOB_FIELDS) say(manifest.object.spec, field);
      remarkOnJob(manifest.object.spec.jobTemplate.spec, say);
      break;
    case 'StatefulSet':
    case 'DaemonSet': {
      const rolling = manifest.object.spec.updateStrategy?.rollingUpdate;
      if (rolling === undefined || rolling === null) break;
      for (const field of ROLLING_FIELDS) say(rolling, field, 'rollingUpdate');
      break;
    }
    case 'ReplicationController':
      remark(keySpan(spans, manifest.object, 'kind'), 'a ReplicationController is simulated as a ReplicaSet', where);
  }
}

import type { CronSchedule } from '../cluster/cron-schedule.js';
import type { TemplatePlan } from '../cluster/template-plan.js';
import type {
  Amount,
  DeploymentPlan,
  JobPlan,
  PodFailureRule,
  UpdatesPlan,
  WorkloadPlan,
} from '../cluster/workload-plan.js';
import { SECOND_MS } from '../time/units.js';
import { claimTemplatesOf, type PodManifest } from './manifest.js';
import type { JobSpecManifest, ManifestOf } from './manifest-schema.js';
import { parseCron } from './parse-cron.js';
import { defaultBackoffLimit, servedJob, servedWorkload } from './served-object.js';

/** @source Kubernetes API, defaults of apps/v1 and batch/v1; kubelet-semantics C3, C4, C7 */
const DEFAULT_PROGRESS_DEADLINE_S = 600;
const DEFAULT_SHARE = '25%';

interface Named {
  readonly namespace: string;
  readonly name: string;
}

const amountOf = (written: string | number): Amount =>
  typeof written === 'number' ? { pods: written } : { percent: Number.parseInt(written, 10) };

function deploymentOf({ spec }: ManifestOf<'Deployment'>): Pick<DeploymentPlan, 'progressDeadlineMs' | 'strategy'> {
  const rolling = spec.strategy?.rollingUpdate;
  return {
    progressDeadlineMs: (spec.progressDeadlineSeconds ?? DEFAULT_PROGRESS_DEADLINE_S) * SECOND_MS,
    strategy:
      spec.strategy?.type === 'Recreate'
        ? { type: 'Recreate' }
        : {
            type: 'RollingUpdate',
            maxSurge: amountOf(rolling?.maxSurge ?? DEFAULT_SHARE),
            maxUnavailable: amountOf(rolling?.maxUnavailable ?? DEFAULT_SHARE),
          },
  };
}

function updatesOf({ spec }: ManifestOf<'StatefulSet'>): UpdatesPlan {
  const { type, rollingUpdate } = spec.updateStrategy ?? {};
  if (type === 'OnDelete') return { type };
  return { type: 'RollingUpdate', partition: rollingUpdate?.partition ?? 0 };
}

type Rules = NonNullable<JobSpecManifest['podFailurePolicy']>['rules'];

function failureRules(rules: Rules): readonly PodFailureRule[] {
  return rules.flatMap(({ action, onExitCodes, onPodConditions }): readonly PodFailureRule[] => {
    if (onExitCodes !== undefined && onExitCodes !== null) {
      const { containerName, operator, values } = onExitCodes;
      return [{ action, on: { container: containerName ?? undefined, operator, exitCodes: values } }];
    }
    // A rule applies when one of its conditions holds: the same as a rule for each.
    return (onPodConditions ?? []).map(({ type, status }) => ({
      action,
      on: { condition: type, status: (status ?? 'True') === 'True' },
    }));
  });
}

function jobOf(spec: JobSpecManifest, template: TemplatePlan): Omit<JobPlan, keyof Named | 'kind'> {
  const deadline = spec.activeDeadlineSeconds ?? undefined;
  const parallelism = spec.parallelism ?? undefined;
  const isQueue = parallelism !== undefined;
  const rules = spec.podFailurePolicy?.rules;
  const perIndex = spec.backoffLimitPerIndex ?? undefined;
  const ttl = spec.ttlSecondsAfterFinished ?? undefined;
  return {
    parallelism: parallelism ?? 1,
    completions: spec.completions ?? (isQueue ? undefined : 1),
    backoffLimit: spec.backoffLimit ?? defaultBackoffLimit(perIndex !== undefined),
    activeDeadlineMs: deadline === undefined ? undefined : deadline * SECOND_MS,
    podReplacementPolicy: spec.podReplacementPolicy ?? (rules === undefined ? 'TerminatingOrFailed' : 'Failed'),
    podFailureRules: failureRules(rules ?? []),
    suspend: spec.suspend ?? false,
    ttlMs: ttl === undefined ? undefined : ttl * SECOND_MS,
    indexed:
      spec.completionMode === 'Indexed'
        ? { backoffLimit: perIndex, maxFailed: spec.maxFailedIndexes ?? undefined }
        : undefined,
    template,
  };
}

/** A schedule that the check of its manifest found nothing wrong with. */
function checkedSchedule(text: string): CronSchedule {
  const read = parseCron(text);
  if (!read.ok) throw new RangeError(`the schedule ${text} was not checked: ${read.problem}`);
  return read.schedule;
}

/** A controller's specification with the API's defaults. */
export function compileWorkload(
  manifest: Exclude<PodManifest, { kind: 'Pod' }>,
  { namespace, name }: Named,
  template: TemplatePlan,
): WorkloadPlan {
  const named = { namespace, name, served: servedWorkload(manifest) };
  if (manifest.kind === 'Job') return { kind: 'Job', ...named, ...jobOf(manifest.object.spec, template) };
  if (manifest.kind === 'CronJob') {
    const { schedule, concurrencyPolicy, suspend, jobTemplate } = manifest.object.spec;
    return {
      kind: 'CronJob',
      ...named,
      schedule: checkedSchedule(schedule),
      concurrency: concurrencyPolicy ?? 'Allow',
      suspend: suspend ?? false,
      job: { ...jobOf(jobTemplate.spec, template), served: servedJob(manifest) },
    };
  }
  const { spec } = manifest.object;
  const shared = { ...named, minReadyMs: (spec.minReadySeconds ?? 0) * SECOND_MS, template };
  if (manifest.kind === 'DaemonSet') {
    return { kind: 'DaemonSet', ...shared, updates: manifest.object.spec.updateStrategy?.type ?? 'RollingUpdate' };
  }
  const replicas = manifest.object.spec.replicas ?? 1;
  switch (manifest.kind) {
    case 'Deployment':
      return { kind: 'Deployment', ...shared, ...deploymentOf(manifest.object), replicas };
    case 'StatefulSet':
      return {
        kind: 'StatefulSet',
        ...shared,
        replicas,
        podManagement: manifest.object.spec.podManagementPolicy ?? 'OrderedReady',
        updates: updatesOf(manifest.object),
        claimTemplates: claimTemplatesOf(manifest),
      };
    default:
      return { kind: 'ReplicaSet', ...shared, replicas };
  }
}

import type { WorkloadCondition, WorkloadIdentity, WorkloadKind, WorkloadStatus } from '../../trace/workload.js';
import { asNumber, conditionSamples, type Family, gauge, type Labels, type Sample } from './family.js';
import { controllerLabels, unixSeconds } from './pod-samples.js';

/** What the metrics of a kind of controller are called: how the object is labelled, and which count is which metric. */
interface WorkloadFamilies {
  readonly label: string;
  readonly counts: Readonly<Record<string, Family>>;
  /** Counts that are instants. */
  readonly instants: Readonly<Record<string, Family>>;
  readonly conditions: Readonly<Record<string, Family>>;
  /** All conditions, by their type. */
  readonly anyCondition: Family | undefined;
  readonly owner: Family | undefined;
}

const REPLICAS = 'replicas per ';

function families(
  label: string,
  counts: Readonly<Record<string, readonly [name: string, help: string]>>,
): WorkloadFamilies {
  const named = Object.entries(counts).map(([count, [name, help]]) => [count, gauge(name, help)] as const);
  const none = { instants: {}, conditions: {}, anyCondition: undefined, owner: undefined };
  return { label, counts: Object.fromEntries(named), ...none };
}

const DEPLOYMENT = families('deployment', {
  specReplicas: ['kube_deployment_spec_replicas', 'Number of desired pods for a deployment.'],
  replicas: ['kube_deployment_status_replicas', `The number of ${REPLICAS}deployment.`],
  readyReplicas: ['kube_deployment_status_replicas_ready', `The number of ready ${REPLICAS}deployment.`],
  availableReplicas: ['kube_deployment_status_replicas_available', `The number of available ${REPLICAS}deployment.`],
  unavailableReplicas: [
    'kube_deployment_status_replicas_unavailable',
    `The number of unavailable ${REPLICAS}deployment.`,
  ],
  updatedReplicas: ['kube_deployment_status_replicas_updated', `The number of updated ${REPLICAS}deployment.`],
});

const REPLICA_SET = families('replicaset', {
  specReplicas: ['kube_replicaset_spec_replicas', 'Number of desired pods for a ReplicaSet.'],
  replicas: ['kube_replicaset_status_replicas', `The number of ${REPLICAS}ReplicaSet.`],
  readyReplicas: ['kube_replicaset_status_ready_replicas', `The number of ready ${REPLICAS}ReplicaSet.`],
});

const STATEFUL_SET = families('statefulset', {
  specReplicas: ['kube_statefulset_replicas', 'Number of desired pods for a StatefulSet.'],
  replicas: ['kube_statefulset_status_replicas', `The number of ${REPLICAS}StatefulSet.`],
  readyReplicas: ['kube_statefulset_status_replicas_ready', `The number of ready ${REPLICAS}StatefulSet.`],
  availableReplicas: ['kube_statefulset_status_replicas_available', `The number of available ${REPLICAS}StatefulSet.`],
  currentReplicas: ['kube_statefulset_status_replicas_current', `The number of current ${REPLICAS}StatefulSet.`],
  updatedReplicas: ['kube_statefulset_status_replicas_updated', `The number of updated ${REPLICAS}StatefulSet.`],
});

const DAEMON_SET = families('daemonset', {
  desiredNumberScheduled: [
    'kube_daemonset_status_desired_number_scheduled',
    'The number of nodes that should be running the daemon pod.',
  ],
  currentNumberScheduled: [
    'kube_daemonset_status_current_number_scheduled',
    'The number of nodes running at least one daemon pod and are supposed to.',
  ],
  numberMisscheduled: [
    'kube_daemonset_status_number_misscheduled',
    'The number of nodes running a daemon pod but are not supposed to.',
  ],
  updatedNumberScheduled: [
    'kube_daemonset_status_updated_number_scheduled',
    'The total number of nodes that are running updated daemon pod',
  ],
  numberReady: [
    'kube_daemonset_status_number_ready',
    'The number of nodes that should be running the daemon pod and have one or more of the daemon pod running and ready.',
  ],
  numberAvailable: [
    'kube_daemonset_status_number_available',
    'The number of nodes that should be running the daemon pod and have one or more of the daemon pod running and available',
  ],
  numberUnavailable: [
    'kube_daemonset_status_number_unavailable',
    'The number of nodes that should be running the daemon pod and have none of the daemon pod running and available',
  ],
});

const JOB = families('job_name', {
  parallelism: [
    'kube_job_spec_parallelism',
    'The maximum desired number of pods the job should run at any given time.',
  ],
  completions: [
    'kube_job_spec_completions',
    'The desired number of successfully finished pods the job should be run with.',
  ],
  active: ['kube_job_status_active', 'The number of actively running pods.'],
  ready: ['kube_job_status_ready', 'The number of ready pods that belong to this Job.'],
  succeeded: ['kube_job_status_succeeded', 'The number of pods which reached Phase Succeeded.'],
});

const JOB_FAILED = gauge(
  'kube_job_status_failed',
  'The number of pods which reached Phase Failed and the reason for failure.',
);
/** While a Job fails for one of these, this reason is 1 and the number of failed pods is not told. */
const JOB_FAILURES = ['BackoffLimitExceeded', 'DeadlineExceeded', 'Evicted'] as const;

const BY_KIND: Readonly<Partial<Record<WorkloadKind, WorkloadFamilies>>> = {
  Deployment: {
    ...DEPLOYMENT,
    anyCondition: gauge('kube_deployment_status_condition', 'The current status conditions of a deployment.'),
  },
  ReplicaSet: { ...REPLICA_SET, owner: gauge('kube_replicaset_owner', "Information about the ReplicaSet's owner.") },
  StatefulSet: STATEFUL_SET,
  DaemonSet: DAEMON_SET,
  Job: {
    ...JOB,
    instants: {
      startTimeMs: gauge(
        'kube_job_status_start_time',
        'StartTime represents time when the job was acknowledged by the Job Manager.',
      ),
      completionTimeMs: gauge(
        'kube_job_status_completion_time',
        'CompletionTime represents time when the job was completed.',
      ),
    },
    conditions: {
      Complete: gauge('kube_job_complete', 'The job has completed its execution.'),
      Failed: gauge('kube_job_failed', 'The job has failed its execution.'),
    },
    owner: gauge('kube_job_owner', "Information about the Job's owner."),
  },
};

export const WORKLOAD_FAMILIES: readonly Family[] = Object.values(BY_KIND)
  .flatMap(({ counts, instants, conditions, anyCondition, owner }) => [
    ...Object.values({ ...counts, ...instants, ...conditions }),
    anyCondition,
    owner,
  ])
  .filter((family) => family !== undefined)
  .concat(JOB_FAILED);

/** The labels that every series of a controller's object has. */
export function workloadLabels({ kind, namespace, name }: WorkloadIdentity): Labels {
  const label = BY_KIND[kind]?.label;
  return { namespace, ...(label !== undefined && { [label]: name }) };
}

/**
 * What kube-state-metrics exposes of a controller's object.
 *
 * @source kube-state-metrics v2, internal/store: deployment.go, replicaset.go, statefulset.go, daemonset.go, job.go
 */
export function workloadSamples(identity: WorkloadIdentity, status: WorkloadStatus): readonly Sample[] {
  const known = BY_KIND[identity.kind];
  if (known === undefined || status.isGone) return [];
  const samples: Sample[] = [];
  for (const [count, value] of Object.entries(status.counts)) {
    const family = known.counts[count];
    if (family !== undefined) samples.push({ family, value });
    const instant = known.instants[count];
    if (instant !== undefined) samples.push({ family: instant, value: unixSeconds(value) });
  }
  for (const condition of status.conditions) samples.push(...conditionsOf(known, condition));
  if (identity.kind === 'Job') samples.push(...jobFailures(status));
  if (known.owner === undefined) return samples;
  return [...samples, { family: known.owner, labels: controllerLabels(identity.owner), value: 1 }];
}

const STATUSES = { True: 'true', False: 'false', Unknown: 'unknown' } as const;

function conditionsOf(known: WorkloadFamilies, condition: WorkloadCondition): readonly Sample[] {
  const { type, status, reason } = condition;
  const own = known.conditions[type];
  if (own !== undefined) return conditionSamples(own, 'condition', STATUSES[status]);
  if (known.anyCondition === undefined) return [];
  const labels = { condition: type, ...(reason !== null && { reason }) };
  return conditionSamples(known.anyCondition, 'status', STATUSES[status], labels);
}

function jobFailures({ counts, conditions }: WorkloadStatus): readonly Sample[] {
  const failed = counts.failed ?? 0;
  const failure = conditions.find(({ type }) => type === 'Failed');
  const isKnown = JOB_FAILURES.some((reason) => reason === failure?.reason);
  const count: readonly Sample[] = failed > 0 && isKnown ? [] : [{ family: JOB_FAILED, value: failed }];
  if (failed === 0 || failure === undefined) return count;
  const reasons = JOB_FAILURES.map((reason) => ({
    family: JOB_FAILED,
    labels: { reason },
    value: asNumber(failure.reason === reason),
  }));
  return [...reasons, ...count];
}

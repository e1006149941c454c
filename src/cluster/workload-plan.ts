import type { ServedObject } from '../trace/served.js';
import type { CronSchedule } from './cron-schedule.js';
import type { TemplatePlan } from './template-plan.js';

/** A controller's specification, with the API's defaults filled in. */
export type WorkloadPlan = DeploymentPlan | ReplicaSetPlan | StatefulSetPlan | DaemonSetPlan | JobPlan | CronJobPlan;

interface Named {
  readonly namespace: string;
  readonly name: string;
  /** What its manifest says, as the API serves it; undefined when there is none. */
  readonly served?: ServedObject | undefined;
}

export interface ReplicaSetPlan extends Named {
  readonly kind: 'ReplicaSet';
  readonly replicas: number;
  readonly minReadyMs: number;
  readonly template: TemplatePlan;
}

/** @source kubelet-semantics C2 to C4 */
export interface DeploymentPlan extends Named {
  readonly kind: 'Deployment';
  readonly replicas: number;
  readonly minReadyMs: number;
  readonly progressDeadlineMs: number;
  readonly strategy:
    | { readonly type: 'Recreate' }
    | { readonly type: 'RollingUpdate'; readonly maxSurge: Amount; readonly maxUnavailable: Amount };
  readonly template: TemplatePlan;
}

/** A number of pods, or a share of the replicas. */
export type Amount = { readonly pods: number } | { readonly percent: number };

/** @source kubelet-semantics C5 */
export interface StatefulSetPlan extends Named {
  readonly kind: 'StatefulSet';
  readonly replicas: number;
  readonly minReadyMs: number;
  readonly podManagement: 'OrderedReady' | 'Parallel';
  readonly updates: UpdatesPlan;
  readonly template: TemplatePlan;
  /** The volumes that each of its pods has a claim of its own for. */
  readonly claimTemplates: readonly string[];
}

/** How a new template reaches pods that are there. */
export type UpdatesPlan =
  /** They are replaced, the last first, down to the one of this ordinal; those before keep the old template. */
  | { readonly type: 'RollingUpdate'; readonly partition: number }
  /** When somebody deletes them. */
  | { readonly type: 'OnDelete' };

/** @source kubelet-semantics C6 */
export interface DaemonSetPlan extends Named {
  readonly kind: 'DaemonSet';
  readonly minReadyMs: number;
  /** How a new template reaches pods that are there: node by node, or when somebody deletes them. */
  readonly updates: 'RollingUpdate' | 'OnDelete';
  readonly template: TemplatePlan;
}

/** @source kubelet-semantics C7 to C10 */
export interface JobPlan extends Named {
  readonly kind: 'Job';
  readonly parallelism: number;
  /** Undefined: done when one pod has succeeded and all have ended. */
  readonly completions: number | undefined;
  readonly backoffLimit: number;
  readonly activeDeadlineMs: number | undefined;
  readonly podReplacementPolicy: 'TerminatingOrFailed' | 'Failed';
  readonly podFailureRules: readonly PodFailureRule[];
  /** It has no pods while this holds. */
  readonly suspend: boolean;
  /** How long it stays when it has ended; undefined: for ever. */
  readonly ttlMs: number | undefined;
  /** Undefined: every success counts, whichever pod it is of. */
  readonly indexed: IndexPlan | undefined;
  readonly template: TemplatePlan;
}

/** Each pod has an index, and each index has to succeed once. @source pkg/controller/job/indexed_job_utils.go */
export interface IndexPlan {
  /** How many failures an index may have; undefined: those of all indexes count together. */
  readonly backoffLimit: number | undefined;
  /** How many indexes may fail before the others are given up; undefined: all. */
  readonly maxFailed: number | undefined;
}

export interface PodFailureRule {
  readonly action: 'FailJob' | 'FailIndex' | 'Ignore' | 'Count';
  /** By exit code, or by a condition of the pod. */
  readonly on:
    | {
        readonly container: string | undefined;
        readonly operator: 'In' | 'NotIn';
        readonly exitCodes: readonly number[];
      }
    | { readonly condition: string; readonly status: boolean };
}

export interface CronJobPlan extends Named {
  readonly kind: 'CronJob';
  /** UTC; the run begins at midnight of a Monday, the first of a month. */
  readonly schedule: CronSchedule;
  readonly concurrency: 'Allow' | 'Forbid' | 'Replace';
  readonly suspend: boolean;
  readonly job: Omit<JobPlan, 'kind' | 'name' | 'namespace'>;
}

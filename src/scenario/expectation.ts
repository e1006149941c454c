/** What a check compares with. Ranges include both ends; durations are milliseconds. */
export type Expected =
  | { readonly kind: 'exact'; readonly value: string | number | boolean }
  | { readonly kind: 'range'; readonly min: number | undefined; readonly max: number | undefined }
  /** The object has a condition of this type with this status and, unless undefined, this reason. */
  | {
      readonly kind: 'condition';
      readonly type: string;
      readonly status: boolean;
      readonly reason: string | undefined;
    };

interface Check<Field extends string> {
  readonly field: Field;
  readonly expected: Expected;
}

/**
 * A field of a pod, or of its containers, at an instant. `count` is how many pods match then; only there no match is a
 * number like any other.
 */
export type AtCheck = Check<'restarts' | 'status' | 'phase' | 'reason' | 'ready' | 'condition' | 'count'>;

/** A property of one restart. `backoff` and `delay` are in milliseconds. */
export type RestartCheck = Check<'backoff' | 'delay' | 'why'>;

/**
 * `status` is kubectl's STATUS column (Running, Complete, Failed, Suspended), indexes are as the API writes them; the
 * others are numbers of pods.
 */
export type JobCheck = Check<
  'status' | 'condition' | 'active' | 'succeeded' | 'failed' | 'completedIndexes' | 'failedIndexes'
>;

/** Numbers of pods, and conditions such as Available and Progressing. */
export type DeploymentCheck = Check<'condition' | 'replicas' | 'ready' | 'available' | 'updated'>;

/** How many pods take its traffic. */
export type ServiceCheck = Check<'ready'>;

export type Moment =
  | { readonly kind: 'at'; readonly atMs: number; readonly checks: readonly AtCheck[] }
  | { readonly kind: 'restart'; readonly restart: number; readonly checks: readonly RestartCheck[] };

interface Written {
  readonly file: string;
  readonly line: number;
  /** The subject for people, such as `pod web-* at 30m`. */
  readonly text: string;
}

export interface PodExpectation extends Written {
  readonly kind: 'pod';
  readonly podPattern: string;
  /** Undefined: every container. */
  readonly containerPattern: string | undefined;
  readonly moment: Moment;
}

export interface JobExpectation extends Written {
  readonly kind: 'job';
  readonly pattern: string;
  readonly atMs: number;
  readonly checks: readonly JobCheck[];
}

export interface DeploymentExpectation extends Written {
  readonly kind: 'deployment';
  readonly pattern: string;
  readonly atMs: number;
  readonly checks: readonly DeploymentCheck[];
}

export interface ServiceExpectation extends Written {
  readonly kind: 'service';
  readonly pattern: string;
  readonly atMs: number;
  readonly checks: readonly ServiceCheck[];
}

/**
 * How many events of a reason the API shows at an instant: the counts of all Event objects that fit, added up. For
 * each object that `about` matches on its own, and no match fails; without `about`, of the whole cluster together.
 */
export interface EventExpectation extends Written {
  readonly kind: 'event';
  readonly reason: string;
  /** Undefined: both. */
  readonly type: 'Normal' | 'Warning' | undefined;
  readonly about: EventSubject | undefined;
  /** A pattern for the whole message; undefined: any. */
  readonly message: string | undefined;
  readonly atMs: number;
  readonly count: Expected;
}

export interface EventSubject {
  readonly kind: 'Pod' | 'Job' | 'Deployment' | 'ReplicaSet' | 'StatefulSet' | 'DaemonSet' | 'CronJob' | 'Node';
  /** A pattern for its name. */
  readonly name: string;
}

/** What a scenario says must be true of its run: every match must hold, and no match fails. */
export type Expectation =
  | PodExpectation
  | JobExpectation
  | DeploymentExpectation
  | ServiceExpectation
  | EventExpectation;

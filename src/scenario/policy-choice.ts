import type { GateName, VersionName } from '../kubelet/versions.js';

/** Steps that begin at `initialMs` and grow to `maxMs`. */
export interface GrowingPolicy {
  readonly initialMs: number;
  readonly maxMs: number;
  /** Each step is the one before times this; 2 unless given. */
  readonly factor?: number;
  /** A run longer than this forgets; ten minutes unless given. */
  readonly resetAfterMs?: number;
}

/** Steps one by one; the last repeats. */
export interface ListedPolicy {
  readonly stepsMs: readonly number[];
  /** A run longer than this forgets; ten minutes unless given. */
  readonly resetAfterMs?: number;
}

/** A policy of one's own, in place of the kubelet's. */
export type CustomPolicy = GrowingPolicy | ListedPolicy;

/** Which backoff rule a run uses, and what is changed of it; what is absent stays as the scenario has it. */
export interface PolicyChoice {
  readonly rule?: 'kubelet' | 'none' | CustomPolicy;
  /** A kubelet of this release altogether. */
  readonly version?: VersionName;
  readonly fidelity?: 'documented';
  readonly gates?: Readonly<Partial<Record<GateName, boolean>>>;
  readonly maxRestartPeriodMs?: number;
  readonly afterSuccessMs?: number;
  readonly firstRestart?: 'waits';
}

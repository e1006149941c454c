import type { ProbeSpec } from '../kubelet/pod-spec.js';
import type { ExitReason, RestartPolicy } from '../trace/vocabulary.js';
import type { Interval } from './intervals.js';

/**
 * What is known of a pod whose container keeps restarting, and what is not: an interval says how far a free parameter
 * may go. All times in milliseconds.
 */
export interface Behaviour {
  /**
   * How long a run typically lasts; one value of this holds for all runs of a simulated pod. Undefined: for ever, unless
   * the liveness probe ends it.
   */
  readonly runMs: Interval | undefined;
  /** The runs before those, one each, where the first are known to last otherwise. */
  readonly firstRunsMs?: readonly Interval[] | undefined;
  /** By how much each run may be shorter or longer than that. */
  readonly runVariesByMs: number;
  readonly exitCode: number;
  readonly exitReason: ExitReason;
  readonly restartPolicy: RestartPolicy;
  /** From the pod's creation to its kubelet's first look: scheduling, volumes, and images where they are pulled. */
  readonly leadMs: Interval;
  /** Further containers of the pod, which run for ever. */
  readonly healthyContainers: number;
  readonly liveness?: FailingLiveness | undefined;
  /** A readiness probe, which succeeds while the process runs. */
  readonly readiness?: FreeProbe | undefined;
}

/** A probe of which not every number is known; one value of each holds for a simulated pod. */
export interface FreeProbe {
  readonly handler: ProbeSpec['handler'];
  /** In whole seconds, as manifests say it. */
  readonly initialDelayMs: Interval;
  /** In whole seconds, as manifests say it. */
  readonly periodMs: Interval;
  readonly failureThreshold: number;
}

/** A liveness probe that fails from some time after each start on, and what the process does when it is told to stop. */
export interface FailingLiveness {
  readonly probe: FreeProbe;
  /** How long after each start it still succeeds; 0: it never does. */
  readonly healthyForMs: Interval;
  readonly onTerm: { readonly exitCode: number; readonly afterMs: Interval } | 'ignore';
}

import type { Labels } from '../metrics/family.js';
import type { PrometheusVersion } from '../promql/semantics.js';

/**
 * Who would have noticed a run, and when: the contract of `detect -o json`.
 *
 * Times are seconds since the start of the simulation, exact to the millisecond. No key is ever absent; what has not
 * happened is null.
 */
export interface Detection {
  readonly apiVersion: 'crashloop.dev/v1alpha1';
  readonly kind: 'Detection';
  readonly scenario: string;
  readonly seed: string;
  readonly fidelity: 'documented' | 'exact' | 'realistic';
  readonly kubeletVersion: string;
  readonly durationSeconds: number;
  readonly prometheus: {
    /** The major version whose semantics hold. */
    readonly version: PrometheusVersion;
    readonly scrapeSeconds: number;
    /** When the first scrape is. */
    readonly scrapePhaseSeconds: number;
    readonly evaluateSeconds: number;
    readonly evaluatePhaseSeconds: number;
  };
  /** Every pod that ever was. */
  readonly pods: readonly DetectedPod[];
  /** What a deploy pipeline says that polls; null when it was not asked. */
  readonly pipeline: DetectedPipeline | null;
  readonly alerts: readonly DetectedAlert[];
}

export interface DetectedPod {
  readonly namespace: string;
  readonly name: string;
  /** Since when it is ready, or has succeeded, for good; null: it is not. */
  readonly wellSinceSeconds: number | null;
  /** The most restarts of one of its containers within the window of `--window`. */
  readonly busiest: {
    readonly windowSeconds: number;
    readonly restarts: number;
    readonly fromSeconds: number | null;
    readonly toSeconds: number | null;
  };
}

export interface DetectedPipeline {
  readonly delaySeconds: number;
  readonly waitPeriodSeconds: number;
  readonly pods: readonly {
    readonly namespace: string;
    readonly pod: string;
    readonly verdict: 'crash-loop' | 'running' | 'not-running';
    readonly atSeconds: number;
    /** The waiting reason, or how the container had ended. */
    readonly reason: string | null;
    readonly restartCount: number;
    /** It objects to a pod that is well by then and stays so, or that only takes its time: nothing ever warns of it. */
    readonly falseAlarm: boolean;
  }[];
}

export interface DetectedAlert {
  readonly rule: string;
  readonly alert: string;
  readonly expr: string;
  readonly forSeconds: number;
  readonly keepFiringForSeconds: number;
  readonly about: string;
  /** Of an expression that compares with a number: that number, and the highest value that was compared with it. */
  readonly threshold: number | null;
  readonly highest: number | null;
  /** When it first fires for anyone. */
  readonly firesSeconds: number | null;
  /** Everyone for whom it was pending at least once. */
  readonly subjects: readonly DetectedSubject[];
}

export interface DetectedSubject {
  /** Of the alert, as Prometheus has them; `alertname` and labels of the rule not among them. */
  readonly labels: Labels;
  readonly namespace: string | null;
  readonly pod: string | null;
  /** When it was first pending, and first fired. */
  readonly pendingSeconds: number;
  readonly firesSeconds: number | null;
  /** When it last stopped firing; null: it never fired, or still does. */
  readonly resolvesSeconds: number | null;
  readonly firings: number;
  /** How often it was pending and gave up before it fired. */
  readonly gaveUp: number;
  /** At its first firing the pod was well, and stays so: the trouble was over, or there never was any. */
  readonly falseAlarm: boolean;
  readonly episodes: readonly {
    readonly pendingSeconds: number;
    readonly firesSeconds: number | null;
    readonly endsSeconds: number | null;
  }[];
}

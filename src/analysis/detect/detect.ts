import type { Plan } from '../../cluster/plan.js';
import { MINUTE_MS, SECOND_MS, toSeconds } from '../../time/units.js';
import type { Trace } from '../../trace/trace.js';
import { type AttemptFacts, gatherAttempts } from '../attempts.js';
import { busiestWindow } from '../busiest-window.js';
import { gridUntil } from '../metrics/grid.js';
import { KUBE_STATE_METRICS, scrape } from '../metrics/scrape.js';
import { metricsOf } from '../promql/expression.js';
import { type PrometheusVersion, SEMANTICS } from '../promql/semantics.js';
import type { ReadRule } from './alert-rule.js';
import { detectAlert, secondsOrNull, type WellSince } from './detect-alert.js';
import type { DetectedPipeline, DetectedPod, Detection } from './detection.js';
import { type PipelineOptions, type PipelineVerdict, pipelineVerdicts } from './pipeline.js';
import { settledSince } from './settled.js';

/** At which instants Prometheus scrapes and evaluates, and which one it is. */
export interface PrometheusOptions {
  readonly version: PrometheusVersion;
  readonly scrapeMs: number;
  /** The instant of the first scrape. */
  readonly scrapePhaseMs: number;
  readonly evaluateMs: number;
  readonly evaluatePhaseMs: number;
}

export interface DetectOptions {
  readonly rules: readonly ReadRule[];
  /** Undefined: the pipeline is not asked. */
  readonly pipeline: PipelineOptions | undefined;
  readonly prometheus: PrometheusOptions;
  /** In which time the restarts of a pod are counted. */
  readonly windowMs: number;
}

export const PROMETHEUS: PrometheusOptions = {
  version: '3',
  scrapeMs: 30 * SECOND_MS,
  scrapePhaseMs: 0,
  evaluateMs: 30 * SECOND_MS,
  evaluatePhaseMs: 0,
};

export const PIPELINE: PipelineOptions = { delayMs: 10 * SECOND_MS, waitPeriodMs: MINUTE_MS };

/**
 * Holds detectors and alert rules against a run: who would have noticed, and when?
 *
 * @param observe told now and then how much is done
 * @throws {PromqlError} when the series of the run make an expression ambiguous
 */
export function detectIn(
  plan: Plan,
  trace: Trace,
  options: DetectOptions,
  observe: (doneRatio: number) => void = () => {},
): Detection {
  const { durationMs } = plan;
  const { prometheus, rules, windowMs } = options;
  const { version, scrapeMs, scrapePhaseMs, evaluateMs, evaluatePhaseMs } = prometheus;
  const scraped = scrape(trace, {
    grid: gridUntil(durationMs, { firstMs: scrapePhaseMs, stepMs: scrapeMs }),
    families: familiesOf(rules),
    target: KUBE_STATE_METRICS,
  });
  const evaluations = gridUntil(durationMs, { firstMs: evaluatePhaseMs, stepMs: evaluateMs });
  const samples = { scraped, evaluations, semantics: SEMANTICS[version] };
  const settledMs = settledSince(trace, durationMs);
  const wellSince = wellSinceBy(trace, settledMs);
  return {
    apiVersion: 'crashloop.dev/v1alpha1',
    kind: 'Detection',
    scenario: plan.scenario,
    seed: plan.seed,
    fidelity: plan.fidelity,
    kubeletVersion: plan.kubelet.versionName,
    durationSeconds: toSeconds(durationMs),
    prometheus: {
      version,
      scrapeSeconds: toSeconds(scrapeMs),
      scrapePhaseSeconds: toSeconds(scrapePhaseMs),
      evaluateSeconds: toSeconds(evaluateMs),
      evaluatePhaseSeconds: toSeconds(evaluatePhaseMs),
    },
    pods: podsOf(trace, settledMs, windowMs),
    pipeline: options.pipeline === undefined ? null : pipelineOf(trace, durationMs, options.pipeline, settledMs),
    alerts: rules.map((rule, at) => {
      observe(at / rules.length);
      return detectAlert(rule, samples, wellSince);
    }),
  };
}

/** The metrics that any of the rules reads. */
function familiesOf(rules: readonly ReadRule[]): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const { expression } of rules) {
    const metrics = metricsOf(expression);
    if (metrics === undefined) return undefined;
    for (const metric of metrics) names.add(metric);
  }
  return names;
}

/** An alert that names no pod is about them all: only when all are well is it a false alarm. */
function wellSinceBy({ pods }: Trace, settledMs: readonly (number | undefined)[]): WellSince {
  const byName = new Map(pods.map(({ namespace, name, index }) => [`${namespace}/${name}`, settledMs[index]]));
  const latest = settledMs.reduce<number | undefined>(
    (late, each) => (late === undefined || each === undefined ? undefined : Math.max(late, each)),
    settledMs.length === 0 ? undefined : 0,
  );
  return (namespace, pod) => (pod === undefined ? latest : byName.get(`${namespace}/${pod}`));
}

function restartsOf(attempts: readonly AttemptFacts[] = []): readonly number[] {
  return attempts.filter(({ attempt }) => attempt > 0).map(({ startedAtMs }) => startedAtMs);
}

function podsOf(trace: Trace, settledMs: readonly (number | undefined)[], windowMs: number): readonly DetectedPod[] {
  const attempts = gatherAttempts(trace);
  return trace.pods.map(({ namespace, name, index, containers }) => {
    const windows = containers.map((container) => busiestWindow(restartsOf(attempts[container.index]), windowMs));
    const [busiest] = windows.toSorted((a, b) => b.restarts - a.restarts);
    return {
      namespace,
      name,
      wellSinceSeconds: secondsOrNull(settledMs[index]),
      busiest: {
        windowSeconds: toSeconds(windowMs),
        restarts: busiest?.restarts ?? 0,
        fromSeconds: secondsOrNull(busiest?.fromMs),
        toSeconds: secondsOrNull(busiest?.toMs),
      },
    };
  });
}

function pipelineOf(
  trace: Trace,
  durationMs: number,
  options: PipelineOptions,
  settledMs: readonly (number | undefined)[],
): DetectedPipeline {
  const verdicts = pipelineVerdicts(trace, durationMs, options);
  const warned = new Set(trace.eventKinds.filter(({ type }) => type === 'Warning').map(({ object }) => object.uid));
  const isFalse = ({ verdict, pod, atMs }: PipelineVerdict): boolean => {
    const wellMs = settledMs[pod.index];
    if (verdict === 'running' || wellMs === undefined) return false;
    return wellMs <= atMs || (verdict === 'not-running' && !warned.has(pod.uid));
  };
  return {
    delaySeconds: toSeconds(options.delayMs),
    waitPeriodSeconds: toSeconds(options.waitPeriodMs),
    pods: verdicts.map((each) => ({
      namespace: each.pod.namespace,
      pod: each.pod.name,
      verdict: each.verdict,
      atSeconds: toSeconds(each.atMs),
      reason: each.reason,
      restartCount: each.restartCount,
      falseAlarm: isFalse(each),
    })),
  };
}

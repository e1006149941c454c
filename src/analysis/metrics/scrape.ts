import type { PodIdentity } from '../../trace/identity.js';
import type { ContainerStatus, PodCondition } from '../../trace/sink.js';
import type { Trace } from '../../trace/trace.js';
import type { Phase } from '../../trace/vocabulary.js';
import type { WorkloadIdentity, WorkloadStatus } from '../../trace/workload.js';
import { type AttemptFacts, gatherAttempts } from '../attempts.js';
import { containerAt } from '../container-at.js';
import { PacedApiState } from '../paced-api-state.js';
import { containerSamples } from './container-samples.js';
import type { Labels, Sample } from './family.js';
import { type Grid, instantAt, placeNotBefore } from './grid.js';
import { podLabels, podSamples } from './pod-samples.js';
import { Series } from './series.js';
import { workloadLabels, workloadSamples } from './workload-samples.js';

/** What a Prometheus has read of kube-state-metrics: every series, as of every scrape. */
export interface Scraped {
  readonly grid: Grid;
  /** In the order of their first appearance. */
  readonly series: readonly Series[];
}

export interface ScrapeOptions {
  readonly grid: Grid;
  /** The metrics that are kept; all when undefined. */
  readonly families?: ReadonlySet<string> | undefined;
  /** Labels that the scrape adds to every series, as `job`. */
  readonly target: Labels;
}

/** What the exporter is told by everyone: it watches the API, so what it exposes is what the API shows. */
export const KUBE_STATE_METRICS: Labels = { job: 'kube-state-metrics' };

/** An object of the API with series of its own: a pod, a container or a controller's object. */
class Exposed {
  /** Those of all its series. */
  readonly labels: Labels;
  readonly samples: () => readonly Sample[];
  /** By family and own labels, the series it has now. */
  present: ReadonlyMap<string, Series> = new Map();
  /** All it ever had: one that comes back is the same. */
  readonly known = new Map<string, Series>();

  constructor(labels: Labels, samples: () => readonly Sample[]) {
    this.labels = labels;
    this.samples = samples;
  }
}

/**
 * Follows the API and reads, at each scrape, the objects that have changed since the last one. A change at the very instant
 * of a scrape is seen by it.
 */
class Scraper extends PacedApiState {
  readonly series: Series[] = [];
  readonly #options: ScrapeOptions;
  readonly #attempts: readonly (readonly AttemptFacts[])[];
  readonly #pods: Exposed[] = [];
  readonly #containers: Exposed[] = [];
  readonly #workloads = new Map<string, Exposed>();
  readonly #statuses = new Map<string, WorkloadStatus>();
  #changed = new Set<Exposed>();
  /** The scrape that the next fact comes before, or at. */
  #place = 0;

  constructor(options: ScrapeOptions, attempts: readonly (readonly AttemptFacts[])[]) {
    super();
    this.#options = options;
    this.#attempts = attempts;
  }

  override podCreated(pod: PodIdentity, atMs: number): void {
    super.podCreated(pod, atMs);
    const labels = podLabels(pod);
    this.#pods[pod.index] = new Exposed(labels, () => this.#ofPod(pod.index));
    for (const container of pod.containers) {
      const { index } = container;
      this.#containers[index] = new Exposed({ ...labels, container: container.name }, () => {
        if (this.pods[pod.index]?.deletedAtMs !== undefined) return [];
        return containerSamples(containerAt(container, this.containers[index], this.#attempts[index] ?? []));
      });
    }
    this.#touch(this.#pods[pod.index]);
  }

  override podBound(pod: number, atMs: number, node: string): void {
    super.podBound(pod, atMs, node);
    this.#touch(this.#pods[pod]);
  }

  override podTerminating(pod: number, atMs: number): void {
    super.podTerminating(pod, atMs);
    this.#touch(this.#pods[pod]);
  }

  override podDeleted(pod: number, atMs: number): void {
    super.podDeleted(pod, atMs);
    this.#touch(this.#pods[pod]);
    for (const { index } of this.pods[pod]?.identity.containers ?? []) this.#touch(this.#containers[index]);
  }

  override containerPublished(container: number, atMs: number, status: ContainerStatus): void {
    super.containerPublished(container, atMs, status);
    this.#touch(this.#containers[container]);
  }

  override phasePublished(
    pod: number,
    atMs: number,
    phase: Phase,
    reason: string | null,
    message: string | null,
  ): void {
    super.phasePublished(pod, atMs, phase, reason, message);
    this.#touch(this.#pods[pod]);
  }

  override conditionPublished(pod: number, atMs: number, condition: PodCondition): void {
    super.conditionPublished(pod, atMs, condition);
    this.#touch(this.#pods[pod]);
  }

  override workloadPublished(workload: WorkloadIdentity, atMs: number, status: WorkloadStatus): void {
    super.workloadPublished(workload, atMs, status);
    const { uid } = workload;
    this.#statuses.set(uid, status);
    let exposed = this.#workloads.get(uid);
    if (exposed === undefined) {
      exposed = new Exposed(workloadLabels(workload), () =>
        workloadSamples(workload, this.#statuses.get(uid) ?? status),
      );
      this.#workloads.set(uid, exposed);
    }
    this.#touch(exposed);
  }

  /** The last scrapes, after which nothing happens any more. */
  end(): void {
    this.before(Number.POSITIVE_INFINITY);
  }

  #ofPod(pod: number): readonly Sample[] {
    const record = this.pods[pod];
    return record === undefined || record.deletedAtMs !== undefined ? [] : podSamples(record);
  }

  #touch(exposed: Exposed | undefined): void {
    if (exposed !== undefined) this.#changed.add(exposed);
  }

  protected override before(atMs: number): void {
    const { grid } = this.#options;
    if (this.#place >= grid.count || instantAt(grid, this.#place) >= atMs) return;
    for (const exposed of this.#changed) this.#read(exposed);
    this.#changed = new Set();
    this.#place = placeNotBefore(grid, atMs);
  }

  #read(exposed: Exposed): void {
    const present = new Map<string, Series>();
    for (const sample of exposed.samples()) {
      if (this.#options.families?.has(sample.family.name) === false) continue;
      const key = keyOf(sample);
      const series = exposed.known.get(key) ?? this.#appear(exposed, key, sample);
      series.set(this.#place, sample.value);
      present.set(key, series);
    }
    for (const [key, series] of exposed.present) if (!present.has(key)) series.set(this.#place, Number.NaN);
    exposed.present = present;
  }

  #appear(exposed: Exposed, key: string, { family, labels }: Sample): Series {
    const series = new Series(family, { ...exposed.labels, ...labels, ...this.#options.target });
    this.series.push(series);
    exposed.known.set(key, series);
    return series;
  }
}

function keyOf({ family, labels }: Sample): string {
  return labels === undefined ? family.name : `${family.name} ${Object.values(labels).join(' ')}`;
}

/** Scrapes kube-state-metrics over a whole run. */
export function scrape(trace: Trace, options: ScrapeOptions): Scraped {
  const scraper = new Scraper(options, gatherAttempts(trace));
  trace.replayApi(scraper, Number.POSITIVE_INFINITY);
  scraper.end();
  return { grid: options.grid, series: scraper.series };
}

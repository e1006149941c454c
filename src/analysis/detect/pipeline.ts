import type { PodIdentity } from '../../trace/identity.js';
import type { ContainerStatus } from '../../trace/sink.js';
import type { Trace } from '../../trace/trace.js';
import { UNREPORTED } from '../container-at.js';
import { PacedApiState } from '../paced-api-state.js';

/** How often a pipeline looks at the pods it deployed, and for how long. */
export interface PipelineOptions {
  readonly delayMs: number;
  readonly waitPeriodMs: number;
}

/** What the pipeline says of a pod. */
export interface PipelineVerdict {
  readonly pod: PodIdentity;
  /** `crash-loop`: it saw a restart; `running`: it saw the container run; `not-running`: neither, and time was up. */
  readonly verdict: 'crash-loop' | 'running' | 'not-running';
  /** When it said so; it asked at the creation of the pod and then every delay. */
  readonly atMs: number;
  /** Why the container waited or how it had ended, at that instant. */
  readonly reason: string | null;
  readonly restartCount: number;
}

/** One pod being waited for. */
interface Waiting {
  readonly pod: PodIdentity;
  readonly createdAtMs: number;
  nextMs: number;
}

/**
 * What a deploy script sees that polls `kubectl get pod -o json` and reads nothing but `status.containerStatuses[0]`: the
 * regular container whose name comes first, never an init container. It looks for the first time one delay after the
 * pod was made, as scripts sleep first. Any restart is a crash loop to it; a container that runs is all it waits for.
 *
 * @source kubelet-semantics P18 (the order of containerStatuses)
 */
class PipelineWatch extends PacedApiState {
  readonly verdicts: PipelineVerdict[] = [];
  readonly #options: PipelineOptions;
  #waiting: Waiting[] = [];

  constructor(options: PipelineOptions) {
    super();
    this.#options = options;
  }

  override podCreated(pod: PodIdentity, atMs: number): void {
    super.podCreated(pod, atMs);
    this.#waiting.push({ pod, createdAtMs: atMs, nextMs: atMs + this.#options.delayMs });
  }

  override podDeleted(pod: number, atMs: number): void {
    super.podDeleted(pod, atMs);
    this.#waiting = this.#waiting.filter((each) => each.pod.index !== pod);
  }

  /** Looks at what comes before the end, which itself may be one. */
  end(durationMs: number): void {
    this.before(durationMs + 1);
  }

  protected override before(atMs: number): void {
    if (this.#waiting.length === 0) return;
    for (const waiting of this.#waiting) {
      while (waiting.nextMs < atMs && this.#isOpen(waiting)) this.#look(waiting);
    }
    this.#waiting = this.#waiting.filter((waiting) => this.#isOpen(waiting));
  }

  #isOpen({ nextMs }: Waiting): boolean {
    return nextMs !== Number.POSITIVE_INFINITY;
  }

  #look(waiting: Waiting): void {
    const { pod, createdAtMs, nextMs: atMs } = waiting;
    const { delayMs, waitPeriodMs } = this.#options;
    const status = this.#firstStatus(pod);
    const { restartCount, state, reason } = status;
    const isLast = atMs + delayMs > createdAtMs + waitPeriodMs;
    const verdict = restartCount > 0 ? 'crash-loop' : state === 'running' ? 'running' : 'not-running';
    waiting.nextMs = verdict === 'not-running' && !isLast ? atMs + delayMs : Number.POSITIVE_INFINITY;
    if (!this.#isOpen(waiting)) this.verdicts.push({ pod, verdict, atMs, reason, restartCount });
  }

  #firstStatus(pod: PodIdentity): ContainerStatus {
    const regular = pod.containers.filter(({ type }) => type === 'container');
    const [first] = regular.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return (first === undefined ? undefined : this.containers[first.index]) ?? UNREPORTED;
  }
}

/** What the pipeline says of each pod, in the order in which it says so; nothing of a pod it had no time to look at. */
export function pipelineVerdicts(
  trace: Trace,
  durationMs: number,
  options: PipelineOptions,
): readonly PipelineVerdict[] {
  const watch = new PipelineWatch(options);
  trace.replayApi(watch, durationMs);
  watch.end(durationMs);
  return watch.verdicts;
}

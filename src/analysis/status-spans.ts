import type { PodIdentity } from '../trace/identity.js';
import { Quiet } from '../trace/quiet.js';
import type { ContainerStatus } from '../trace/sink.js';
import type { Trace } from '../trace/trace.js';
import type { ContainerType, Phase } from '../trace/vocabulary.js';

/** What the API shows of a container from one instant to another. */
export interface StatusSpan {
  readonly fromMs: number;
  readonly untilMs: number;
  /** kubectl's word, were it the only container of its pod; `Running, not ready` tells what only READY shows. */
  readonly word: string;
}

/** A container's whole life as the API shows it. */
export interface ContainerSpans {
  readonly pod: PodIdentity;
  readonly container: string;
  readonly type: ContainerType;
  /** In order of time, without gaps from the creation of the pod to its end; none is empty. */
  readonly spans: readonly StatusSpan[];
  /** Every start, also of runs too short to be shown. */
  readonly startsMs: readonly number[];
}

/** One container on the way through the facts. */
class Followed {
  readonly pod: PodIdentity;
  readonly container: string;
  readonly type: ContainerType;
  readonly spans: StatusSpan[] = [];
  readonly startsMs: number[] = [];
  status: ContainerStatus | undefined = undefined;
  #since: { readonly fromMs: number; readonly word: string } | undefined = undefined;

  constructor(pod: PodIdentity, container: string, type: ContainerType) {
    this.pod = pod;
    this.container = container;
    this.type = type;
  }

  /** @param word undefined: it is gone */
  show(word: string | undefined, atMs: number): void {
    if (this.#since?.word === word) return;
    if (this.#since !== undefined) this.#close(this.#since, atMs);
    this.#since = word === undefined ? undefined : { fromMs: atMs, word };
  }

  #close({ fromMs, word }: { readonly fromMs: number; readonly word: string }, untilMs: number): void {
    if (untilMs <= fromMs) return;
    const last = this.spans.at(-1);
    // What was shown for no time at all between two equal words has not been seen.
    if (last?.word === word && last.untilMs === fromMs) this.spans[this.spans.length - 1] = { ...last, untilMs };
    else this.spans.push({ fromMs, untilMs, word });
  }
}

/** What decides a container's word besides its own status. */
interface PodShown {
  readonly containers: readonly Followed[];
  phase: Phase;
  isTerminating: boolean;
}

class SpanGatherer extends Quiet {
  readonly containers: Followed[] = [];
  readonly #pods: PodShown[] = [];
  readonly #podOf: PodShown[] = [];

  override podCreated(pod: PodIdentity, atMs: number): void {
    const containers = pod.containers.map(({ name, type }) => new Followed(pod, name, type));
    const shown: PodShown = { containers, phase: 'Pending', isTerminating: false };
    this.#pods[pod.index] = shown;
    for (const [at, { index }] of pod.containers.entries()) {
      const followed = containers[at];
      if (followed === undefined) continue;
      this.containers[index] = followed;
      this.#podOf[index] = shown;
    }
    showAll(shown, atMs);
  }

  override podTerminating(pod: number, atMs: number): void {
    const shown = this.#pods[pod];
    if (shown === undefined) return;
    shown.isTerminating = true;
    showAll(shown, atMs);
  }

  override podDeleted(pod: number, atMs: number): void {
    for (const container of this.#pods[pod]?.containers ?? []) container.show(undefined, atMs);
  }

  override phasePublished(pod: number, atMs: number, phase: Phase): void {
    const shown = this.#pods[pod];
    if (shown === undefined) return;
    shown.phase = phase;
    showAll(shown, atMs);
  }

  override containerPublished(container: number, atMs: number, status: ContainerStatus): void {
    const followed = this.containers[container];
    const pod = this.#podOf[container];
    if (followed === undefined || pod === undefined) return;
    followed.status = status;
    followed.show(wordOf(followed, pod), atMs);
  }

  override started(container: number, _attempt: number, atMs: number): void {
    this.containers[container]?.startsMs.push(atMs);
  }
}

function showAll(pod: PodShown, atMs: number): void {
  for (const container of pod.containers) container.show(wordOf(container, pod), atMs);
}

/** @source kubelet-semantics P17, P18 */
function wordOf({ status, type }: Followed, { phase, isTerminating }: PodShown): string {
  if (isTerminating && phase !== 'Succeeded' && phase !== 'Failed') return 'Terminating';
  if (status === undefined) return phase;
  const { state, reason, ready } = status;
  if (state === 'running') return ready || type === 'init' ? 'Running' : 'Running, not ready';
  return reason ?? (state === 'waiting' ? 'Waiting' : 'Terminated');
}

/** What kubectl shows of every container over a whole run, in the order in which they were made. */
export function statusSpans(trace: Trace, untilMs: number): readonly ContainerSpans[] {
  const gatherer = new SpanGatherer();
  trace.replayApi(gatherer, untilMs);
  for (const container of gatherer.containers) container.show(undefined, untilMs);
  trace.replayRuntime(gatherer);
  return gatherer.containers;
}

import { ApiState } from './api-state.js';
import type { AttemptLog } from './attempt-log.js';
import { FACT, FactColumns } from './columns.js';
import type { EventKind } from './event.js';
import type { PodIdentity } from './identity.js';
import type { KubeletFacts } from './kubelet-facts.js';
import { packStatus, unpackStatus } from './packed-status.js';
import type { ApiFacts, ContainerStatus, PodCondition, RuntimeFacts, Sink } from './sink.js';
import { MOST_FACTS, TraceFullError } from './trace-full.js';
import {
  EXIT_REASONS,
  type ExitReason,
  PHASES,
  type Phase,
  WAITING_REASONS,
  type WaitingReason,
  WHYS,
  type Why,
} from './vocabulary.js';
import { Words } from './words.js';
import type { WorkloadIdentity, WorkloadStatus } from './workload.js';

/**
 * Keeps every fact of a run, in the order in which they happened, and tells them again: what happened in the runtime and
 * what the API was told are kept apart, since hardly a reader wants both.
 */
export class Trace implements Sink {
  readonly keepsStatus = true;
  readonly keepsRoutine: boolean;
  readonly steps: KubeletFacts | undefined = undefined;
  readonly #pods: PodIdentity[] = [];
  readonly #runtime = new FactColumns();
  readonly #api = new FactColumns();
  readonly #texts = new Words<string>();
  readonly #conditions = new Words<PodCondition>();
  readonly #logs = new Words<readonly string[]>();
  readonly #events = new Words<EventKind>();
  readonly #workloads = new Words<WorkloadIdentity>();
  readonly #statuses = new Words<WorkloadStatus>();
  /** What the API shows by now, kept along since most readers ask how it ends. */
  readonly #newest = new ApiState();
  #newestMs = 0;
  #containers = 0;

  /** @param keepsRoutine see {@link Sink}; false for a reader of attempts and of how it ends */
  constructor(keepsRoutine = true) {
    this.keepsRoutine = keepsRoutine;
  }

  /** Every pod that ever was, by its number. */
  get pods(): readonly PodIdentity[] {
    return this.#pods;
  }

  /** How many containers all pods have together; they are numbered through. */
  get containers(): number {
    return this.#containers;
  }

  /** Every kind of event that occurred, in the order of their first occurrences. */
  get eventKinds(): readonly EventKind[] {
    return this.#events.all;
  }

  started(container: number, attempt: number, atMs: number): void {
    if (this.#runtime.length > MOST_FACTS) throw new TraceFullError();
    this.#runtime.push(FACT.started, container, atMs, attempt);
  }

  exited(container: number, attempt: number, atMs: number, exitCode: number, reason: ExitReason): void {
    this.#runtime.push(FACT.exited, container, atMs, attempt, exitCode, EXIT_REASONS.indexOf(reason));
  }

  wrote(container: number, attempt: number, atMs: number, { lines, untilMs }: AttemptLog): void {
    this.#runtime.push(FACT.wrote, container, atMs, attempt, untilMs, 0, this.#logs.numberOf(lines));
  }

  refused(container: number, atMs: number, stepMs: number, expiresAtMs: number): void {
    this.#runtime.push(FACT.refused, container, atMs, stepMs, expiresAtMs);
  }

  admitted(container: number, atMs: number, stepMs: number, why: Why): void {
    this.#runtime.push(FACT.admitted, container, atMs, stepMs, 0, WHYS.indexOf(why));
  }

  startFailed(container: number, atMs: number, reason: WaitingReason): void {
    this.#runtime.push(FACT.startFailed, container, atMs, 0, 0, WAITING_REASONS.indexOf(reason));
  }

  podCreated(pod: PodIdentity, atMs: number): void {
    this.#newest.podCreated(pod, atMs);
    this.#newestMs = atMs;
    this.#pods[pod.index] = pod;
    this.#containers += pod.containers.length;
    this.#api.push(FACT.podCreated, pod.index, atMs);
  }

  podBound(pod: number, atMs: number, node: string): void {
    this.#newest.podBound(pod, atMs, node);
    this.#newestMs = atMs;
    this.#api.push(FACT.podBound, pod, atMs, 0, 0, 0, this.#texts.numberOf(node));
  }

  podTerminating(pod: number, atMs: number): void {
    this.#newest.podTerminating(pod, atMs);
    this.#newestMs = atMs;
    this.#api.push(FACT.podTerminating, pod, atMs);
  }

  podDeleted(pod: number, atMs: number): void {
    this.#newest.podDeleted(pod, atMs);
    this.#newestMs = atMs;
    this.#api.push(FACT.podDeleted, pod, atMs);
  }

  containerPublished(container: number, atMs: number, status: ContainerStatus): void {
    this.#newest.containerPublished(container, atMs, status);
    this.#newestMs = atMs;
    const { first, second, word } = packStatus(status);
    const text = this.#texts.numberOf(status.message);
    this.#api.push(FACT.containerPublished, container, atMs, first, second, word, text);
  }

  imageChanged(container: number, atMs: number, image: string): void {
    this.#api.push(FACT.imageChanged, container, atMs, 0, 0, 0, this.#texts.numberOf(image));
  }

  phasePublished(pod: number, atMs: number, phase: Phase, reason: string | null, message: string | null): void {
    this.#newest.phasePublished(pod, atMs, phase, reason, message);
    this.#newestMs = atMs;
    const words = [this.#texts.numberOf(reason), this.#texts.numberOf(message)] as const;
    this.#api.push(FACT.phasePublished, pod, atMs, words[0], 0, PHASES.indexOf(phase), words[1]);
  }

  conditionPublished(pod: number, atMs: number, condition: PodCondition): void {
    this.#newest.conditionPublished(pod, atMs, condition);
    this.#newestMs = atMs;
    this.#api.push(FACT.conditionPublished, pod, atMs, 0, 0, 0, this.#conditions.numberOf(condition));
  }

  occurred(event: EventKind, atMs: number): void {
    if (this.#api.length > MOST_FACTS) throw new TraceFullError();
    this.#api.push(FACT.occurred, this.#events.numberOf(event), atMs);
  }

  workloadPublished(workload: WorkloadIdentity, atMs: number, status: WorkloadStatus): void {
    this.#newest.workloadPublished(workload, atMs, status);
    this.#newestMs = atMs;
    if (this.#api.length > MOST_FACTS) throw new TraceFullError();
    const subject = this.#workloads.numberOf(workload);
    this.#api.push(FACT.workloadPublished, subject, atMs, 0, 0, 0, this.#statuses.numberOf(status));
  }

  kubeletRestarted(node: string, atMs: number): void {
    this.#api.push(FACT.kubeletRestarted, this.#texts.numberOf(node), atMs);
  }

  /** Tells what happened in the runtime. */
  replayRuntime(reader: RuntimeFacts): void {
    const { length, kind, subject, atMs: instants, first, second, word, text } = this.#runtime;
    for (let at = 0; at < length; at += 1) {
      const container = subject[at] as number;
      const atMs = instants[at] as number;
      const number = first[at] as number;
      switch (kind[at]) {
        case FACT.started:
          reader.started(container, number, atMs);
          break;
        case FACT.exited:
          reader.exited(container, number, atMs, second[at] as number, EXIT_REASONS[word[at] as number] as ExitReason);
          break;
        case FACT.wrote:
          reader.wrote(container, number, atMs, {
            lines: this.#logs.get(text[at] as number) ?? [],
            untilMs: second[at] as number,
          });
          break;
        case FACT.refused:
          reader.refused(container, atMs, number, second[at] as number);
          break;
        case FACT.admitted:
          reader.admitted(container, atMs, number, WHYS[word[at] as number] as Why);
          break;
        case FACT.startFailed:
          reader.startFailed(container, atMs, WAITING_REASONS[word[at] as number] as WaitingReason);
          break;
      }
    }
  }

  /** What the API shows of pods and workloads at an instant. */
  apiAt(atMs: number): ApiState {
    if (atMs >= this.#newestMs) return this.#newest;
    const state = new ApiState();
    this.replayApi(state, atMs);
    return state;
  }

  /** Tells what the API was told up to an instant. */
  replayApi(reader: ApiFacts, untilMs: number): void {
    const { length, kind, subject, atMs: instants, first, second, word, text } = this.#api;
    for (let at = 0; at < length; at += 1) {
      const who = subject[at] as number;
      const atMs = instants[at] as number;
      if (atMs > untilMs) continue;
      switch (kind[at]) {
        case FACT.podCreated:
          reader.podCreated(this.#pods[who] as PodIdentity, atMs);
          break;
        case FACT.podBound:
          reader.podBound(who, atMs, this.#texts.get(text[at] as number) ?? '');
          break;
        case FACT.podTerminating:
          reader.podTerminating(who, atMs);
          break;
        case FACT.podDeleted:
          reader.podDeleted(who, atMs);
          break;
        case FACT.containerPublished: {
          const packed = { first: first[at] as number, second: second[at] as number, word: word[at] as number };
          reader.containerPublished(who, atMs, unpackStatus(packed, this.#texts.get(text[at] as number)));
          break;
        }
        case FACT.imageChanged:
          reader.imageChanged(who, atMs, this.#texts.get(text[at] as number) ?? '');
          break;
        case FACT.phasePublished: {
          const [reason, message] = [this.#texts.get(first[at] as number), this.#texts.get(text[at] as number)];
          reader.phasePublished(who, atMs, PHASES[word[at] as number] as Phase, reason, message);
          break;
        }
        case FACT.conditionPublished:
          reader.conditionPublished(who, atMs, this.#conditions.get(text[at] as number) as PodCondition);
          break;
        case FACT.occurred:
          reader.occurred(this.#events.get(who) as EventKind, atMs);
          break;
        case FACT.workloadPublished: {
          const status = this.#statuses.get(text[at] as number) as WorkloadStatus;
          reader.workloadPublished(this.#workloads.get(who) as WorkloadIdentity, atMs, status);
          break;
        }
        case FACT.kubeletRestarted:
          reader.kubeletRestarted(this.#texts.get(who) ?? '', atMs);
          break;
      }
    }
  }
}

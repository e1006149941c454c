import { FACT, FactColumns } from './columns.js';
import type { ApiFacts, RuntimeFacts, ShownReason, Sink } from './sink.js';
import {
  CONTAINER_STATES,
  type ContainerState,
  EXIT_REASONS,
  type ExitReason,
  PHASES,
  type Phase,
  WAITING_REASONS,
  WHYS,
  type Why,
} from './vocabulary.js';

const SHOWN_REASONS = [null, ...EXIT_REASONS, ...WAITING_REASONS] as const;

/** About 0.6 GB of columns. */
const MOST_FACTS = 20_000_000;

/** Too many facts to keep; the run should keep counts only. */
export class TraceFullError extends Error {
  override readonly name = 'TraceFullError';

  constructor() {
    super(`the run leaves more than ${MOST_FACTS} facts behind`);
  }
}

/**
 * Keeps every fact of a run, in the order in which they happened node by node, and tells them again: what happened in
 * the runtime and what the API was told are kept apart, since hardly a reader wants both.
 */
export class Trace implements Sink {
  readonly keepsStatus = true;
  readonly #runtime = new FactColumns();
  readonly #api = new FactColumns();

  started(container: number, attempt: number, atMs: number): void {
    if (this.#runtime.length > MOST_FACTS) throw new TraceFullError();
    this.#runtime.push(FACT.started, container, atMs, attempt, 0, 0);
  }

  exited(container: number, attempt: number, atMs: number, exitCode: number, reason: ExitReason): void {
    this.#runtime.push(FACT.exited, container, atMs, attempt, exitCode, EXIT_REASONS.indexOf(reason));
  }

  refused(container: number, atMs: number, stepMs: number, expiresAtMs: number): void {
    this.#runtime.push(FACT.refused, container, atMs, stepMs, expiresAtMs, 0);
  }

  admitted(container: number, atMs: number, stepMs: number, why: Why): void {
    this.#runtime.push(FACT.admitted, container, atMs, stepMs, 0, WHYS.indexOf(why));
  }

  podCreated(pod: number, atMs: number): void {
    this.#api.push(FACT.podCreated, pod, atMs, 0, 0, 0);
  }

  podDeleted(pod: number, atMs: number): void {
    this.#api.push(FACT.podDeleted, pod, atMs, 0, 0, 0);
  }

  containerPublished(
    container: number,
    atMs: number,
    state: ContainerState,
    reason: ShownReason,
    attempt: number,
  ): void {
    const shown = SHOWN_REASONS.indexOf(reason);
    this.#api.push(FACT.containerPublished, container, atMs, attempt, CONTAINER_STATES.indexOf(state), shown);
  }

  phasePublished(pod: number, atMs: number, phase: Phase): void {
    this.#api.push(FACT.phasePublished, pod, atMs, 0, 0, PHASES.indexOf(phase));
  }

  /** Tells what happened in the runtime. */
  replayRuntime(reader: RuntimeFacts): void {
    this.#runtime.forEach((kind, container, atMs, first, second, word) => {
      switch (kind) {
        case FACT.started:
          reader.started(container, first, atMs);
          break;
        case FACT.exited:
          reader.exited(container, first, atMs, second, EXIT_REASONS[word] as ExitReason);
          break;
        case FACT.refused:
          reader.refused(container, atMs, first, second);
          break;
        case FACT.admitted:
          reader.admitted(container, atMs, first, WHYS[word] as Why);
          break;
      }
    });
  }

  /** Tells what the API was told up to an instant. */
  replayApi(reader: ApiFacts, untilMs: number): void {
    this.#api.forEach((kind, who, atMs, first, second, word) => {
      if (atMs > untilMs) return;
      switch (kind) {
        case FACT.podCreated:
          reader.podCreated(who, atMs);
          break;
        case FACT.podDeleted:
          reader.podDeleted(who, atMs);
          break;
        case FACT.containerPublished: {
          const state = CONTAINER_STATES[second] as ContainerState;
          reader.containerPublished(who, atMs, state, SHOWN_REASONS[word] as ShownReason, first);
          break;
        }
        case FACT.phasePublished:
          reader.phasePublished(who, atMs, PHASES[word] as Phase);
          break;
      }
    });
  }
}

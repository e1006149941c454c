import { FACT, FactColumns } from './columns.js';
import type { Sink } from './sink.js';
import {
  CONTAINER_STATES,
  type ContainerState,
  EXIT_REASONS,
  type ExitReason,
  PHASES,
  type Phase,
  WAITING_REASONS,
  type WaitingReason,
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

/** Keeps every fact of a run, in the order in which they happened node by node, and tells them again to any sink. */
export class Trace implements Sink {
  readonly keepsStatus = true;
  readonly #columns = new FactColumns();

  get length(): number {
    return this.#columns.length;
  }

  podCreated(pod: number, atMs: number): void {
    this.#columns.push(FACT.podCreated, pod, atMs, 0, 0, 0);
  }

  podDeleted(pod: number, atMs: number): void {
    this.#columns.push(FACT.podDeleted, pod, atMs, 0, 0, 0);
  }

  started(container: number, attempt: number, atMs: number): void {
    if (this.#columns.length > MOST_FACTS) throw new TraceFullError();
    this.#columns.push(FACT.started, container, atMs, attempt, 0, 0);
  }

  exited(container: number, attempt: number, atMs: number, exitCode: number, reason: ExitReason): void {
    this.#columns.push(FACT.exited, container, atMs, attempt, exitCode, EXIT_REASONS.indexOf(reason));
  }

  refused(container: number, atMs: number, stepMs: number, expiresAtMs: number): void {
    this.#columns.push(FACT.refused, container, atMs, stepMs, expiresAtMs, 0);
  }

  admitted(container: number, atMs: number, stepMs: number, why: Why): void {
    this.#columns.push(FACT.admitted, container, atMs, stepMs, 0, WHYS.indexOf(why));
  }

  containerPublished(
    container: number,
    atMs: number,
    state: ContainerState,
    reason: ExitReason | WaitingReason | null,
    attempt: number,
  ): void {
    const shown = SHOWN_REASONS.indexOf(reason);
    this.#columns.push(FACT.containerPublished, container, atMs, attempt, CONTAINER_STATES.indexOf(state), shown);
  }

  phasePublished(pod: number, atMs: number, phase: Phase): void {
    this.#columns.push(FACT.phasePublished, pod, atMs, 0, 0, PHASES.indexOf(phase));
  }

  /** Tells every fact up to an instant to a sink, in order. */
  replay(sink: Sink, untilMs = Number.POSITIVE_INFINITY): void {
    const { kind, subject, atMs, first, second, word, length } = this.#columns;
    for (let at = 0; at < length; at += 1) {
      const [who, when, one, two, text] = [subject[at], atMs[at], first[at], second[at], word[at]] as Fact;
      if (when > untilMs) continue;
      switch (kind[at]) {
        case FACT.podCreated:
          sink.podCreated(who, when);
          break;
        case FACT.podDeleted:
          sink.podDeleted(who, when);
          break;
        case FACT.started:
          sink.started(who, one, when);
          break;
        case FACT.exited:
          sink.exited(who, one, when, two, wordOf(EXIT_REASONS, text));
          break;
        case FACT.refused:
          sink.refused(who, when, one, two);
          break;
        case FACT.admitted:
          sink.admitted(who, when, one, wordOf(WHYS, text));
          break;
        case FACT.containerPublished:
          sink.containerPublished(who, when, wordOf(CONTAINER_STATES, two), wordOf(SHOWN_REASONS, text), one);
          break;
        case FACT.phasePublished:
          sink.phasePublished(who, when, wordOf(PHASES, text));
          break;
      }
    }
  }
}

type Fact = [subject: number, atMs: number, first: number, second: number, word: number];

function wordOf<Word>(words: readonly Word[], code: number): Word {
  return words[code] as Word;
}

import { drawMs } from '../engine/distributions.js';
import { Timer } from '../engine/timer.js';
import type { ContainerStatus } from '../trace/sink.js';
import type { Container } from './container.js';
import type { KubeletContext } from './context.js';
import { probeErrored, unhealthy } from './kill-texts.js';
import type { Pod } from './pod.js';
import type { ProbeSpec } from './pod-spec.js';
import { failureOutput, PROBE_NAMES, unnamedPortOutput } from './probe-output.js';
import type { ProbeAnswer, ProbeType } from './process.js';
import { RANK } from './ranks.js';

export type ProbeResult = 'success' | 'failure' | 'unknown';

/** @source kubelet-semantics PR6 */
const INITIAL: Readonly<Record<ProbeType, ProbeResult>> = {
  liveness: 'success',
  readiness: 'failure',
  startup: 'unknown',
};
const PLACE: Readonly<Record<ProbeType, number>> = { startup: 0, liveness: 1, readiness: 2 };
const SUCCESS: ProbeAnswer = { ok: true, takesMs: 0, output: undefined };

/** Who is told when a probe's published result changes. @source kubelet-semantics PR10 */
export interface ProbeListener {
  probeChanged(container: Container, type: ProbeType, result: ProbeResult, nowMs: number): void;
}

interface Subject {
  readonly type: ProbeType;
  readonly spec: ProbeSpec;
  readonly container: Container;
  readonly pod: Pod;
  readonly context: KubeletContext;
  readonly listener: ProbeListener;
}

/**
 * One probe of one container, on a grid of its own that restarts do not move. It looks at what the API shows, not at the
 * runtime.
 *
 * @source kubelet-semantics PR2 to PR11; pkg/kubelet/prober/worker.go
 */
export class ProbeWorker extends Timer {
  readonly #subject: Subject;
  /** The last tick; the next is one period later. */
  #tickedAtMs: number;
  #attempt: number | undefined = undefined;
  #result: ProbeResult = 'unknown';
  /** The last answer and how often it came in a row; a restart of the container does not end a row (PR8). */
  #last: ProbeResult = 'unknown';
  #row = 0;
  /** Waits for another instance. @source kubelet-semantics PR9 */
  #onHold = false;
  /** The answer on its way, and the instance it is about. */
  #pending: { readonly answer: ProbeAnswer; readonly attempt: number } | undefined = undefined;
  #askedAgain = false;
  #stopped = false;

  constructor(subject: Subject, nowMs: number) {
    super(RANK.probe, subject.container.index * 3 + PLACE[subject.type]);
    this.#subject = subject;
    const { context, spec, pod, container } = subject;
    const isFresh = nowMs - context.bootedAtMs < spec.periodMs;
    const delayMs = isFresh ? Math.floor(spec.periodMs * pod.stream.uniform()) : 0;
    const isMet = container.actual.isRunning;
    if (isMet) this.#takeOver(container.published);
    // Registered before its container exists, a worker's first look finds nothing.
    this.#tickedAtMs = isMet ? nowMs + delayMs - spec.periodMs : nowMs + delayMs;
    this.#scheduleTick(nowMs);
  }

  /** The published result about an instance. */
  resultOf(attempt: number): ProbeResult {
    return attempt === this.#attempt ? this.#result : INITIAL[this.#subject.type];
  }

  /** Looks at once, besides the ticks. @source kubelet-semantics PR4 */
  askNow(nowMs: number): void {
    if (this.#stopped) return;
    if (this.#pending !== undefined) {
      this.#askedAgain = true;
      return;
    }
    const { context } = this.#subject;
    if (context.version.extraProbe === 'moves-phase') this.#tickedAtMs = nowMs;
    this.#look(nowMs);
  }

  stop(): void {
    this.#stopped = true;
    this.#subject.context.agenda.cancel(this);
  }

  override fire(nowMs: number): void {
    const pending = this.#pending;
    if (pending === undefined) {
      this.#tickedAtMs = nowMs;
      this.#look(nowMs);
      return;
    }
    this.#pending = undefined;
    this.#judge(pending.answer, pending.attempt, nowMs);
    if (this.#stopped) return;
    this.#scheduleTick(nowMs);
    if (this.#askedAgain) {
      this.#askedAgain = false;
      this.askNow(nowMs);
    }
  }

  #scheduleTick(nowMs: number): void {
    if (this.#stopped) return;
    this.#subject.context.agenda.schedule(this, Math.max(nowMs, this.#tickedAtMs + this.#subject.spec.periodMs));
  }

  /** Up to the question to the process; the answer may take time. */
  #look(nowMs: number): void {
    const { container, spec, context, pod } = this.#subject;
    const shown = container.published;
    if (this.#mayAsk(shown, nowMs) && shown !== undefined) {
      const answer = this.#ask(nowMs);
      if (answer !== undefined) {
        const overheadMs = drawMs(context.timing.latencies.probe, pod.stream);
        const isLate = answer.takesMs > spec.timeoutMs;
        const takesMs = overheadMs + Math.min(answer.takesMs, spec.timeoutMs);
        const heard = isLate ? { ok: false, takesMs, output: failureOutput(spec.handler, 'timeout') } : answer;
        this.#pending = { answer: heard, attempt: shown.restartCount };
        if (takesMs > 0) context.agenda.schedule(this, nowMs + takesMs);
        else this.fire(nowMs);
        return;
      }
    }
    this.#scheduleTick(nowMs);
  }

  #mayAsk(shown: ContainerStatus | undefined, nowMs: number): boolean {
    const { container, spec, type } = this.#subject;
    const hasRecord = shown !== undefined && (shown.state !== 'waiting' || shown.lastAttempt !== null);
    if (!hasRecord) return false;
    if (shown.restartCount !== this.#attempt) this.#meet(shown.restartCount, nowMs);
    if (this.#onHold) return false;
    if (shown.state !== 'running') {
      this.#publish('failure', nowMs);
      return false;
    }
    const { newest } = container.actual;
    const startedAtMs = newest?.attempt === shown.restartCount ? newest.startedAtMs : nowMs;
    // The status tells whole seconds, so the delay may end up to a second early.
    if (nowMs - Math.floor(startedAtMs / 1000) * 1000 < spec.initialDelayMs) return false;
    return shown.started !== (type === 'startup');
  }

  /** The process's answer; undefined when the probe could not be carried out, which counts as nothing (PR12). */
  #ask(nowMs: number): ProbeAnswer | undefined {
    const { container, type, spec, pod, context } = this.#subject;
    if (spec.unnamedPort !== undefined) {
      const output = unnamedPortOutput(spec.unnamedPort);
      pod.recorder.say(probeErrored(context.eventRules, PROBE_NAMES[type], 'unknown', output), nowMs, container.spec);
      return undefined;
    }
    const { attempt, actual } = container;
    if (attempt === undefined) return undefined;
    if (actual.isRunning) return attempt.probes?.answer(type, nowMs) ?? SUCCESS;
    if (spec.handler === 'exec') return undefined;
    return { ok: false, takesMs: 0, output: failureOutput(spec.handler, 'refused') };
  }

  #judge({ ok, output }: ProbeAnswer, attempt: number, nowMs: number): void {
    const { type, spec, container, pod, context } = this.#subject;
    const result = ok ? 'success' : 'failure';
    if (!ok && pod.recorder.isHeard) {
      const text = output ?? failureOutput(spec.handler, 'failure');
      pod.recorder.say(unhealthy(PROBE_NAMES[type], text), nowMs, container.spec);
    }
    this.#row = result === this.#last ? this.#row + 1 : 1;
    this.#last = result;
    if (attempt !== this.#attempt) return;
    if (this.#row < (ok ? spec.successThreshold : spec.failureThreshold)) return;
    if (type !== 'readiness' && (!ok || type === 'startup')) {
      if (!ok) context.steps?.probeFailed(container.index, nowMs, type, this.#row);
      this.#onHold = true;
      this.#row = 0;
    }
    this.#publish(result, nowMs);
  }

  #meet(attempt: number, nowMs: number): void {
    this.#attempt = attempt;
    this.#onHold = false;
    this.#publish(INITIAL[this.#subject.type], nowMs, true);
  }

  /** A kubelet that was restarted trusts what it reported before. @source kubelet-semantics P20 */
  #takeOver(shown: ContainerStatus | undefined): void {
    const { type, context } = this.#subject;
    if (shown === undefined || !context.version.keepsReady) return;
    const wasGood = type === 'readiness' ? shown.ready : type === 'startup' ? shown.started : true;
    this.#attempt = shown.restartCount;
    this.#result = wasGood ? 'success' : INITIAL[type];
  }

  /** A result about an instance not heard of before is news, too. */
  #publish(result: ProbeResult, nowMs: number, isFirst = false): void {
    const { type, container, listener } = this.#subject;
    const isNews = isFirst || result !== this.#result;
    this.#result = result;
    if (isNews) listener.probeChanged(container, type, result, nowMs);
  }

  override describe(): string {
    return `${this.#subject.type} probe of ${this.#subject.container.describe()}`;
  }
}

import type { Container } from './container.js';
import type { KubeletContext } from './context.js';
import type { Pod } from './pod.js';
import type { ProbeVerdicts } from './probe-verdicts.js';
import { type ProbeListener, ProbeWorker } from './probe-worker.js';
import type { ProbeType } from './process.js';

/** The probe workers of one container: at most one of each kind, kept for the pod's life. @source kubelet-semantics PR2 */
export class Probers implements ProbeVerdicts {
  readonly #liveness: ProbeWorker | undefined;
  readonly #readiness: ProbeWorker | undefined;
  readonly #startup: ProbeWorker | undefined;

  constructor(container: Container, pod: Pod, context: KubeletContext, listener: ProbeListener, nowMs: number) {
    const worker = (type: ProbeType): ProbeWorker | undefined => {
      const spec = container.spec[type];
      return spec === undefined ? undefined : new ProbeWorker({ type, spec, container, pod, context, listener }, nowMs);
    };
    this.#liveness = worker('liveness');
    this.#readiness = worker('readiness');
    this.#startup = worker('startup');
  }

  verdict(attempt: number): 'liveness' | 'startup' | undefined {
    if (this.#liveness?.resultOf(attempt) === 'failure') return 'liveness';
    return this.#startup?.resultOf(attempt) === 'failure' ? 'startup' : undefined;
  }

  isStarted(attempt: number): boolean {
    return this.#startup === undefined || this.#startup.resultOf(attempt) === 'success';
  }

  isReady(attempt: number): boolean {
    return this.#readiness === undefined || this.#readiness.resultOf(attempt) === 'success';
  }

  askReadiness(nowMs: number): void {
    this.#readiness?.askNow(nowMs);
  }

  stopKilling(): void {
    this.#liveness?.stop();
    this.#startup?.stop();
  }

  stop(): void {
    this.stopKilling();
    this.#readiness?.stop();
  }
}

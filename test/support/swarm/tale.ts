import { createHash } from 'node:crypto';
import type { PodIdentity } from '../../../src/trace/identity.js';
import { Quiet } from '../../../src/trace/quiet.js';
import type { ApiFacts, RuntimeFacts } from '../../../src/trace/sink.js';
import type { Trace } from '../../../src/trace/trace.js';

/** Digests all facts of a run: what happened, what the API was told, and the events. */
class Digest extends Quiet {
  readonly #hash = createHash('sha256');

  override started(...fact: Parameters<RuntimeFacts['started']>): void {
    this.#tell('started', fact);
  }

  override exited(...fact: Parameters<RuntimeFacts['exited']>): void {
    this.#tell('exited', fact);
  }

  override refused(...fact: Parameters<RuntimeFacts['refused']>): void {
    this.#tell('refused', fact);
  }

  override admitted(...fact: Parameters<RuntimeFacts['admitted']>): void {
    this.#tell('admitted', fact);
  }

  override startFailed(...fact: Parameters<RuntimeFacts['startFailed']>): void {
    this.#tell('startFailed', fact);
  }

  override podCreated(...fact: Parameters<ApiFacts['podCreated']>): void {
    this.#tell('created', fact);
  }

  override podBound(...fact: Parameters<ApiFacts['podBound']>): void {
    this.#tell('bound', fact);
  }

  override podTerminating(...fact: Parameters<ApiFacts['podTerminating']>): void {
    this.#tell('terminating', fact);
  }

  override podDeleted(...fact: Parameters<ApiFacts['podDeleted']>): void {
    this.#tell('deleted', fact);
  }

  override containerPublished(...fact: Parameters<ApiFacts['containerPublished']>): void {
    this.#tell('container', fact);
  }

  override phasePublished(...fact: Parameters<ApiFacts['phasePublished']>): void {
    this.#tell('phase', fact);
  }

  override conditionPublished(...fact: Parameters<ApiFacts['conditionPublished']>): void {
    this.#tell('condition', fact);
  }

  override workloadPublished(...fact: Parameters<ApiFacts['workloadPublished']>): void {
    this.#tell('workload', fact);
  }

  override occurred(...fact: Parameters<ApiFacts['occurred']>): void {
    this.#tell('event', fact);
  }

  override kubeletRestarted(...fact: Parameters<ApiFacts['kubeletRestarted']>): void {
    this.#tell('kubelet', fact);
  }

  override toString(): string {
    return this.#hash.digest('hex').slice(0, 16);
  }

  #tell(what: string, fact: readonly unknown[]): void {
    this.#hash.update(`${what} ${JSON.stringify(fact)}\n`);
  }
}

export function digestOf(trace: Trace): string {
  const digest = new Digest();
  trace.replayRuntime(digest);
  trace.replayApi(digest, Number.POSITIVE_INFINITY);
  return String(digest);
}

/** The starts and exits of every container, by the pod it is in, told in a way that does not depend on numbers. */
export class Tale extends Quiet {
  readonly #owners: string[] = [];
  readonly #lines = new Map<string, string[]>();
  readonly #pods = new Map<string, number>();

  override podCreated({ name, containers }: PodIdentity): void {
    const life = (this.#pods.get(name) ?? 0) + 1;
    this.#pods.set(name, life);
    for (const { index, name: container } of containers) this.#owners[index] = `${name}#${life}/${container}`;
  }

  override started(container: number, attempt: number, atMs: number): void {
    this.#line(container, `attempt ${attempt} starts at ${atMs} ms`);
  }

  override exited(container: number, attempt: number, atMs: number, exitCode: number): void {
    this.#line(container, `attempt ${attempt} exits ${exitCode} at ${atMs} ms`);
  }

  /** Where another tale first differs, leaving out what is told of one pod. */
  firstDifference(other: Tale, besides?: string): string | undefined {
    for (const owner of new Set([...this.#lines.keys(), ...other.#lines.keys()])) {
      if (besides !== undefined && owner.startsWith(`${besides}#`)) continue;
      const [own, others] = [this.#lines.get(owner) ?? [], other.#lines.get(owner) ?? []];
      const place = Array.from({ length: Math.max(own.length, others.length) }, (_, at) => at).find(
        (at) => own[at] !== others[at],
      );
      if (place !== undefined) return `${owner}: ${own[place] ?? 'nothing'}, or ${others[place] ?? 'nothing'}`;
    }
    return undefined;
  }

  #line(container: number, text: string): void {
    const owner = this.#owners[container] ?? `container ${container}`;
    const lines = this.#lines.get(owner) ?? [];
    lines.push(text);
    this.#lines.set(owner, lines);
  }
}

export function taleOf(trace: Trace): Tale {
  const tale = new Tale();
  trace.replayApi(tale, Number.POSITIVE_INFINITY);
  trace.replayRuntime(tale);
  return tale;
}

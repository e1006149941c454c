import type { Sink } from '../src/trace/sink.js';

const BUCKET_MS = 60_000;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Counts what W counts: restarts per container, restarts per minute, and starts and exits together. */
export class RestartHistogram implements Sink {
  readonly keepsStatus = false;
  events = 0;
  readonly #restarts: Uint32Array;
  readonly #perMinute: Uint32Array;

  constructor(containers: number, horizonMs: number) {
    this.#restarts = new Uint32Array(containers);
    this.#perMinute = new Uint32Array(Math.ceil(horizonMs / BUCKET_MS));
  }

  started(container: number, attempt: number, atMs: number): void {
    this.events += 1;
    if (attempt === 0) return;
    this.#restarts[container] = attempt;
    const minute = Math.floor(atMs / BUCKET_MS);
    this.#perMinute[minute] = (this.#perMinute[minute] ?? 0) + 1;
  }

  exited(): void {
    this.events += 1;
  }

  totalRestarts(): number {
    return this.#restarts.reduce((sum, restarts) => sum + restarts, 0);
  }

  /** FNV-1a over both tables, as 32-bit words. */
  checkWord(): string {
    return fnv(fnv(FNV_OFFSET, this.#restarts), this.#perMinute).toString(16).padStart(8, '0');
  }

  podCreated(): void {}
  podDeleted(): void {}
  refused(): void {}
  admitted(): void {}
  containerPublished(): void {}
  phasePublished(): void {}
}

function fnv(from: number, words: Uint32Array): number {
  let hash = from;
  for (const word of words) {
    for (let shift = 0; shift < 32; shift += 8) hash = Math.imul(hash ^ ((word >>> shift) & 255), FNV_PRIME);
  }
  return hash >>> 0;
}

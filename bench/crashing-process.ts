import { Stream } from '../src/engine/stream.js';
import type { Attempt, Process } from '../src/kubelet/process.js';

const ON_TERM = { exitCode: 143, afterMs: 0 } as const;

/** MurmurHash3's finaliser, as WORKLOAD.md has it. */
function fmix32(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** W's process: runs for a time drawn from the exponential distribution, rounded to the millisecond, and exits 1. */
export class CrashingProcess implements Process {
  readonly #meanMs: number;
  readonly #stream: Stream;

  /** @param key the container's number over all repetitions; its stream depends on this and the seed only */
  constructor({ seed, meanMs }: { readonly seed: number; readonly meanMs: number }, key: number) {
    this.#meanMs = meanMs;
    const base = fmix32(seed);
    const word = (place: number): number => fmix32(base + Math.imul(4 * key + place + 1, 0x9e3779b9));
    this.#stream = new Stream(word(0), word(1), word(2), word(3));
  }

  start(nowMs: number): Attempt {
    const ranMs = Math.floor(-this.#meanMs * Math.log(this.#stream.uniform()) + 0.5);
    return { finishesAtMs: nowMs + ranMs, exitCode: 1, reason: 'Error', onTerm: ON_TERM };
  }
}

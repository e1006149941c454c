/// <reference path="./alea.d.ts" />
import alea from 'seedrandom/lib/alea.js';

/** MurmurHash3's finaliser: every input bit reaches every output bit. */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** FNV-1a over UTF-16 code units, from a given offset, so that two offsets give two independent words. */
function hashText(text: string, offset: number): number {
  let h = offset | 0;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h);
}

/**
 * A seeded source of uniform numbers: xoshiro128**, 16 bytes of state.
 *
 * One per entity and purpose, named: adding a pod, or a draw elsewhere, changes nobody else's numbers.
 *
 * @source D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators" (2021)
 */
export class Stream {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor(a: number, b: number, c: number, d: number) {
    this.#a = a | 0;
    this.#b = b | 0;
    this.#c = c | 0;
    this.#d = d | 0;
  }

  /** The next 32 bits, 0 to 2^32 - 1. */
  next(): number {
    const times5 = Math.imul(this.#b, 5);
    const result = Math.imul((times5 << 7) | (times5 >>> 25), 9);
    const t = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= t;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result >>> 0;
  }

  /** A uniform number strictly between 0 and 1. */
  uniform(): number {
    return (this.next() + 0.5) / 4_294_967_296;
  }
}

/** Turns a seed text into the 32-bit master seed that names every stream of a run. */
export function masterSeed(seed: string): number {
  return alea(seed).int32();
}

/** The stream of one entity for one purpose, for example `('node-1', 'relist')`. */
export function namedStream(master: number, ...path: readonly string[]): Stream {
  const name = path.join('\u0000');
  const low = hashText(name, 0x811c9dc5 ^ mix(master));
  const high = hashText(name, mix(master + 0x9e3779b9));
  return new Stream(
    mix(low + 0x9e3779b9),
    mix(high + 0x3c6ef372),
    mix(low ^ (high << 16)),
    mix(high ^ (low >>> 16)) | 1,
  );
}

/** Sixteen bytes of a name's stream as a UUID: the same name and seed always give the same one. */
export function namedUuid(master: number, ...path: readonly string[]): string {
  const stream = namedStream(master, 'uuid', ...path);
  const words = Array.from({ length: 4 }, () => stream.next().toString(16).padStart(8, '0'));
  const hex = words.join('');
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

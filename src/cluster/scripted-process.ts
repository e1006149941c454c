import { drawMs } from '../engine/distributions.js';
import type { Stream } from '../engine/stream.js';
import type { Attempt, Process } from '../kubelet/process.js';
import type { Dependencies } from './dependencies.js';
import type { Guard, Script, ScriptEntry } from './script.js';

const NEVER = Number.POSITIVE_INFINITY;

/** Plays a script: picks the entry for each start and draws how long it runs. */
export class ScriptedProcess implements Process {
  readonly #script: Script;
  readonly #dependencies: Dependencies;
  readonly #stream: Stream;
  #position = 0;
  #uses = 0;

  constructor(script: Script, dependencies: Dependencies, stream: Stream) {
    this.#script = script;
    this.#dependencies = dependencies;
    this.#stream = stream;
  }

  start(nowMs: number): Attempt {
    const entry = this.#pick(nowMs);
    const ranMs = entry.run === undefined ? NEVER : drawMs(entry.run, this.#stream);
    const lostMs = entry.needs.length === 0 ? NEVER : this.#dependencies.nextDownMs(entry.needs, nowMs);
    return {
      finishesAtMs: Math.min(nowMs + ranMs, lostMs),
      exitCode: entry.exitCode,
      reason: entry.reason,
      onTerm: entry.onTerm,
    };
  }

  #pick(nowMs: number): ScriptEntry {
    const { guarded } = this.#script;
    const held = guarded.length === 0 ? undefined : guarded.find(({ when }) => this.#holds(when, nowMs));
    return held ?? this.#nextListed();
  }

  #holds({ down, up }: Guard, nowMs: number): boolean {
    const isDown = (name: string): boolean => this.#dependencies.isDown(name, nowMs);
    return down.every(isDown) && !up.some(isDown);
  }

  #nextListed(): ScriptEntry {
    const { listed } = this.#script;
    const entry = listed[this.#position];
    if (entry === undefined) throw new RangeError('a script must list at least one entry');
    this.#uses += 1;
    if (this.#uses >= entry.times && this.#position < listed.length - 1) {
      this.#position += 1;
      this.#uses = 0;
    }
    return entry;
  }
}

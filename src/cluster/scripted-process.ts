import { drawMs } from '../engine/distributions.js';
import type { Stream } from '../engine/stream.js';
import type { Attempt, Process } from '../kubelet/process.js';
import type { Dependencies } from './dependencies.js';
import type { Guard, Script, ScriptEntry } from './script.js';
import { ScriptedProbes } from './scripted-probes.js';

const NEVER = Number.POSITIVE_INFINITY;
/** @source kubelet-semantics P12: 128 + SIGKILL */
const OUT_OF_MEMORY = { exitCode: 137, reason: 'OOMKilled' } as const;
/** What the runtime leaves behind when it cannot start a process. @source recordings: a bad command exits 128 */
const START_ERROR = { exitCode: 128, reason: 'StartError' } as const;

/** Plays a script: picks the entry for each start and draws how long it runs. */
export class ScriptedProcess implements Process {
  readonly #script: Script;
  readonly #dependencies: Dependencies;
  readonly #stream: Stream;
  readonly #memoryLimitBytes: number | undefined;
  #position = 0;
  #uses = 0;

  /** @param memoryLimitBytes its container's limit, which growing memory meets */
  constructor(script: Script, dependencies: Dependencies, stream: Stream, memoryLimitBytes: number | undefined) {
    this.#script = script;
    this.#dependencies = dependencies;
    this.#stream = stream;
    this.#memoryLimitBytes = memoryLimitBytes;
  }

  start(nowMs: number): Attempt {
    const entry = this.#pick(nowMs);
    const ranMs = entry.run === undefined ? NEVER : drawMs(entry.run, this.#stream);
    const lostMs = entry.needs.length === 0 ? NEVER : this.#dependencies.nextDownMs(entry.needs, nowMs);
    const endsMs = Math.min(nowMs + ranMs, lostMs);
    const fullMs = nowMs + fullAfterMs(entry.memory, this.#memoryLimitBytes);
    const own = fullMs <= endsMs && fullMs !== NEVER ? OUT_OF_MEMORY : entry;
    const { exitCode, reason } = own;
    // Plain attempts stay small: most containers of a fleet are nothing else.
    const plain = { finishesAtMs: Math.min(endsMs, fullMs), exitCode, reason, onTerm: entry.onTerm };
    return isPlain(entry) ? plain : { ...plain, ...logOf(entry, endsMs), ...extras(entry, nowMs) };
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

/** When growing memory meets the limit, since the start; Infinity when it never does. */
function fullAfterMs(memory: ScriptEntry['memory'], limitBytes: number | undefined): number {
  if (memory === undefined || limitBytes === undefined) return NEVER;
  const missing = limitBytes - memory.startBytes;
  if (missing <= 0) return 0;
  return memory.bytesPerMs === 0 ? NEVER : Math.ceil(missing / memory.bytesPerMs);
}

function isPlain({ log, startError, probes, postStart, preStop }: ScriptEntry): boolean {
  return (
    log.length === 0 &&
    startError === undefined &&
    probes === undefined &&
    postStart === undefined &&
    preStop === undefined
  );
}

function logOf({ log }: ScriptEntry, untilMs: number): Pick<Attempt, 'log'> {
  return log.length === 0 ? {} : { log: { lines: log, untilMs } };
}

function extras({ startError, probes, postStart, preStop }: ScriptEntry, nowMs: number): Partial<Attempt> {
  return {
    ...(startError !== undefined && { finishesAtMs: nowMs, ...START_ERROR, startError }),
    probes: probes === undefined ? undefined : new ScriptedProbes(probes, nowMs),
    postStart,
    preStop,
  };
}

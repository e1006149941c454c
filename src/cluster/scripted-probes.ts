import type { ProbeAnswer, ProbeAnswers, ProbeType } from '../kubelet/process.js';
import type { ProbeScript, ScriptEntry } from './script.js';

const GOOD: ProbeAnswer = { ok: true, takesMs: 0, output: undefined };

/** What probes see of one attempt: good within the windows of its script, since its start. */
export class ScriptedProbes implements ProbeAnswers {
  readonly #probes: NonNullable<ScriptEntry['probes']>;
  readonly #startedAtMs: number;
  /** Probes that alternate and whose last answer was bad. */
  readonly #lastWasBad = new Set<ProbeType>();

  constructor(probes: NonNullable<ScriptEntry['probes']>, startedAtMs: number) {
    this.#probes = probes;
    this.#startedAtMs = startedAtMs;
  }

  answer(probe: ProbeType, atMs: number): ProbeAnswer {
    const script = this.#probes[probe];
    if (script === undefined) return GOOD;
    const { takesMs, output } = script;
    const { good } = script;
    const ok = good === 'alternating' ? this.#alternates(probe) : isWithin(good, atMs - this.#startedAtMs);
    return { ok, takesMs, output };
  }

  /** The first answer is bad, then every second one. */
  #alternates(probe: ProbeType): boolean {
    const ok = this.#lastWasBad.delete(probe);
    if (!ok) this.#lastWasBad.add(probe);
    return ok;
  }
}

function isWithin(windows: Exclude<ProbeScript['good'], string>, sinceMs: number): boolean {
  return windows.some(({ fromMs, untilMs }) => fromMs <= sinceMs && sinceMs < untilMs);
}

import type { ProbeAnswer, ProbeAnswers, ProbeType } from '../kubelet/process.js';
import type { ProbeScript, ScriptEntry } from './script.js';

const GOOD: ProbeAnswer = { ok: true, takesMs: 0, output: undefined };

/** What probes see of one attempt: good within the windows of its script, since its start. */
export class ScriptedProbes implements ProbeAnswers {
  readonly #probes: NonNullable<ScriptEntry['probes']>;
  readonly #startedAtMs: number;

  constructor(probes: NonNullable<ScriptEntry['probes']>, startedAtMs: number) {
    this.#probes = probes;
    this.#startedAtMs = startedAtMs;
  }

  answer(probe: ProbeType, atMs: number): ProbeAnswer {
    const script = this.#probes[probe];
    if (script === undefined) return GOOD;
    const { takesMs, output } = script;
    return { ok: isGood(script, atMs - this.#startedAtMs), takesMs, output };
  }
}

function isGood({ good }: ProbeScript, sinceMs: number): boolean {
  return good.some(({ fromMs, untilMs }) => fromMs <= sinceMs && sinceMs < untilMs);
}

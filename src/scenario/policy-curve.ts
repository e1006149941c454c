import { describeDurationProblem, parseGoDuration } from '../time/go-duration.js';
import type { CustomPolicy } from './policy-choice.js';
import { quoted } from './printable.js';

type CurveReading =
  | { readonly ok: true; readonly policy: CustomPolicy }
  | { readonly ok: false; readonly message: string; readonly hint: string };

/** Keys of a curve in words, each with its own kind of value. */
const KEYS = ['initial', 'max', 'factor', 'resetAfter', 'steps'];
/** More steps than anybody writes down. */
const MOST_STEPS = 1_000;
const LARGEST_FACTOR = 1_000;
const HINT = 'write initial=1s,max=30s[,factor=2][,resetAfter=10m] or steps=1s/2s/5m';

/** The message of what is wrong with a curve, thrown and caught within this file. */
class Wrong extends Error {}

/** Reads a curve of one's own: `initial=1s,max=30s,factor=2` or `steps=1s/2s/5m`. */
export function readCurve(text: string): CurveReading {
  try {
    return { ok: true, policy: curveIn(text) };
  } catch (error) {
    if (error instanceof Wrong) return { ok: false, message: `${quoted(text)}: ${error.message}`, hint: HINT };
    throw error;
  }
}

function curveIn(text: string): CustomPolicy {
  const given = entriesOf(text);
  const reset = given.get('resetAfter');
  const resets = reset === undefined ? {} : { resetAfterMs: durationIn('resetAfter', reset) };
  const steps = given.get('steps');
  if (steps !== undefined) {
    const other = ['initial', 'max', 'factor'].find((key) => given.has(key));
    if (other !== undefined) throw new Wrong(`steps are all listed, so ${other} has no meaning`);
    return { stepsMs: stepsIn(steps), ...resets };
  }
  const [initial, max] = [given.get('initial'), given.get('max')];
  if (initial === undefined || max === undefined) throw new Wrong('initial and max are both needed');
  const [initialMs, maxMs] = [durationIn('initial', initial), durationIn('max', max)];
  if (initialMs === 0 || initialMs > maxMs) throw new Wrong('there must be 0 < initial <= max');
  const factor = Number(given.get('factor') ?? 2);
  if (!(factor >= 1 && factor <= LARGEST_FACTOR)) throw new Wrong(`factor must be from 1 to ${LARGEST_FACTOR}`);
  return { initialMs, maxMs, factor, ...resets };
}

function entriesOf(text: string): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (const part of text.split(',')) {
    const [key = '', value] = part.split('=', 2).map((word) => word.trim());
    if (value === undefined || !KEYS.includes(key)) throw new Wrong(`${quoted(part)} is no part of a policy`);
    if (given.has(key)) throw new Wrong(`${key} is given twice`);
    given.set(key, value);
  }
  return given;
}

function stepsIn(list: string): readonly number[] {
  const stepsMs = list.split('/').map((step) => durationIn('steps', step));
  if (stepsMs.length > MOST_STEPS) throw new Wrong(`at most ${MOST_STEPS} steps are listed`);
  if (stepsMs.includes(0)) throw new Wrong('every step must be longer than 0s');
  return stepsMs;
}

function durationIn(key: string, text: string): number {
  const result = parseGoDuration(text);
  if (result.ok) return result.ms;
  throw new Wrong(`${key}: ${describeDurationProblem(result.problem)}`);
}

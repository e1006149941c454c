import { NEWEST_VERSION, VERSION_NAMES } from '../kubelet/versions.js';
import { parseGoDuration } from '../time/go-duration.js';
import { MINUTE_MS, SECOND_MS } from '../time/units.js';
import { suggestion } from './nearest.js';
import type { PolicyChoice } from './policy-choice.js';
import { readCurve } from './policy-curve.js';
import { quoted } from './printable.js';

/** What a policy's words mean, or what is wrong with them. */
export type PolicyReading =
  | { readonly ok: true; readonly choice: PolicyChoice }
  | { readonly ok: false; readonly message: string; readonly hint: string | undefined };

/** A policy was asked for in words that mean none, or with which its kubelet would not start. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  /** What is wrong, without the words it is wrong about. */
  readonly reason: string;

  constructor(words: string, reason: string, hint?: string) {
    super(`policy ${words}: ${reason}${hint === undefined ? '' : `\nhint: ${hint}`}`);
    this.reason = reason;
  }
}

/** KEP-4603, "Flat-rate restarts for Succeeded Pods": drawn with 5 s, asked for with 0 to 10 s. */
const FLAT_ON_SUCCESS_MS = 5 * SECOND_MS;
/** KEP-4603, "Front loaded decay with interval": the sixth retry catches up to ten minutes, then all is as today. */
const CATCH_UP_STEPS_MS = [1, 2, 4, 8, 16, 569, 300].map((seconds) => seconds * SECOND_MS);

/** Words that stand for themselves. The curves are those KEP-4603 proposes and rejects. */
const NAMED: Readonly<Record<string, PolicyChoice>> = {
  kubelet: { rule: 'kubelet' },
  none: { rule: 'none' },
  documented: { fidelity: 'documented' },
  ...Object.fromEntries(VERSION_NAMES.map((version) => [version, { version }])),
  reduced: { gates: { ReduceDefaultCrashLoopBackOffDecay: true } },
  'kep-4603': { rule: { initialMs: SECOND_MS, maxMs: MINUTE_MS } },
  rapid: { rule: { initialMs: 250, maxMs: MINUTE_MS } },
  'front-loaded': { rule: { stepsMs: CATCH_UP_STEPS_MS } },
  'flat-on-success': { afterSuccessMs: FLAT_ON_SUCCESS_MS },
  'restart-on-success': { afterSuccessMs: 0 },
  'first-waits': { firstRestart: 'waits' },
};

/** The words a policy can be, for help and for messages. */
export const POLICY_WORDS =
  `kubelet, none, documented, ${VERSION_NAMES[0]} to ${NEWEST_VERSION}, max=60s, reduced, kep-4603, rapid, front-loaded, ` +
  'flat-on-success, restart-on-success, on-success=5s, first-waits, initial=1s,max=30s[,factor=2][,resetAfter=10m] or ' +
  'steps=1s/2s/5m; several joined by +, as in 1.34+reduced';

const WORD = Object.keys(NAMED).join('|').replaceAll('.', '\\.');
const PART = `(${WORD}|(max|on-success|initial|steps)=[^+]+)`;
/** What the words look like, for editors, which need not find every mistake. */
export const POLICY_PATTERN = `^${PART}(\\+${PART})*$`;

/**
 * Reads a policy such as `1.34`, `max=60s`, `1.36+reduced` or `initial=1s,max=30s`.
 *
 * Words joined by `+` hold together; two that say the same thing differently are refused.
 */
export function readPolicy(text: string): PolicyReading {
  let whole: PolicyChoice = {};
  for (const part of text.split('+')) {
    const reading = readPart(part.trim());
    if (!reading.ok) return reading;
    const twice = Object.keys(reading.choice).find((key) => Object.hasOwn(whole, key) && key !== 'gates');
    if (twice !== undefined) return wrong(`${quoted(text)} names two that exclude each other`);
    const gates = { ...whole.gates, ...reading.choice.gates };
    whole = { ...whole, ...reading.choice, ...(Object.keys(gates).length === 0 ? {} : { gates }) };
  }
  const contradiction = contradictionIn(whole);
  return contradiction === undefined ? { ok: true, choice: whole } : wrong(`${quoted(text)}: ${contradiction}`);
}

/** The same for words that come from a program or a command line. @throws {PolicyError} */
export function policyFromWords(text: string): PolicyChoice {
  const reading = readPolicy(text);
  if (reading.ok) return reading.choice;
  throw new PolicyError(quoted(text), reading.message, reading.hint);
}

function readPart(part: string): PolicyReading {
  const named = Object.hasOwn(NAMED, part) ? NAMED[part] : undefined;
  if (named !== undefined) return { ok: true, choice: named };
  const [key = '', value] = part.split('=', 2);
  if (key === 'max' || key === 'on-success') return readPeriod(part, key, value ?? '');
  if (value === undefined) {
    return wrong(`${quoted(part)} is not known`, suggestion(part, Object.keys(NAMED), `one of ${POLICY_WORDS}`));
  }
  const curve = readCurve(part);
  return curve.ok ? { ok: true, choice: { rule: curve.policy } } : wrong(curve.message, curve.hint);
}

function readPeriod(part: string, key: 'max' | 'on-success', value: string): PolicyReading {
  const period = parseGoDuration(value);
  if (!period.ok) return wrong(`${quoted(part)} needs a duration`, `write ${key}=60s`);
  if (key === 'on-success') return { ok: true, choice: { afterSuccessMs: period.ms } };
  return { ok: true, choice: { maxRestartPeriodMs: period.ms, gates: { KubeletCrashLoopBackOffMax: true } } };
}

function contradictionIn({ rule, gates, maxRestartPeriodMs, ...changes }: PolicyChoice): string | undefined {
  if (rule === 'none' && Object.keys({ ...changes, ...gates }).some((key) => key !== 'version'))
    return 'where nothing waits there is nothing to change';
  if (typeof rule === 'object' && (gates !== undefined || maxRestartPeriodMs !== undefined))
    return 'a curve of its own has no use for what the kubelet is configured with';
  return undefined;
}

function wrong(message: string, hint: string | undefined = undefined): PolicyReading {
  return { ok: false, message, hint };
}

import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './units.js';

/** Why a text is not a duration; the reader of the file turns it into a message with a position. */
export type DurationProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'no-unit'; readonly number: string }
  | { readonly kind: 'unknown-unit'; readonly unit: string }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'negative' }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'below-millisecond' };

export type DurationResult =
  | { readonly ok: true; readonly ms: number }
  | { readonly ok: false; readonly problem: DurationProblem };

/** Nanoseconds per unit as integers, so that no digit ever passes through a float. */
const NANOSECONDS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
};

/** About 292 years, the longest duration Go can hold. */
const LONGEST_NS = 9_223_372_036_854_775_807n;
const TERM = /(\d*)(?:\.(\d*))?([a-zµμ]*)/iy;

const fail = (problem: DurationProblem): DurationResult => ({ ok: false, problem });

/**
 * Reads Go duration text (`1h30m`, `1.5s`, `300ms`) plus `d` for days, as whole milliseconds.
 *
 * Digits are read as integers. A value that is not a whole number of milliseconds is refused rather than rounded; `0`
 * needs no unit, as in Go.
 */
export function parseGoDuration(text: string): DurationResult {
  const trimmed = text.trim();
  if (trimmed === '') return fail({ kind: 'empty' });
  if (trimmed === '0' || trimmed === '+0' || trimmed === '-0') return { ok: true, ms: 0 };
  const signed = /^[+-]/.test(trimmed);
  let totalNs = 0n;
  TERM.lastIndex = signed ? 1 : 0;
  if (TERM.lastIndex === trimmed.length) return fail({ kind: 'malformed' });
  while (TERM.lastIndex < trimmed.length) {
    const match = TERM.exec(trimmed);
    const [whole, digits, fraction, unit] = [match?.[0] ?? '', match?.[1] ?? '', match?.[2] ?? '', match?.[3] ?? ''];
    if (whole === '' || digits + fraction === '') return fail({ kind: 'malformed' });
    if (unit === '') {
      return fail(TERM.lastIndex === trimmed.length ? { kind: 'no-unit', number: trimmed } : { kind: 'malformed' });
    }
    const unitNs = NANOSECONDS[unit];
    if (unitNs === undefined || !Object.hasOwn(NANOSECONDS, unit)) return fail({ kind: 'unknown-unit', unit });
    if (digits.length + fraction.length > 40) return fail({ kind: 'too-long' });
    const scale = 10n ** BigInt(fraction.length);
    totalNs += (BigInt(`0${digits}${fraction}`) * unitNs) / scale;
    if (totalNs > LONGEST_NS) return fail({ kind: 'too-long' });
  }
  if (trimmed.startsWith('-')) return totalNs === 0n ? { ok: true, ms: 0 } : fail({ kind: 'negative' });
  if (totalNs % 1_000_000n !== 0n) return fail({ kind: 'below-millisecond' });
  return { ok: true, ms: Number(totalNs / 1_000_000n) };
}

/** The English sentence for a problem, without position or subject. */
export function describeDurationProblem(problem: DurationProblem): string {
  switch (problem.kind) {
    case 'empty':
      return 'a duration cannot be empty';
    case 'no-unit':
      return `"${problem.number}" has no unit`;
    case 'unknown-unit':
      return `unknown unit "${problem.unit}" (units: ms, s, m, h, d)`;
    case 'malformed':
      return 'not a duration such as 1m30s';
    case 'negative':
      return 'a duration cannot be negative';
    case 'too-long':
      return 'longer than a duration can be (about 292 years)';
    case 'below-millisecond':
      return 'finer than a millisecond, the resolution of the simulation';
  }
}

/**
 * Prints a duration as Go does (`%v`): `0s`, `250ms`, `1.5s`, `1m20s`, `5m0s`, `2h0m0s`.
 *
 * @source Go time.Duration.String; the kubelet prints backoff steps this way (D7)
 */
export function formatGoDuration(ms: number): string {
  if (ms === 0) return '0s';
  if (ms < 0) return `-${formatGoDuration(-ms)}`;
  if (ms < SECOND_MS) return `${ms}ms`;
  const hours = Math.floor(ms / HOUR_MS);
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  const seconds = `${(ms % MINUTE_MS) / SECOND_MS}s`;
  if (hours > 0) return `${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}

/** Prints a duration for people who wrote `20d` or `30m`: zero parts are left out, days are used from 48 hours on. */
export function formatDuration(ms: number): string {
  if (ms < SECOND_MS) return formatGoDuration(ms);
  const days = ms >= 2 * DAY_MS ? Math.floor(ms / DAY_MS) : 0;
  const rest = ms - days * DAY_MS;
  const hours = Math.floor(rest / HOUR_MS);
  const minutes = Math.floor((rest % HOUR_MS) / MINUTE_MS);
  const seconds = (rest % MINUTE_MS) / SECOND_MS;
  const parts = [
    days > 0 ? `${days}d` : '',
    hours > 0 ? `${hours}h` : '',
    minutes > 0 ? `${minutes}m` : '',
    seconds > 0 ? `${seconds}s` : '',
  ];
  return parts.join('');
}

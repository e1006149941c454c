import { parseTimestamp, ZERO_TIME_MS } from '../time/timestamp.js';
import type { RestartPolicy } from '../trace/vocabulary.js';
import { type Moment, stampAt } from './evidence.js';

/** Reads parts of data whose shape nobody has checked: what is not as expected is not there. */
export type Fields = Readonly<Record<string, unknown>>;

const NONE: Fields = {};

/** The fields of a map; none of anything else. */
export function mapOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : NONE;
}

/** The entries of a list; none of anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text that says something; undefined of anything else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A count or a code; text of digits counts, as some tools print it. */
export function wholeOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

/** A stamp that says something: containers that never ran have the zero time, or the one of 1970. */
export function stampOf(value: unknown): Moment | undefined {
  const atMs = typeof value === 'string' ? parseTimestamp(value) : undefined;
  return atMs === undefined ? undefined : meant(atMs);
}

/** The moment of a stamp, in milliseconds since 1970; undefined of one that stands for no time at all. */
export function meant(atMs: number): Moment | undefined {
  return atMs === ZERO_TIME_MS || atMs <= 0 ? undefined : stampAt(atMs);
}

/** The restart policy, if it is one that Kubernetes knows. */
export function restartPolicyOf(value: unknown): RestartPolicy | undefined {
  return value === 'Always' || value === 'OnFailure' || value === 'Never' ? value : undefined;
}

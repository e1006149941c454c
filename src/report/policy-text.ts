import { toSeconds } from '../time/units.js';
import { duration } from './words.js';

/** The numbers of a backoff policy that a reader needs. */
export interface PolicyNumbers {
  readonly delays: boolean;
  readonly initialMs: number;
  readonly maxMs: number;
  readonly factor: number;
}

/** A policy in a few words: `backoff 10s, 20s … 5m`. */
export function policyText({ delays, initialMs, maxMs, factor }: PolicyNumbers): string {
  if (!delays) return 'no backoff';
  const step = (ms: number): string => duration(toSeconds(ms));
  const second = Math.min(Math.round(initialMs * factor), maxMs);
  if (second >= maxMs)
    return initialMs === maxMs ? `backoff ${step(maxMs)}` : `backoff ${step(initialMs)}, ${step(maxMs)}`;
  return `backoff ${step(initialMs)}, ${step(second)} … ${step(maxMs)}`;
}

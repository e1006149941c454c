import { type Distribution, fixed } from '../engine/distributions.js';
import { parseGoDuration } from '../time/go-duration.js';
import type { RunValue } from './schema.js';

/** A duration text in milliseconds. The schema has refused texts that are none; they count as 0 here. */
export function durationMs(text: string): number {
  const result = parseGoDuration(text);
  return result.ok ? result.ms : 0;
}

/** Names written as one text or as a list. */
export function namesIn(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/** The distribution a file describes; undefined: for ever. */
export function distributionOf(value: RunValue): Distribution | undefined {
  if (typeof value === 'string') return value === 'forever' ? undefined : fixed(durationMs(value));
  const { uniform, exponential, normal, lognormal, weibull, empirical } = value;
  if (uniform !== undefined) {
    return { kind: 'uniform', fromMs: durationMs(uniform[0]), toMs: durationMs(uniform[1]) };
  }
  if (exponential !== undefined) return { kind: 'exponential', meanMs: durationMs(exponential) };
  if (normal !== undefined) {
    return { kind: 'normal', meanMs: durationMs(normal.mean), stddevMs: durationMs(normal.stddev) };
  }
  if (lognormal !== undefined) {
    return { kind: 'lognormal', medianMs: durationMs(lognormal.median), sigma: lognormal.sigma };
  }
  if (weibull !== undefined) {
    return { kind: 'weibull', scaleMs: durationMs(weibull.scale), shape: weibull.shape };
  }
  return { kind: 'empirical', valuesMs: (empirical ?? []).map(durationMs) };
}

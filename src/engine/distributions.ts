import type { Stream } from './stream.js';

/** How long something takes: a fixed time, or one drawn anew each time. All times in milliseconds. */
export type Distribution =
  | { readonly kind: 'fixed'; readonly ms: number }
  | { readonly kind: 'uniform'; readonly fromMs: number; readonly toMs: number }
  | { readonly kind: 'exponential'; readonly meanMs: number }
  | { readonly kind: 'normal'; readonly meanMs: number; readonly stddevMs: number }
  | { readonly kind: 'lognormal'; readonly medianMs: number; readonly sigma: number }
  | { readonly kind: 'weibull'; readonly scaleMs: number; readonly shape: number }
  | { readonly kind: 'empirical'; readonly valuesMs: readonly number[] };

/** No draw lasts longer: ten thousand years, far beyond any horizon, still exact as an integer. */
export const LONGEST_DRAW_MS = 315_576_000_000_000;

/** The distribution of what always takes the same time. */
export const fixed = (ms: number): Distribution => ({ kind: 'fixed', ms });

function standardNormal(stream: Stream): number {
  return Math.sqrt(-2 * Math.log(stream.uniform())) * Math.cos(2 * Math.PI * stream.uniform());
}

function drawReal(distribution: Distribution, stream: Stream): number {
  switch (distribution.kind) {
    case 'fixed':
      return distribution.ms;
    case 'uniform':
      return distribution.fromMs + (distribution.toMs - distribution.fromMs) * stream.uniform();
    case 'exponential':
      return -distribution.meanMs * Math.log(stream.uniform());
    case 'normal':
      return distribution.meanMs + distribution.stddevMs * standardNormal(stream);
    case 'lognormal':
      return distribution.medianMs * Math.exp(distribution.sigma * standardNormal(stream));
    case 'weibull':
      return distribution.scaleMs * (-Math.log(stream.uniform())) ** (1 / distribution.shape);
    case 'empirical': {
      const index = Math.floor(stream.uniform() * distribution.valuesMs.length);
      return distribution.valuesMs[index] ?? 0;
    }
  }
}

/** Draws a whole number of milliseconds, rounded down, never negative and never beyond {@link LONGEST_DRAW_MS}. */
export function drawMs(distribution: Distribution, stream: Stream): number {
  if (distribution.kind === 'fixed') return distribution.ms;
  return Math.min(LONGEST_DRAW_MS, Math.max(0, Math.floor(drawReal(distribution, stream))));
}

/** The mean of a distribution, for estimates (`normal` ignores that it is cut at 0). */
export function meanMs(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'fixed':
      return distribution.ms;
    case 'uniform':
      return (distribution.fromMs + distribution.toMs) / 2;
    case 'exponential':
    case 'normal':
      return distribution.meanMs;
    case 'lognormal':
      return distribution.medianMs * Math.exp(distribution.sigma ** 2 / 2);
    case 'weibull':
      return distribution.scaleMs * gamma(1 + 1 / distribution.shape);
    case 'empirical':
      return distribution.valuesMs.reduce((sum, ms) => sum + ms, 0) / Math.max(1, distribution.valuesMs.length);
  }
}

/** The gamma function for arguments of at least 1, by Stirling's series after shifting upwards. */
function gamma(x: number): number {
  let shift = 1;
  let z = x;
  for (; z < 10; z += 1) shift *= z;
  const series = 1 + 1 / (12 * z) + 1 / (288 * z * z);
  return (Math.sqrt((2 * Math.PI) / z) * (z / Math.E) ** z * series) / shift;
}

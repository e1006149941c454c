/** How a quantity is spread over many runs. */
export interface Spread {
  readonly min: number;
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  readonly mean: number;
}

/** The spread of at least one value; a quantile is the smallest value that so large a share does not exceed. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort();
  const quantile = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  return { min: quantile(0), p5: quantile(0.05), p50: quantile(0.5), p95: quantile(0.95), max: quantile(1), mean };
}

import type { ToneName } from './palette.js';

/** Which colour a count has. */
export interface HeatScale {
  /** From few to many. */
  readonly tones: readonly ToneName[];
  /** The counts at which one colour gives way to the next. */
  readonly edges: readonly number[];
  readonly toneOf: (count: number) => ToneName;
}

const TONES = ['heat0', 'heat1', 'heat2', 'heat3', 'heat4', 'heat5', 'heat6', 'heat7', 'heat8'] as const;

/** As many cells of each colour, so that small differences among much alike counts show beside large ones. */
export function heatScale(counts: readonly number[]): HeatScale {
  const sorted = counts.toSorted((a, b) => a - b);
  const quantile = (share: number): number => sorted[Math.floor(share * sorted.length)] ?? 0;
  const parts = TONES.slice(1).map((_, at) => round(quantile((at + 1) / TONES.length)));
  const edges = [...new Set(parts)].filter((edge) => edge > (sorted[0] ?? 0));
  const tones = TONES.slice(TONES.length - edges.length - 1);
  const toneOf = (count: number): ToneName => tones[edges.filter((edge) => count >= edge).length] ?? 'heat8';
  return { tones, edges, toneOf };
}

/** To two digits, or three where counts are much alike. */
function round(value: number): number {
  return Math.round(Number(value.toPrecision(value < 1_000 ? 3 : 2)));
}

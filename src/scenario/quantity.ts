import { quoted } from './printable.js';

const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const QUANTITY = /^\+?(\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,3}))?$/;

/**
 * Reads a Kubernetes quantity such as `20Mi` or `1e9`; undefined when it is none, or negative.
 *
 * @source apimachinery pkg/api/resource/quantity.go
 */
export function parseQuantity(text: string): number | undefined {
  const match = QUANTITY.exec(text);
  if (match === null) return undefined;
  const value = Number(match[1]) * (FACTORS[match[2] ?? ''] ?? 1) * 10 ** Number(match[3] ?? 0);
  return Number.isFinite(value) ? value : undefined;
}

const PER_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Reads `1Mi/s` as bytes per millisecond. */
export function parseRate(text: string): number | undefined {
  const slash = text.lastIndexOf('/');
  const unit = text.slice(slash + 1).trim();
  const amount = slash === -1 ? undefined : parseQuantity(text.slice(0, slash).trim());
  const unitMs = Object.hasOwn(PER_MS, unit) ? PER_MS[unit] : undefined;
  return amount === undefined || unitMs === undefined ? undefined : amount / unitMs;
}

/** What is wrong with a text as an amount of memory; undefined when it is one. */
export function quantityProblem(text: string): string | undefined {
  return parseQuantity(text) === undefined ? `is not an amount of memory such as 20Mi: ${quoted(text)}` : undefined;
}

/** What is wrong with a text as a growth of memory in time; undefined when it is one. */
export function rateProblem(text: string): string | undefined {
  return parseRate(text) === undefined ? `is not a growth such as 1Mi/s: ${quoted(text)}` : undefined;
}

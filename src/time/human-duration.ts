import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './units.js';

const YEAR_MS = 365 * DAY_MS;

/** A range of durations, up to but not including `belowMs`, is told in this unit, and maybe in a second one. */
interface Form {
  readonly belowMs: number;
  readonly unitMs: number;
  readonly unit: string;
  readonly restMs?: number;
  readonly rest?: string;
}

const FORMS: readonly Form[] = [
  { belowMs: 2 * MINUTE_MS, unitMs: SECOND_MS, unit: 's' },
  { belowMs: 10 * MINUTE_MS, unitMs: MINUTE_MS, unit: 'm', restMs: SECOND_MS, rest: 's' },
  { belowMs: 3 * HOUR_MS, unitMs: MINUTE_MS, unit: 'm' },
  { belowMs: 8 * HOUR_MS, unitMs: HOUR_MS, unit: 'h', restMs: MINUTE_MS, rest: 'm' },
  { belowMs: 2 * DAY_MS, unitMs: HOUR_MS, unit: 'h' },
  { belowMs: 8 * DAY_MS, unitMs: DAY_MS, unit: 'd', restMs: HOUR_MS, rest: 'h' },
  { belowMs: 2 * YEAR_MS, unitMs: DAY_MS, unit: 'd' },
  { belowMs: 8 * YEAR_MS, unitMs: YEAR_MS, unit: 'y', restMs: DAY_MS, rest: 'd' },
  { belowMs: Number.POSITIVE_INFINITY, unitMs: YEAR_MS, unit: 'y' },
];

/**
 * A duration as kubectl writes ages: `90s`, `5m25s`, `41m`, `3h1m`, `10d`. Rounded down, to the second towards zero.
 *
 * @source k8s.io/apimachinery/pkg/util/duration HumanDuration; kubelet-semantics E19
 */
export function humanDuration(ms: number): string {
  const wholeMs = Math.trunc(ms / SECOND_MS) * SECOND_MS;
  if (wholeMs < -SECOND_MS) return '<invalid>';
  if (wholeMs <= 0) return '0s';
  const form = FORMS.find(({ belowMs }) => wholeMs < belowMs);
  if (form === undefined) return '<invalid>';
  const { unitMs, unit, restMs, rest } = form;
  const left = restMs === undefined ? 0 : Math.floor((wholeMs % unitMs) / restMs);
  return `${Math.floor(wholeMs / unitMs)}${unit}${left === 0 ? '' : `${left}${rest}`}`;
}

/** A stretch of time that something may have lasted, from `fromMs` up to and including `toMs`. */
export interface DurationRange {
  readonly fromMs: number;
  readonly toMs: number;
}

const UNIT_MS: Readonly<Record<string, number>> = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS, y: YEAR_MS };
const AGE = /^(?:(\d{1,6})y)?(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,9})s)?$/;

/**
 * The durations that kubectl writes as this one: `42m` is anything from 42 minutes to a millisecond less than 43.
 * Undefined when it is none. How coarse it is follows from its length, by the forms above.
 */
export function parseHumanDuration(text: string): DurationRange | undefined {
  const match = AGE.exec(text);
  if (match === null || text === '') return undefined;
  const units = ['y', 'd', 'h', 'm', 's'].map((unit) => UNIT_MS[unit] ?? 0);
  const fromMs = units.reduce((sum, unitMs, at) => sum + unitMs * Number(match[at + 1] ?? 0), 0);
  const { unitMs, restMs } = FORMS.find(({ belowMs }) => fromMs < belowMs) ?? { unitMs: YEAR_MS, restMs: undefined };
  return { fromMs, toMs: fromMs + (restMs ?? unitMs) - 1 };
}

import type { Stream } from '../../engine/stream.js';
import type { Moment } from '../../evidence/evidence.js';

/** Between which instants something was, both included; in milliseconds since 1970. */
export interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Puts a moment on the clock; ages count back from when the text was printed. */
export function rangeOf(moment: Moment | undefined, nowMs: number): Range | undefined {
  if (moment === undefined) return undefined;
  const { fromMs, toMs } = moment;
  return moment.kind === 'at' ? { fromMs, toMs } : { fromMs: nowMs - toMs, toMs: nowMs - fromMs };
}

/** The first refusal of a wait comes so long after the end it tells of, and is as good as a stamp to the second. */
const EXACT_WITHIN_MS = 2_000;

/** Whether a range is too long to be told as one instant. */
export const isVague = ({ fromMs, toMs }: Range): boolean => toMs - fromMs > EXACT_WITHIN_MS;

/** From one range to another: the least and the most that lies between. */
export function between(earlier: Range, later: Range): Range {
  return { fromMs: later.fromMs - earlier.toMs, toMs: later.toMs - earlier.fromMs };
}

/** A whole number of milliseconds of a range, each as likely as any other. */
export function drawIn({ fromMs, toMs }: Range, stream: Stream): number {
  return fromMs + Math.floor((toMs - fromMs + 1) * stream.uniform());
}

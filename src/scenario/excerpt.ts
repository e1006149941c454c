import { printable } from './printable.js';
import { lineText, positionAt, type Span } from './source.js';

/** A source line with the place that is meant. */
export interface Excerpt {
  readonly text: string;
  /** Blanks before the first caret. */
  readonly caretAt: number;
  readonly caretLength: number;
}

const WIDTH = 120;
/** How much of a clipped line is shown before the place that is meant. */
const LEAD = 40;

/** The line a span begins on, clipped around it when the line is long. */
export function excerptOf(span: Span): Excerpt {
  const { line, column } = positionAt(span.source, span.start);
  const whole = lineText(span.source, line);
  const from = whole.length <= WIDTH ? 0 : Math.max(0, Math.min(column - 1 - LEAD, whole.length - WIDTH));
  const clipped = whole.slice(from, from + WIDTH);
  const before = from > 0 ? '…' : '';
  const after = from + WIDTH < whole.length ? '…' : '';
  const caretAt = Math.min(column - 1 - from, clipped.length);
  const room = Math.max(1, clipped.length - caretAt);
  return {
    text: before + printable(clipped) + after,
    caretAt: before.length + caretAt,
    caretLength: Math.max(1, Math.min(span.end - span.start, room)),
  };
}

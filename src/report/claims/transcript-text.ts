import { hanging, wrapped } from '../words.js';
import type { ClaimAnswer } from './claim-answer.js';
import { VERDICT_TEXT } from './verdict-text.js';

/** A judged transcript for people: the verdict, what it hangs on, and why. */
export function transcriptText({ claim, verdict, onlyIf, reasons }: ClaimAnswer, width: number): string {
  const only = onlyIf.length === 0 ? [] : [`Only if ${onlyIf.join(', or ')}.`, ''];
  const bullets = reasons.flatMap((reason) => hanging('- ', reason, width));
  return `${[...wrapped(`${claim}: ${VERDICT_TEXT[verdict]}`, width), '', ...only, ...bullets].join('\n')}\n`;
}

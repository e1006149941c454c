import { type Column, renderTable } from '../table.js';
import { hanging, wrapped } from '../words.js';
import type { ClaimAnswer } from './claim-answer.js';

export const VERDICT_TEXT = {
  possible: 'possible',
  'only-if': 'possible on a condition',
  impossible: 'impossible',
  'not-found': 'not found',
} as const;

/** Many claims, a line each. */
export function claimsText(answers: readonly ClaimAnswer[], width: number): string {
  const verdict: Column<ClaimAnswer> = { title: 'VERDICT', cell: (answer) => VERDICT_TEXT[answer.verdict] };
  const line: Column<ClaimAnswer> = { title: 'LINE', cell: (answer) => String(answer.line), align: 'right' };
  const room = width - 'possible on a condition'.length - 'LINE'.length - 2 * 3;
  const claim: Column<ClaimAnswer> = { title: 'CLAIM', cell: (answer) => cut(answer.claim, room) };
  return renderTable([line, verdict, claim], answers);
}

/** A transcript for people. */
export function transcriptText({ claim, verdict, onlyIf, reasons }: ClaimAnswer, width: number): string {
  const only = onlyIf.length === 0 ? [] : [`Only if ${onlyIf.join(', or ')}.`, ''];
  const bullets = reasons.flatMap((reason) => hanging('- ', reason, width));
  return `${[...wrapped(`${claim}: ${VERDICT_TEXT[verdict]}`, width), '', ...only, ...bullets].join('\n')}\n`;
}

function cut(text: string, width: number): string {
  const room = Math.max(10, width);
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}

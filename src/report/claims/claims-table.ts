import { type Column, renderTable } from '../table.js';
import type { ClaimAnswer } from './claim-answer.js';
import { VERDICT_TEXT } from './verdict-text.js';

const WIDEST_VERDICT = Math.max(...Object.values(VERDICT_TEXT).map((text) => text.length));
const GAP = 3;

/** Many claims, a line each: where it stands, its verdict, and as much of it as fits. */
export function claimsTable(answers: readonly ClaimAnswer[], width: number): string {
  const verdict: Column<ClaimAnswer> = { title: 'VERDICT', cell: (answer) => VERDICT_TEXT[answer.verdict] };
  const line: Column<ClaimAnswer> = { title: 'LINE', cell: (answer) => String(answer.line), align: 'right' };
  const room = width - WIDEST_VERDICT - 'LINE'.length - 2 * GAP;
  const claim: Column<ClaimAnswer> = { title: 'CLAIM', cell: (answer) => cut(answer.claim, room) };
  return renderTable([line, verdict, claim], answers);
}

function cut(text: string, width: number): string {
  const room = Math.max(10, width);
  return text.length <= room ? text : `${text.slice(0, room - 1)}…`;
}

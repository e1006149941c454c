import type { Bound } from '../../analysis/claims/bounds.js';
import type { Judgement } from '../../analysis/claims/judgement.js';
import { toSeconds } from '../../time/units.js';
import { type FittedColumn, fittedTable } from '../fitted-table.js';
import { policyText } from '../policy-text.js';
import { PLAIN } from '../style.js';
import { duration, grouped, hanging, wrapped } from '../words.js';
import { claimReasons } from './claim-reasons.js';
import { conditionText } from './condition-text.js';
import { VERDICT_TEXT } from './verdict-text.js';
import { WAY_TEXT } from './way-text.js';

/** A judgement for people: the verdict, what it hangs on, and the bounds behind it. */
export function claimText(claim: string, judgement: Judgement, width: number): string {
  const head = `${claim}: ${VERDICT_TEXT[judgement.verdict]}`;
  const reasons = claimReasons(judgement).flatMap((reason) => hanging('- ', reason, width));
  const only = onlyIf(judgement.conditions.map(conditionText), width);
  const kubelet = judgement.kubelet.isStated ? 'The backoff claimed' : judgement.kubelet.policy.name;
  const under = `${kubelet}: ${policyText(judgement.kubelet.policy)}`;
  const table = 'bounds' in judgement ? `\n${boundsTable(judgement, width)}` : '';
  return `${[...wrapped(head, width), '', ...only, ...wrapped(under, width), ...reasons].join('\n')}\n${table}`;
}

function onlyIf(clauses: readonly string[], width: number): readonly string[] {
  const [first, ...others] = clauses;
  if (first === undefined) return [];
  if (others.length === 0) return [...wrapped(`Only if ${first}.`, width), ''];
  return ['Only if one of these holds:', ...clauses.flatMap((clause) => hanging('- ', clause, width)), ''];
}

function boundsTable(judgement: Extract<Judgement, { bounds: readonly Bound[] }>, width: number): string {
  const isCount = judgement.kind === 'count';
  const timeMs = isCount ? judgement.claim.withinMs : judgement.claim.windowMs;
  const span = `${isCount ? 'IN' : 'IN ANY'} ${duration(toSeconds(timeMs))}`;
  const columns: readonly FittedColumn<Bound>[] = [
    { title: 'IT LIVES BY', cell: ({ way }) => WAY_TEXT[way] },
    { title: `MOST ${span}`, cell: mostText, align: 'right' },
    ...(isCount
      ? [{ title: `RESTART ${grouped(judgement.restart)}`, cell: earliestText, align: 'right' } as const]
      : []),
    { title: 'KNOWN BY', rank: 1, cell: ({ basis }) => basis },
  ];
  const { head, rows } = fittedTable({ columns, width, style: PLAIN }, judgement.bounds);
  return `${[head, ...rows].join('\n')}\n`;
}

function mostText({ most, basis }: Bound): string {
  if (most !== undefined) return grouped(most);
  return basis === 'search' ? '-' : 'many';
}

function earliestText({ earliestMs, basis }: Bound): string {
  if (earliestMs === undefined) return basis === 'search' ? 'not found' : '-';
  return duration(toSeconds(earliestMs));
}

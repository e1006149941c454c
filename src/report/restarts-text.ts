import type { RestartsFacts } from '../analysis/restarts.js';
import { toSeconds } from '../time/units.js';
import { type FittedColumn, fittedTable } from './fitted-table.js';
import { policyText } from './policy-text.js';
import { askedTime, restartsReasons } from './restarts-reasons.js';
import type { Style } from './style.js';
import { counted, duration, grouped, hanging, wrapped } from './words.js';

const VERDICTS = {
  possible: 'possible',
  'possible-if-age-is-rounded-down': 'only if the age was cut',
  impossible: 'impossible',
} as const;

const time = (ms: number | undefined): string => (ms === undefined ? '-' : duration(toSeconds(ms)));

/** Answers a question about restarts to a person: in a sentence, with its reasoning, beside the other policies. */
export function restartsText(
  facts: RestartsFacts,
  others: readonly RestartsFacts[],
  { width, style }: { readonly width: number; readonly style: Style },
): string {
  const head = wrapped(headline(facts), width).map((line) => style(line, 'heading'));
  const reasons = restartsReasons(facts).flatMap((reason) => hanging('- ', reason, width));
  const table = fittedTable({ columns: columns(facts), width, style }, [facts, ...others]);
  const parts = [head, reasons, [table.head, ...table.rows]].filter(({ length }) => length > 0);
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function headline({ question, tally, claim }: RestartsFacts): string {
  const policy = question.kubelet.policy.name;
  const { count } = question;
  if (claim !== undefined) {
    const asked = `${counted(claim.count, 'crash')} within ${askedTime(question)} on ${policy}`;
    return `${asked}: ${VERDICTS[claim.verdict]}`;
  }
  if (count !== undefined)
    return `crash ${grouped(count)} on ${policy}: ${time(tally.countAtMs)} after the first start`;
  const restarts = counted(tally.restarts ?? 0, 'restart');
  return `${askedTime(question)} on ${policy}: ${counted(tally.crashes ?? 0, 'crash')}, ${restarts}`;
}

function columns({ question }: RestartsFacts): readonly FittedColumn<RestartsFacts>[] {
  const { withinMs, count } = question;
  const counts: readonly FittedColumn<RestartsFacts>[] = [
    { title: `CRASHES IN ${askedTime(question)}`, align: 'right', cell: ({ tally }) => grouped(tally.crashes ?? 0) },
    { title: 'RESTARTS', rank: 2, align: 'right', cell: ({ tally }) => grouped(tally.restarts ?? 0) },
  ];
  const reached: FittedColumn<RestartsFacts> = {
    title: `CRASH ${grouped(count ?? 0)} AT`,
    align: 'right',
    cell: ({ tally }) => time(tally.countAtMs),
  };
  return [
    { title: 'POLICY', cell: ({ question }) => question.kubelet.policy.name },
    { title: 'RULE', rank: 1, cell: ({ question }) => policyText(question.kubelet.policy) },
    ...(withinMs === undefined ? [] : counts),
    ...(count === undefined ? [] : [reached]),
  ];
}

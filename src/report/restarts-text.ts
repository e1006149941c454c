import type { RestartsFacts } from '../analysis/restarts.js';
import { toSeconds } from '../time/units.js';
import { policyText } from './policy-text.js';
import { restartsReasons } from './restarts-reasons.js';
import { type Column, renderTable } from './table.js';
import { counted, duration, grouped } from './words.js';

const VERDICTS = {
  possible: 'possible',
  'possible-if-age-is-rounded-down': 'only if the age was cut',
  impossible: 'impossible',
} as const;

const time = (ms: number | undefined): string => (ms === undefined ? '-' : duration(toSeconds(ms)));

/** Answers a question about restarts to a person: in a sentence, with its reasoning, beside the other policies. */
export function restartsText(facts: RestartsFacts, others: readonly RestartsFacts[]): string {
  const reasons = restartsReasons(facts).map((reason) => `- ${reason}\n`);
  const table = renderTable(columns(facts), [facts, ...others]);
  return [`${headline(facts)}\n`, reasons.join(''), table].filter((part) => part !== '').join('\n');
}

function headline({ question, tally, claim }: RestartsFacts): string {
  const policy = question.kubelet.policy.name;
  const { withinMs, count } = question;
  if (claim !== undefined) {
    const asked = `${counted(claim.count, 'crash')} within ${time(claim.withinMs)} on ${policy}`;
    return `${asked}: ${VERDICTS[claim.verdict]}`;
  }
  if (count !== undefined)
    return `crash ${grouped(count)} on ${policy}: ${time(tally.countAtMs)} after the first start`;
  const restarts = counted(tally.restarts ?? 0, 'restart');
  return `${time(withinMs)} on ${policy}: ${counted(tally.crashes ?? 0, 'crash')}, ${restarts}`;
}

function columns({ question: { withinMs, count } }: RestartsFacts): readonly Column<RestartsFacts>[] {
  const counts: readonly Column<RestartsFacts>[] = [
    { title: `CRASHES IN ${time(withinMs)}`, align: 'right', cell: ({ tally }) => grouped(tally.crashes ?? 0) },
    { title: 'RESTARTS', align: 'right', cell: ({ tally }) => grouped(tally.restarts ?? 0) },
  ];
  const reached: Column<RestartsFacts> = {
    title: `CRASH ${grouped(count ?? 0)} AT`,
    align: 'right',
    cell: ({ tally }) => time(tally.countAtMs),
  };
  return [
    { title: 'POLICY', cell: ({ question }) => question.kubelet.policy.name },
    { title: 'RULE', cell: ({ question }) => policyText(question.kubelet.policy) },
    ...(withinMs === undefined ? [] : counts),
    ...(count === undefined ? [] : [reached]),
  ];
}

import type { ContainerExplanation, Explanation } from '../analysis/explain/explanation.js';
import { SECOND_MS } from '../time/units.js';
import { asOf } from './explain-clock.js';
import { clockTime, isBeyondBackoff, roughly, stepText, unknownText } from './explain-words.js';
import { type Column, renderTable } from './table.js';
import { counted, wrapped } from './words.js';

/** One line for each container of several pods, the most urgent first; what all have in common below. */
export function explainTable(explanation: Explanation, width: number): string {
  const { containers, podCount, kubelet } = explanation;
  const waiting = containers.filter(({ outlook }) => outlook.kind === 'restarts').length;
  const columns = columnsFor(explanation).slice(0, width < 80 ? 4 : undefined);
  const shared = containers[0]?.unknown.filter(({ kind }) => kind === 'version' || kind === 'config') ?? [];
  const notes = [asOf(explanation), ...shared.map((unknown) => unknownText(unknown, kubelet))].join('; ');
  const head = `${counted(podCount, 'pod')}, ${waiting === 0 ? 'none waits' : `${waiting} ${waiting === 1 ? 'waits' : 'wait'}`} to start again; times in UTC`;
  const table = renderTable(columns, containers, width < 80 ? '  ' : '   ');
  return `${wrapped(head, width).join('\n')}\n\n${table}\n${wrapped(`${notes}.`, width).join('\n')}\n`;
}

function columnsFor({ nowMs, containers }: Explanation): readonly Column<ContainerExplanation>[] {
  const names = new Map<string, number>();
  for (const { pod = '' } of containers) names.set(pod, (names.get(pod) ?? 0) + 1);
  const nameOf = ({ pod, container }: ContainerExplanation): string =>
    (names.get(pod ?? '') ?? 0) > 1 && container !== undefined ? `${pod}/${container}` : (pod ?? '?');
  return [
    { title: 'POD', cell: nameOf },
    { title: 'STATE', cell: ({ state }) => state ?? '?' },
    { title: 'NEXT START', cell: (one) => nextCell(one, nowMs) },
    { title: 'IN', cell: (one) => aheadCell(one, nowMs), align: 'right' },
    {
      title: 'BACKOFF',
      cell: ({ backoffMs }) => (backoffMs === undefined ? '?' : stepText(backoffMs)),
      align: 'right',
    },
    { title: 'CRASH', cell: ({ crash }) => String(crash ?? '?'), align: 'right' },
  ];
}

const NEXT: Readonly<Record<Exclude<ContainerExplanation['outlook']['kind'], 'restarts' | 'all-restart'>, string>> = {
  runs: 'runs',
  'first-start': 'not run yet',
  retries: 'once the cause is gone',
  over: 'never',
  untold: '?',
  undated: '?',
  contradictory: 'contradicts itself',
};

function nextCell({ outlook }: ContainerExplanation, nowMs: number): string {
  if (outlook.kind === 'contradictory' && isBeyondBackoff(outlook)) return 'cannot be';
  if (outlook.kind === 'first-start' && outlook.unscheduled !== undefined) return 'no node yet';
  if (outlook.kind !== 'restarts' && outlook.kind !== 'all-restart') return NEXT[outlook.kind];
  const { fromMs, untilMs } = outlook.forecast;
  const until = Math.ceil(untilMs / SECOND_MS) * SECOND_MS;
  return `${clockTime(fromMs, nowMs)} to ${clockTime(until, nowMs)}`;
}

function aheadCell({ outlook }: ContainerExplanation, nowMs: number): string {
  if (outlook.kind !== 'restarts' && outlook.kind !== 'all-restart') return '-';
  const aheadMs = outlook.forecast.likelyMs - nowMs;
  return aheadMs < SECOND_MS ? 'now' : roughly(aheadMs);
}

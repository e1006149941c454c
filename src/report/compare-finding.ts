import type { Comparison, SubjectFigures } from '../analysis/compare/compare.js';
import type { Figures } from '../analysis/compare/figures.js';
import { figure, subjectName, time } from './compare-cells.js';

interface Side {
  readonly policy: string;
  readonly figures: Figures;
  readonly delays: boolean;
}

/** A policy's name stays as it is written. */
const capital = (text: string): string =>
  text.replace(/^(in|no) /, (word) => word.charAt(0).toUpperCase() + word.slice(1));

/** The place of the first day among the marks. */
const DAY = 2;

/** What the comparison comes to, in a sentence or two; empty where there is nothing to hold against each other. */
export function comparisonFinding({ rows, subjects }: Comparison): string {
  const [busiest] = subjects.toSorted((a, b) => mostRestarts(b) - mostRestarts(a));
  const sides = rows.flatMap(({ policy, rule }, at): readonly Side[] => {
    const figures = busiest?.figures[at];
    return figures === undefined ? [] : [{ policy, figures, delays: rule?.delays === true }];
  });
  const [first, ...rest] = sides;
  if (first === undefined || rest.length === 0) return '';
  // That no backoff is the extreme of everything is no finding.
  const delaying = rest.filter(({ delays }) => delays);
  const others = delaying.length === 0 ? rest : delaying;
  const whose = subjects.length > 1 && busiest !== undefined ? `${subjectName(busiest)}: ` : '';
  const finding = recoveryFinding(first, others) ?? restartsFinding(first, others);
  return whose + (whose === '' ? capital(finding) : finding);
}

function mostRestarts({ figures }: SubjectFigures): number {
  return Math.max(0, ...figures.map((each) => each?.restarts[DAY] ?? 0));
}

const awayMs = ({ figures }: Side): number | undefined => figures.recoveries[0]?.recovery?.meanMs;

function recoveryFinding(first: Side, others: readonly Side[]): string | undefined {
  const firstMs = awayMs(first);
  const [quickest] = others.toSorted((a, b) => (awayMs(a) ?? 0) - (awayMs(b) ?? 0));
  const quickestMs = quickest === undefined ? undefined : awayMs(quickest);
  if (firstMs === undefined || quickest === undefined || quickestMs === undefined) return undefined;
  const dependency = first.figures.recoveries[0]?.of.dependency ?? 'the dependency';
  const after = `once ${dependency} is back`;
  if (quickestMs >= firstMs)
    return `no other policy is quicker than ${first.policy} ${after}: ${time(firstMs)} on average.`;
  const sooner = `${quickest.policy} is up ${time(quickestMs)} on average ${after}, ${first.policy} after ${time(firstMs)}`;
  return `${sooner}; the price, while it is away: ${loadText(quickest, first)}.`;
}

function restartsFinding(first: Side, others: readonly Side[]): string {
  const day = ({ figures }: Side): number => figures.restarts[DAY] ?? 0;
  const sorted = others.toSorted((a, b) => day(a) - day(b));
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) return '';
  if (day(most) === day(first) && day(least) === day(first))
    return `in the first day all restart alike, ${figure(day(first))} times.`;
  const extreme = Math.abs(day(most) - day(first)) >= Math.abs(day(least) - day(first)) ? most : least;
  const first24 = `in the first day ${extreme.policy} restarts ${figure(day(extreme))} times, ${first.policy} ${figure(day(first))} times`;
  return `${first24}; in the long run ${loadText(extreme, first)}.`;
}

function loadText(side: Side, first: Side): string {
  const [own, other] = [side, first].map(({ figures }) => figure(figures.apiRequestsPerSecond));
  return own === other
    ? `a full node sends ${own} requests a second to the API, as with ${first.policy}`
    : `a full node sends ${own} requests a second to the API instead of ${other}`;
}

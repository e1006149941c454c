import type { RunAttempt } from '../analysis/run.js';
import { counted, grouped } from './words.js';

/** What is shown of a long history: a row, or how many are left out. */
export type ShownRow =
  | { readonly kind: 'row'; readonly row: RunAttempt }
  | { readonly kind: 'gap'; readonly text: string };

const FIRST_ROWS = 9;
const LAST_ROWS = 2;
/** Of rows that are alike this many are shown before the rest is counted. */
const ALIKE_SHOWN = 2;
/** A gap hides at least this many rows: a line that says one is left out is as long as the row. */
const LEAST_HIDDEN = 2;
/** Rows in the middle that are shown because something happens for the first time. */
const MOST_FIRSTS = 6;

/**
 * The rows that tell something: the first and the last, whatever happens for the first time, and of rows that are alike
 * the first two.
 */
export function interestingRows(attempts: readonly RunAttempt[]): readonly ShownRow[] {
  const rows: ShownRow[] = [];
  const seen = new Set<string>();
  let firsts = 0;
  let before: RunAttempt | undefined;
  let ranBefore = 0;
  /** How many rows on end are alike, up to this one. */
  let streak = 0;
  /** How many rows before this one are left out. */
  let hidden = 0;
  attempts.forEach((row, at) => {
    const ran = ranStep(row);
    const streakBefore = streak;
    streak = before !== undefined && ran === ranBefore && saySame(row, before) ? streak + 1 : 1;
    const isFirst = streak === 1 && isNew(row, seen);
    const isAtAnEnd = at < FIRST_ROWS || at >= attempts.length - LAST_ROWS;
    if (isFirst && !isAtAnEnd) firsts += 1;
    const isTelling = isAtAnEnd || (isFirst && firsts <= MOST_FIRSTS);
    if ((isTelling && streak <= ALIKE_SHOWN) || at === attempts.length - 1) {
      if (hidden >= LEAST_HIDDEN) rows.push(gap(hidden, streakBefore > hidden));
      else for (const few of attempts.slice(at - hidden, at)) rows.push({ kind: 'row', row: few });
      rows.push({ kind: 'row', row });
      hidden = 0;
    } else {
      hidden += 1;
    }
    before = row;
    ranBefore = ran;
  });
  return rows;
}

function gap(hidden: number, areLikeTheRowBefore: boolean): ShownRow {
  const text = areLikeTheRowBefore ? `${grouped(hidden)} more like this` : `${counted(hidden, 'row')} left out`;
  return { kind: 'gap', text };
}

/** Whether something happens in it for the first time. */
function isNew({ why, exitCode, reason }: RunAttempt, seen: Set<string>): boolean {
  const known = seen.size;
  return seen.add(`${why} ${exitCode} ${reason}`).size > known;
}

/** Whether two rows that ran about as long are alike to a reader. */
function saySame(a: RunAttempt, b: RunAttempt): boolean {
  return a.why === b.why && a.exitCode === b.exitCode && a.reason === b.reason && a.backoffSeconds === b.backoffSeconds;
}

/** The same for run times within a sixth of each other. */
function ranStep({ startedAtSeconds, finishedAtSeconds }: RunAttempt): number {
  return finishedAtSeconds === null ? -1 : Math.round(4 * Math.log2(1 + finishedAtSeconds - startedAtSeconds));
}

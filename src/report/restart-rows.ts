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
  const shown = attempts.map((_, at) => at < FIRST_ROWS || at >= attempts.length - LAST_ROWS);
  const seen = new Set<string>();
  let firsts = 0;
  attempts.forEach(({ why, exitCode, reason }, at) => {
    const kind = `${why} ${exitCode} ${reason}`;
    const isFirst = !seen.has(kind);
    seen.add(kind);
    if (shown[at] || !isFirst || firsts >= MOST_FIRSTS) return;
    firsts += 1;
    shown[at] = true;
  });
  const signatures = attempts.map(signatureOf);
  for (let at = ALIKE_SHOWN; at < attempts.length - 1; at += 1) {
    if (signatures[at] === signatures[at - 1] && signatures[at] === signatures[at - ALIKE_SHOWN]) shown[at] = false;
  }
  return withGaps(attempts, shown, signatures);
}

/** What two rows share that are alike to a reader; run times within a sixth of each other are. */
function signatureOf({
  why,
  exitCode,
  reason,
  backoffSeconds,
  startedAtSeconds,
  finishedAtSeconds,
}: RunAttempt): string {
  const ran = finishedAtSeconds === null ? -1 : Math.round(4 * Math.log2(1 + finishedAtSeconds - startedAtSeconds));
  return `${why} ${exitCode} ${reason} ${backoffSeconds} ${ran}`;
}

function withGaps(
  attempts: readonly RunAttempt[],
  shown: readonly boolean[],
  signatures: readonly string[],
): readonly ShownRow[] {
  const rows: ShownRow[] = [];
  let from = 0;
  const close = (until: number): void => {
    const hidden = attempts.slice(from, until);
    if (hidden.length < LEAST_HIDDEN) {
      rows.push(...hidden.map((row) => ({ kind: 'row', row }) as const));
    } else {
      const before = signatures[from - 1];
      const areAlike = signatures.slice(from, until).every((signature) => signature === before);
      rows.push({
        kind: 'gap',
        text: areAlike ? `${grouped(hidden.length)} more like this` : `${counted(hidden.length, 'row')} left out`,
      });
    }
  };
  attempts.forEach((row, at) => {
    if (!shown[at]) return;
    if (at > from) close(at);
    rows.push({ kind: 'row', row });
    from = at + 1;
  });
  return rows;
}

import { excerptOf } from './excerpt.js';
import { type Issue, type IssueCode, ScenarioError } from './issue.js';
import { MAX_ISSUES } from './limits.js';
import { printable } from './printable.js';
import { positionAt, type Span } from './source.js';

/** A problem where it is found. */
export interface Problem {
  readonly code: IssueCode;
  readonly message: string;
  readonly hint?: string | undefined;
}

export type Report = (span: Span, problem: Problem) => void;

/** More are kept than shown, since they are found out of order. */
const MOST_KEPT = 20 * MAX_ISSUES;

/** Gathers the problems of one pass; `throwIfAny` ends the pass. */
export interface IssueLog {
  readonly report: Report;
  readonly issues: readonly Issue[];
  /** Takes in problems another pass found. */
  readonly add: (found: readonly Issue[]) => void;
  readonly throwIfAny: () => void;
}

function issueOf(span: Span, { code, message, hint }: Problem): Issue {
  const { source, start, end } = span;
  const safeHint = hint === undefined ? undefined : printable(hint);
  const place = { file: source.file, start, end, ...positionAt(source, start) };
  return { code, message: printable(message), ...place, excerpt: excerptOf(span), hint: safeHint };
}

const isSame = (a: Issue, b: Issue): boolean =>
  a.file === b.file && a.start === b.start && a.code === b.code && a.message === b.message;

/** The first problems in order of position, and how many were left out. */
function shown(issues: readonly Issue[]): readonly Issue[] {
  const files = [...new Set(issues.map((issue) => issue.file))];
  const sorted = [...issues]
    .sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.start - b.start)
    .filter((issue, i, all) => i === 0 || !isSame(issue, all[i - 1] ?? issue));
  const last = sorted[MAX_ISSUES];
  if (last === undefined) return sorted;
  const message = `too many problems: only the first ${MAX_ISSUES} are listed`;
  return [...sorted.slice(0, MAX_ISSUES), { ...last, code: 'too-many-issues', message, hint: undefined }];
}

/** An empty log of what is wrong with a file. */
export function issueLog(): IssueLog {
  const issues: Issue[] = [];
  return {
    issues,
    add: (found) => {
      issues.push(...found);
    },
    report: (span, problem) => {
      if (issues.length < MOST_KEPT) issues.push(issueOf(span, problem));
    },
    throwIfAny: () => {
      if (issues.length > 0) throw new ScenarioError(shown(issues));
    },
  };
}

import type { IssueCode } from './issue.js';
import type { Report } from './issue-log.js';
import type { Span } from './source.js';

/** Problems of one value, which leave the rest as it was meant. */
const OF_VALUES: readonly IssueCode[] = ['invalid-name', 'invalid-quantity', 'not-allowed', 'out-of-range'];
/** Problems that no other field can be the cause of. */
const OF_THEIR_OWN: readonly IssueCode[] = [
  'duplicate-name',
  'invalid-name',
  'invalid-schedule',
  'not-allowed',
  'out-of-range',
  'too-many-entries',
];

const overlap = (a: Span, b: Span): boolean => a.source === b.source && a.start < b.end && b.start < a.end;

/**
 * Reports what is wrong with the form of an object first, then what is wrong with its meaning, as far as the former
 * cannot be why.
 */
export function twoPasses(report: Report): { readonly form: Report; readonly meaning: Report } {
  const found: { readonly span: Span; readonly code: IssueCode }[] = [];
  return {
    form: (span, problem) => {
      found.push({ span, code: problem.code });
      report(span, problem);
    },
    meaning: (span, problem) => {
      const isSure = found.every(({ code }) => OF_VALUES.includes(code)) || OF_THEIR_OWN.includes(problem.code);
      if (isSure && !found.some((first) => overlap(first.span, span))) report(span, problem);
    },
  };
}

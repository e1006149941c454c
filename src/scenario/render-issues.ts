import type { Issue } from './issue.js';

function renderIssue({ file, line, column, code, message, excerpt, hint }: Issue): string {
  const head = `${file}:${line}:${column}: error[${code}]: ${message}`;
  const caret = ' '.repeat(excerpt.caretAt) + '^'.repeat(excerpt.caretLength);
  const tail = hint === undefined ? '' : `hint: ${hint}\n`;
  return `${head}\n${excerpt.text}\n${caret}\n${tail}`;
}

/** Problems as a terminal shows them: place, code and message, then the line, carets and a hint where there is one. */
export function renderIssues(issues: readonly Issue[]): string {
  return issues.map(renderIssue).join('');
}

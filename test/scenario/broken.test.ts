import { describe, expect, it } from 'vitest';
import { compileScenario } from '../../src/scenario/compile.js';
import { ISSUE_CODES, type Issue, ScenarioError } from '../../src/scenario/issue.js';
import { parseScenario } from '../../src/scenario/parse.js';
import { renderIssues } from '../../src/scenario/render-issues.js';
import { BROKEN } from './broken-scenarios.js';

/** The problems of a scenario. Anything but a ScenarioError passes through and fails the test. */
function issuesOf(text: string): readonly Issue[] {
  try {
    compileScenario(parseScenario(text, { file: 'broken.yaml' }));
    return [];
  } catch (error) {
    if (error instanceof ScenarioError) return error.issues;
    throw error;
  }
}

/** More than this of one scenario's problems would bury the others. */
const SHOWN = 5;

const seen = new Set<string>();
const pages: string[] = [];

describe('a broken scenario is refused with clear messages', () => {
  it.each(Object.entries(BROKEN))(
    '%s',
    (name, text) => {
      const issues = issuesOf(text);
      expect(issues.length).toBeGreaterThan(0);
      for (const issue of issues) {
        seen.add(issue.code);
        expect(issue.line).toBeGreaterThan(0);
        expect(issue.column).toBeGreaterThan(0);
      }
      const more = issues.length > SHOWN ? `(and ${issues.length - SHOWN} more)\n` : '';
      pages.push(`=== ${name}\n${renderIssues(issues.slice(0, SHOWN))}${more}`);
    },
    60_000,
  );

  it('says what it always said', async () => {
    expect(pages).toHaveLength(Object.keys(BROKEN).length);
    await expect(pages.join('\n')).toMatchFileSnapshot('../fixtures/broken-scenarios.txt');
  });

  it('leaves no kind of problem untried', () => {
    const elsewhere = ['ambiguous-name'];
    const untried = Object.keys(ISSUE_CODES).filter((code) => !seen.has(code) && !elsewhere.includes(code));
    expect(untried).toEqual([]);
  });
});

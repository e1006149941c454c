import { type FileVerdict, validationAnswer } from '../../report/validation-answer.js';
import { counted, wrapped } from '../../report/words.js';
import { compileScenario } from '../../scenario/compile.js';
import { type Issue, ScenarioError } from '../../scenario/issue.js';
import { renderIssues } from '../../scenario/render-issues.js';
import { command } from '../command.js';
import { EXIT } from '../exit.js';
import type { Io } from '../io.js';
import { readScenario } from '../load.js';
import { scenarioFiles } from '../scenario-files.js';
import { MORE_MANIFESTS } from '../scenario-flags.js';

/** Checks scenario files without running them. */
export const validateCommand = command({
  options: (yargs) =>
    yargs
      .positional('files', {
        type: 'string',
        array: true,
        demandOption: true,
        describe: 'scenario files or folders of them, or - for standard input',
      })
      .option('filename', MORE_MANIFESTS)
      .option('output', {
        alias: 'o',
        choices: ['text', 'json'] as const,
        default: 'text' as const,
        describe: 'how to tell it; json: every problem with its place, for editors and pipelines',
      })
      .example('$0 scenarios/needs-database.yaml', 'is this file right?')
      .example('$0 scenarios -o json', 'all scenarios of a folder, for a program'),
  work: async ({ files, filename, output }, io) => {
    const verdicts = scenarioFiles(files, io).map((file) => verdictOn(file, filename, io));
    if (output === 'json') io.stdout(`${JSON.stringify(validationAnswer(verdicts), undefined, 2)}\n`);
    else for (const verdict of verdicts) tell(verdict, io);
    return verdicts.every(({ issues }) => issues.length === 0) ? EXIT.good : EXIT.badInput;
  },
});

interface Verdict extends FileVerdict {
  readonly issues: readonly Issue[];
}

function verdictOn(file: string, manifests: readonly string[], io: Io): Verdict {
  try {
    const { plan, expectations, notes } = compileScenario(readScenario(file, manifests, io));
    return { file, issues: [], notes, pods: plan.pods.length, expectations: expectations.length };
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return { file, issues: error.issues, notes: [], pods: undefined, expectations: undefined };
  }
}

function tell({ file, issues, notes, pods = 0, expectations = 0 }: Verdict, io: Io): void {
  for (const note of notes) io.stderr(`${note.file}:${note.line}:${note.column}: note: ${note.message}\n`);
  if (issues.length > 0) {
    io.stderr(renderIssues(issues));
    return;
  }
  const holds = `${counted(pods, 'pod')}, ${counted(expectations, 'expectation')}`;
  io.stdout(`${wrapped(`${file}: ok (${holds})`, io.columns).join('\n')}\n`);
}

import { type FileVerdict, validationAnswer } from '../../report/validation-answer.js';
import { counted, wrapped } from '../../report/words.js';
import { compileScenario } from '../../scenario/compile.js';
import { ScenarioError } from '../../scenario/issue.js';
import { renderIssues } from '../../scenario/render-issues.js';
import type { TextFile } from '../../scenario/scenario.js';
import { command } from '../command.js';
import { EXIT } from '../exit.js';
import { type Io, UsageError } from '../io.js';
import { readManifests, readScenario } from '../load.js';
import { noScenarios, scenariosAt } from '../scenario-files.js';
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
    const manifests = readManifests(filename, io);
    const verdicts = files.flatMap((path) =>
      orUnreadable(path, () =>
        scenariosAt(path, io).flatMap((file) => orUnreadable(file, () => [verdictOn(file, manifests, io)])),
      ),
    );
    if (verdicts.length === 0) throw noScenarios(files);
    if (output === 'json') io.stdout(`${JSON.stringify(validationAnswer(verdicts), undefined, 2)}\n`);
    else for (const verdict of verdicts) tell(verdict, io);
    return verdicts.every(({ issues }) => issues.length === 0) ? EXIT.good : EXIT.badInput;
  },
});

interface Verdict extends FileVerdict {
  /** The issues as a terminal shows them. */
  readonly report: string;
}

function verdictOn(file: string, manifests: readonly TextFile[], io: Io): Verdict {
  try {
    const { plan, expectations, notes } = compileScenario(readScenario(file, manifests, io));
    return { file, issues: [], report: '', notes, pods: plan.pods.length, expectations: expectations.length };
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return bad(file, error.issues, renderIssues(error.issues));
  }
}

/** The verdicts on a path, or the one that it cannot be read, which is none on any other path. */
function orUnreadable(file: string, verdictsOn: () => readonly Verdict[]): readonly Verdict[] {
  try {
    return verdictsOn();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { message } = error;
    const issue = { code: 'cannot-read', message, hint: undefined, file, line: 1, column: 1, start: 0, end: 0 };
    return [bad(file, [issue], `error: ${message}\n`)];
  }
}

function bad(file: string, issues: FileVerdict['issues'], report: string): Verdict {
  return { file, issues, report, notes: [], pods: undefined, expectations: undefined };
}

function tell({ file, issues, report, notes, pods = 0, expectations = 0 }: Verdict, io: Io): void {
  for (const note of notes) io.stderr(`${note.file}:${note.line}:${note.column}: note: ${note.message}\n`);
  if (issues.length > 0) {
    io.stderr(report);
    return;
  }
  const holds = `${counted(pods, 'pod')}, ${counted(expectations, 'expectation')}`;
  io.stdout(`${wrapped(`${file}: ok (${holds})`, io.columns).join('\n')}\n`);
}

import packageJson from '../../package.json' with { type: 'json' };
import { nearest } from '../scenario/nearest.js';
import { EXIT } from './exit.js';
import { helpColumns } from './help-page.js';
import { type Io, UsageError } from './io.js';
import { overviewText } from './overview.js';
import { reportError } from './report-error.js';
import { VERBS } from './verbs.js';

/** Runs one command line: arguments and the outside world in, exit code out. Nothing is thrown. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    return reportError(error, argv, io);
  }
}

/** A verb gets a parser of its own, since yargs otherwise renders the help of all verbs before it runs one. */
async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const [first, ...others] = argv;
  if (first === 'help') return dispatch([...others, '--help'], io);
  const chosen = VERBS.find(({ verb }) => verb === first);
  if (chosen !== undefined) {
    const { runVerb } = await import('./run-verb.js');
    return runVerb(chosen, others, io);
  }
  refuseUnknown(first);
  if (first === '--version') io.stdout(`${packageJson.version}\n`);
  else if (first === '--help' || first === '-h') io.stdout(`${overviewText(helpColumns(io))}\n`);
  else if (first === undefined) throw new UsageError('no command given\nhint: crashloop --help names them all');
  else throw new UsageError(`unknown flag ${first}\nhint: a command comes first; crashloop --help names them all`);
  return EXIT.good;
}

function refuseUnknown(word: string | undefined): void {
  if (word === undefined || word.startsWith('-')) return;
  const verbs = VERBS.map(({ verb }) => verb);
  const meant = nearest(word, verbs);
  const way = meant === undefined ? `the commands are ${verbs.join(', ')}` : `did you mean ${meant}?`;
  throw new UsageError(`unknown command "${word}"\nhint: ${way}`);
}

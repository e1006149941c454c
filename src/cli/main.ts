import yargs from 'yargs';
import packageJson from '../../package.json' with { type: 'json' };
import { wrapped } from '../report/words.js';
import { nearest } from '../scenario/nearest.js';
import type { CommandModule } from './command.js';
import { EXIT } from './exit.js';
import { HelpNotes } from './help-notes.js';
import { type Io, STDIN, UsageError } from './io.js';
import { EXIT_CODES, overviewText } from './overview.js';
import { reportError } from './report-error.js';
import { usageWords } from './usage-words.js';
import { COMMANDS } from './verbs.js';

const WIDEST_HELP = 110;

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
  const chosen = COMMANDS.find(({ verb }) => verb === first);
  if (chosen !== undefined) return runVerb(chosen, others, io);
  refuseUnknown(first);
  if (first === '--version') io.stdout(`${packageJson.version}\n`);
  else if (first === '--help' || first === '-h') io.stdout(`${overviewText(helpColumns(io))}\n`);
  else if (first === undefined) throw new UsageError('no command given\nhint: crashloop --help names them all');
  else throw new UsageError(`unknown flag ${first}\nhint: a command comes first; crashloop --help names them all`);
  return EXIT.good;
}

function refuseUnknown(word: string | undefined): void {
  if (word === undefined || word.startsWith('-')) return;
  const verbs = COMMANDS.map(({ verb }) => verb);
  const meant = nearest(word, verbs);
  const way = meant === undefined ? `the commands are ${verbs.join(', ')}` : `did you mean ${meant}?`;
  throw new UsageError(`unknown command "${word}"\nhint: ${way}`);
}

async function runVerb(chosen: CommandModule, argv: readonly string[], io: Io): Promise<number> {
  const { verb, positionals, summary, options, work: workOf } = chosen;
  const scriptName = `crashloop ${verb}`;
  const parser = yargs();
  const columns = helpColumns(io);
  const notes = new HelpNotes(parser, scriptName);
  let work: (() => Promise<number>) | undefined;
  parser
    .scriptName(scriptName)
    .detectLocale(false)
    .version(packageJson.version)
    .help()
    .alias('help', 'h')
    .strict()
    .middleware(keepLast, true)
    .wrap(columns)
    .exitProcess(false)
    .fail((message, error) => {
      // yargs throws its own errors for what a user wrote wrong, and passes ours through.
      if (error !== undefined && error.name !== 'YError') throw error;
      const { flags } = notes;
      throw new UsageError(usageWords(message ?? error?.message ?? '', { scriptName, positionals, flags }));
    })
    .command(`$0 ${positionals}`.trim(), summary, options, (args) => {
      work = () => workOf(args, io);
    });
  // yargs drops a lone dash after a default command.
  const words = argv.map((word) => (word === '-' ? STDIN : word));
  await parser.parseAsync(words, {}, (_error, args, output) => {
    if (output === '') return;
    const parts =
      args.help === true ? [output, notes.examplesText(columns), wrapped(EXIT_CODES, columns).join('\n')] : [output];
    io.stdout(`${parts.filter((part) => part !== '').join('\n\n')}\n`);
  });
  return work === undefined ? EXIT.good : work();
}

const helpColumns = ({ columns }: Io): number => Math.min(columns, WIDEST_HELP);

/** Flags that may be given several times, and what is no flag. */
const LISTS = new Set([
  '_',
  'files',
  'paths',
  'resources',
  'filename',
  'f',
  'rule',
  'expr',
  'rule-file',
  'ruleFile',
  'claims',
  'whose',
]);

/** Of a flag given twice the last counts, as people expect who append one to an alias. */
function keepLast(args: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(args)) {
    if (Array.isArray(value) && !LISTS.has(key)) args[key] = value.at(-1);
  }
}

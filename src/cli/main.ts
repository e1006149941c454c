import yargs, { type Argv } from 'yargs';
import packageJson from '../../package.json' with { type: 'json' };
import { nearest } from '../scenario/nearest.js';
import type { CommandModule } from './command.js';
import { restartsCommand } from './commands/restarts.js';
import { runCommand } from './commands/run.js';
import { schemaCommand } from './commands/schema.js';
import { validateCommand } from './commands/validate.js';
import { verifyCommand } from './commands/verify.js';
import { whyCommand } from './commands/why.js';
import { EXIT } from './exit.js';
import { type Io, STDIN, UsageError } from './io.js';
import { reportError } from './report-error.js';

const COMMANDS: readonly CommandModule[] = [
  runCommand,
  whyCommand,
  restartsCommand,
  verifyCommand,
  validateCommand,
  schemaCommand,
];

const USAGE = `$0 <command>

Simulates why a Kubernetes container keeps restarting, and when it starts next.`;
const EPILOGUE = 'Exit codes: 0 good, 1 an expectation failed, 2 bad input, 70 a bug of ours.';
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
  const chosen = COMMANDS.find(({ verb }) => verb === argv[0]);
  if (chosen === undefined) refuseUnknown(argv[0]);
  let work: (() => Promise<number>) | undefined;
  const parser = chosen === undefined ? overview(io) : bare(io, `crashloop ${chosen.verb}`);
  if (chosen !== undefined) {
    const { positionals, summary, options, work: workOf } = chosen;
    parser.command(`$0 ${positionals}`.trim(), summary, options, (args) => {
      work = () => workOf(args, io);
    });
  }
  // yargs drops a lone dash after a default command.
  const rest = (chosen === undefined ? argv : argv.slice(1)).map((word) => (word === '-' ? STDIN : word));
  await parser.parseAsync(rest, {}, (_error, _args, output) => {
    if (output !== '') io.stdout(`${output}\n`);
  });
  return work === undefined ? EXIT.good : work();
}

function refuseUnknown(word: string | undefined): void {
  if (word === undefined || word.startsWith('-')) return;
  const verbs = COMMANDS.map(({ verb }) => verb);
  const meant = nearest(word, verbs);
  const way = meant === undefined ? `the commands are ${verbs.join(', ')}` : `did you mean ${meant}?`;
  throw new UsageError(`unknown command "${word}"\nhint: ${way}`);
}

function bare(io: Io, scriptName: string): Argv {
  return yargs()
    .scriptName(scriptName)
    .detectLocale(false)
    .version(packageJson.version)
    .help()
    .alias('help', 'h')
    .strict()
    .middleware(keepLast, true)
    .wrap(Math.min(io.columns, WIDEST_HELP))
    .epilogue(EPILOGUE)
    .exitProcess(false)
    .fail((message, error) => {
      // yargs throws its own errors for what a user wrote wrong, and passes ours through.
      if (error !== undefined && error.name !== 'YError') throw error;
      const text = message ?? error?.message;
      throw new UsageError(`${text}\nhint: ${scriptName} --help shows what is possible`);
    });
}

/** Flags that may be given several times, and what is no flag. */
const LISTS = new Set(['_', 'files', 'paths', 'filename', 'f']);

/** Of a flag given twice the last counts, as people expect who append one to an alias. */
function keepLast(args: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(args)) {
    if (Array.isArray(value) && !LISTS.has(key)) args[key] = value.at(-1);
  }
}

/** What is shown when no verb is named: all of them. */
function overview(io: Io): Argv {
  const parser = bare(io, 'crashloop').usage(USAGE).demandCommand(1, 'no command given');
  for (const { verb, positionals, summary } of COMMANDS) parser.command(`${verb} ${positionals}`.trim(), summary);
  return parser;
}

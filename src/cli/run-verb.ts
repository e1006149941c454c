import yargs from 'yargs';
import packageJson from '../../package.json' with { type: 'json' };
import { wrapped } from '../report/words.js';
import { EXIT } from './exit.js';
import { HelpNotes } from './help-notes.js';
import { EXIT_CODES, helpColumns } from './help-page.js';
import { type Io, STDIN, UsageError } from './io.js';
import { usageWords } from './usage-words.js';
import type { Verb } from './verbs.js';

/** Reads the words after a verb and does what they say. @returns the exit code @throws {UsageError} */
export async function runVerb(chosen: Verb, argv: readonly string[], io: Io): Promise<number> {
  const { verb, positionals, summary, load } = chosen;
  const { options, work: workOf } = await load();
  const scriptName = `crashloop ${verb}`;
  const parser = yargs();
  const columns = helpColumns(io);
  const notes = new HelpNotes(parser, scriptName);
  // All that stands without a dash, and what takes the rest of it: `<files..>`.
  const listed = ['_', ...(positionals.match(/\w+(?=\.\.)/) ?? [])];
  let work: (() => Promise<number>) | undefined;
  parser
    .scriptName(scriptName)
    .detectLocale(false)
    .version(packageJson.version)
    .help()
    .alias('help', 'h')
    .strict()
    .middleware((args) => keepLast(args, new Set([...notes.lists, ...listed])), true)
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
  const words = argv.map((word) => (word === '-' ? STDIN : withoutValue(word)));
  await parser.parseAsync(words, {}, (_error, args, output) => {
    if (output === '') return;
    const parts =
      args.help === true ? [output, notes.examplesText(columns), wrapped(EXIT_CODES, columns).join('\n')] : [output];
    io.stdout(`${parts.filter((part) => part !== '').join('\n\n')}\n`);
  });
  return work === undefined ? EXIT.good : work();
}

/** `--no-headers=true`, as kubectl takes it, without the value that yargs does not know there. */
function withoutValue(word: string): string {
  const [, flag, value] = /^--no-([a-z-]+)=(true|false)$/.exec(word) ?? [];
  return flag === undefined ? word : `--${value === 'true' ? 'no-' : ''}${flag}`;
}

/** Of a flag given twice the last counts, as people expect who append one to an alias. */
function keepLast(args: Record<string, unknown>, lists: ReadonlySet<string>): void {
  for (const [key, value] of Object.entries(args)) {
    if (Array.isArray(value) && !lists.has(key)) args[key] = value.at(-1);
  }
}

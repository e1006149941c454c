import { nearest } from '../scenario/nearest.js';

/** What a command line may hold, as far as a message about a mistake needs it. */
export interface Usable {
  /** As one types it: `crashloop run`. */
  readonly scriptName: string;
  readonly positionals: string;
  readonly flags: readonly string[];
}

/** Says in our words what yargs found wrong with a command line, with a way out. */
export function usageWords(message: string, usable: Usable): string {
  const help = `${usable.scriptName} --help shows what is possible`;
  const [, unknown] = /^Unknown arguments?: (.*)$/.exec(message) ?? [];
  if (unknown !== undefined) return unknownWords(unknown.split(', '), usable, help);
  const choices = [...message.matchAll(/Argument: (\S+), Given: (.*), Choices: (.*)/g)];
  if (choices.length > 0) {
    return choices.map(([, flag = '', given = '', allowed = '']) => choiceWords(flag, given, allowed)).join('\n');
  }
  const [, lacking] = /^Not enough arguments following: (\S+)$/.exec(message) ?? [];
  if (lacking !== undefined) return `${dashed(lacking)} needs a value\nhint: ${help}`;
  if (message.startsWith('Not enough non-option arguments')) return `${usable.positionals} is missing\nhint: ${help}`;
  return `${message}\nhint: ${help}`;
}

function unknownWords(told: readonly string[], { flags, positionals }: Usable, help: string): string {
  // Of a flag of several words yargs tells its other spelling too.
  const unknown = told.filter((word) => !told.some((other) => other !== word && camelCase(other) === word));
  const [first = ''] = unknown;
  // Whoever wrote a dash meant a flag; yargs does not say whether there was one.
  const meant = nearest(first, flags);
  const what = unknown
    .map((word) => (meant !== undefined || positionals !== '' || word.length === 1 ? dashed(word) : word))
    .join(', ');
  return `unknown ${unknown.length === 1 ? 'flag' : 'flags'} ${what}\nhint: ${meant === undefined ? help : `did you mean ${dashed(meant)}?`}`;
}

function choiceWords(flag: string, given: string, allowed: string): string {
  const names = [...allowed.matchAll(/"([^"]*)"/g)].map(([, name = '']) => name);
  const word = given.replaceAll('"', '');
  const meant = nearest(word, names);
  const hint = meant === undefined ? names.join(', ') : `did you mean ${meant}? There are ${names.join(', ')}`;
  return `${dashed(flag)} ${word} is none of its choices\nhint: ${hint}`;
}

const camelCase = (flag: string): string => flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const dashed = (flag: string): string => (flag.length === 1 ? `-${flag}` : `--${flag}`);

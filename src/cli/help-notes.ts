import type { Argv, Options } from 'yargs';
import { wrapped } from '../report/words.js';

type Example = readonly [line: string, shows: string];
type Declared = [name: string | Readonly<Record<string, Options>>, options?: Options];

const INDENT = '  ';
const CONTINUED = ' \\';

/**
 * Examples and flags of one command, noted while they are declared: yargs lays examples out so that no narrow terminal
 * leaves one to be copied, and knows flags without telling them.
 */
export class HelpNotes {
  readonly flags: string[] = [];
  /** Flags that hold lists, by every name they have among the arguments. */
  readonly lists = new Set<string>();
  readonly #examples: Example[] = [];

  constructor(parser: Argv, scriptName: string) {
    const declare = parser.option as (this: Argv, ...declared: Declared) => Argv;
    parser.example = ((line: string, shows: string) => {
      this.#examples.push([line.replace('$0', scriptName), shows]);
      return parser;
    }) as Argv['example'];
    parser.option = ((...declared: Declared) => {
      this.#note(declared);
      return declare.apply(parser, declared);
    }) as Argv['option'];
  }

  #note([name, options]: Declared): void {
    // Of several at once, yargs declares one after the other.
    if (typeof name !== 'string') return;
    this.flags.push(name);
    if (options?.array !== true) return;
    for (const each of [name, options.alias ?? []].flat()) {
      this.lists.add(each).add(each.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
    }
  }

  /** The examples for the end of a help page, to be copied as they stand. */
  examplesText(columns: number): string {
    if (this.#examples.length === 0) return '';
    return ['Examples:', ...this.#examples.flatMap((example) => exampleLines(example, columns))].join('\n');
  }
}

/** What is shown as a shell's comment, then the line, continued where it is too long. */
function exampleLines([line, shows]: Example, columns: number): readonly string[] {
  const comment = wrapped(shows, columns - INDENT.length - 2).map((text) => `${INDENT}# ${text}`);
  const room = columns - INDENT.length * 2 - CONTINUED.length;
  const pieces = wrapped(line, room).map((text, at) => `${at === 0 ? INDENT : INDENT.repeat(2)}${text}`);
  return [...comment, ...pieces.map((piece, at) => (at < pieces.length - 1 ? piece + CONTINUED : piece))];
}

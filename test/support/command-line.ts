import { readFileSync } from 'node:fs';

/** A command line as it stands in a text: its words, and what is written on its standard input. */
export interface CommandLine {
  readonly argv: readonly string[];
  readonly stdin: string | undefined;
}

/**
 * Takes apart `verb --flag 'two words' < file > out` as a shell would: quotes, input from a file or from
 * `cat FILE | crashloop …`, output thrown away. Nothing else of a shell, so that documentation stays simple.
 */
export function commandLine(line: string): CommandLine {
  const [, piped, rest = ''] = /^(?:cat (\S+) \| )?(?:crashloop )?(.*)$/.exec(line) ?? [];
  const words = [...rest.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  );
  const argv: string[] = [];
  let input = piped;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '<') input = words[++at];
    else if (word === '>') at += 1;
    else argv.push(word);
  }
  return { argv, stdin: input === undefined ? undefined : readFileSync(input, 'utf8') };
}
